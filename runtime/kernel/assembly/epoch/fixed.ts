// I32F32 on raw bits in i64: products floor, quotients truncate toward zero, sums and products saturate.
// Plain twin: primitives/fixed.

// @ts-ignore: decorator
@inline
export const ONE: i64 = 1 << 32;
// @ts-ignore: decorator
@inline
const LOW: i64 = 0xffffffff;

// @ts-ignore: decorator
@inline
export function add(a: i64, b: i64): i64 {
  const sum = a + b;
  return ((a ^ sum) & (b ^ sum)) < 0 ? (a < 0 ? i64.MIN_VALUE : i64.MAX_VALUE) : sum;
}

// @ts-ignore: decorator
@inline
export function sub(a: i64, b: i64): i64 {
  const difference = a - b;
  return ((a ^ b) & (a ^ difference)) < 0 ? (a < 0 ? i64.MIN_VALUE : i64.MAX_VALUE) : difference;
}

/** Bits 32..127 of the product: the result if it fits, and the part above it in `excess`. */
let excess: i64 = 0;

function wideMul(a: i64, b: i64): i64 {
  const aHigh = a >> 32, aLow = a & LOW;
  const bHigh = b >> 32, bLow = b & LOW;
  const low = <i64>((<u64>aLow * <u64>bLow) >> 32);
  const left = aHigh * bLow + low; // at most 2^63 - 2^31
  const right = aLow * bHigh;
  const lower = (left & LOW) + (right & LOW);
  const upper = (left >> 32) + (right >> 32) + (lower >> 32) + aHigh * bHigh;
  excess = upper;
  return (upper << 32) | (lower & LOW);
}

// @ts-ignore: decorator
@inline
function fits(upper: i64): bool {
  return <i64>(<i32>upper) == upper;
}

function saturatingWideMul(a: i64, b: i64): i64 {
  const product = wideMul(a, b);
  return fits(excess) ? product : excess < 0 ? i64.MIN_VALUE : i64.MAX_VALUE;
}

// @ts-ignore: decorator
@inline
export function mul(a: i64, b: i64): i64 {
  return <u64>(a | b) >> 32 == 0 ? <i64>((<u64>a * <u64>b) >> 32) : saturatingWideMul(a, b);
}

/** Zero where the product does not fit. */
export function mulOrZero(a: i64, b: i64): i64 {
  const product = wideMul(a, b);
  return fits(excess) ? product : 0;
}

/** floor(remainder * 2^32 / divisor) for remainder < divisor: one 32-bit digit of a long division. */
function digit(remainder: u64, divisor: u64): u64 {
  const shift = clz(divisor);
  const d = divisor << shift;
  const r = remainder << shift;
  const dHigh = d >> 32, dLow = d & 0xffffffff;
  let q = r / dHigh;
  let rest = r - q * dHigh;
  while (q >> 32 != 0 || q * dLow > rest << 32) {
    q--;
    rest += dHigh;
    if (rest >> 32 != 0) break;
  }
  return q;
}

function wideDiv(a: u64, b: u64, negative: bool): i64 {
  const whole = a / b;
  const rest = a - whole * b;
  if (whole > 0x80000000) return 0;
  const fraction = rest >> 32 == 0 ? (rest << 32) / b : digit(rest, b);
  const bits = (whole << 32) | fraction;
  if (negative) return bits <= 0x8000000000000000 ? -(<i64>bits) : 0;
  return bits >> 63 == 0 ? <i64>bits : 0;
}

/** Quotient; zero where the divisor is zero or the quotient does not fit. */
export function div(a: i64, b: i64): i64 {
  if (b == 0 || a == 0) return 0;
  const negative = (a ^ b) < 0;
  let x = <u64>(a < 0 ? -a : a);
  let y = <u64>(b < 0 ? -b : b);
  if (x >> 32 != 0) {
    // Stored numbers are whole: both sides end in 32 zero bits and may be cut by them.
    const shift = ctz(x | y);
    x >>= shift;
    y >>= shift;
  }
  if (x >> 32 == 0) {
    const bits = (x << 32) / y;
    if (bits >> 63 == 0) return negative ? -(<i64>bits) : <i64>bits;
  }
  return wideDiv(x, y, negative);
}

/** What `divWith` multiplies with: 2^32 / y, or infinity where only `div` will do. */
// @ts-ignore: decorator
@inline
export function inverse(y: i64): f64 {
  return y > 0 && y < 1 << 62 ? 4294967296.0 / <f64>y : Infinity;
}

/**
 * x / y with the inverse of y, where one y divides many x: the float quotient is off by less than one below 2^50, and
 * the remainder, exact modulo 2^64, says which way. All else goes to `div`.
 */
// @ts-ignore: decorator
@inline
export function divWith(x: i64, y: i64, inverseOfY: f64): i64 {
  const estimate = <f64>x * inverseOfY;
  if (x < 0 || !(estimate < 1125899906842624.0)) return div(x, y);
  const q = <i64>estimate;
  const rest = (x << 32) - q * y;
  return rest < 0 ? q - 1 : rest >= y ? q + 1 : q;
}

// 1 / x for x >= 1: floor(2^64 / bits).
// @ts-ignore: decorator
@inline
export function reciprocal(x: i64): i64 {
  const q = u64.MAX_VALUE / <u64>x;
  return <i64>(u64.MAX_VALUE - q * <u64>x == <u64>x - 1 ? q + 1 : q);
}

// @ts-ignore: decorator
@inline
const TWENTY: i64 = 20 << 32;
// e as the reference has it: 23 bits of fraction.
// @ts-ignore: decorator
@inline
const E: i64 = 22802600 << 9;

/**
 * e^x, x clamped to [-20, 20], by the reference's series of 31 terms; none of them overflows in that range.
 * A term of zero ends it: all that follow are zero.
 */
export function expSafe(x: i64): i64 {
  x = x < -TWENTY ? -TWENTY : x > TWENTY ? TWENTY : x;
  if (x == 0) return ONE;
  if (x == ONE) return E;
  const operand = <u64>(x < 0 ? -x : x);
  const high = operand >> 32, low = operand & 0xffffffff;
  let term = operand;
  let result = operand + <u64>ONE;
  for (let i: u64 = 2; i < 32; i++) {
    const termHigh = term >> 32, termLow = term & 0xffffffff;
    const product = ((termHigh * high) << 32) + termHigh * low + termLow * high + ((termLow * low) >> 32);
    if (product < i) break;
    term = product / i;
    result += term;
  }
  return x < 0 ? reciprocal(<i64>result) : <i64>result;
}
