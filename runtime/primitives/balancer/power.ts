// Powers of a ratio with a rational exponent, in big integers. Mirrors safe-bigmath v0.4.1, src/integer.rs
// (SafeInt::pow_ratio_scaled): exact by roots while the reduced exponent's terms are at most 1024, else exp(e · ln b)
// with guard bits, series cut where they are cut there. All scales but the caller's are powers of two, so divisions
// are shifts.

const MAX_EXACT_EXPONENT = 1_024n;
const MAX_ITERATIONS = 4_096;
const GUARD = 24n;
const GUARD_FACTOR = 1n << GUARD;

export interface RatioPower {
  readonly base: readonly [numerator: bigint, denominator: bigint];
  readonly exponent: readonly [numerator: bigint, denominator: bigint];
  /** Bits of fraction to compute with, raised where the scale needs more. */
  readonly precision: number;
  readonly scale: bigint;
}

/** scale · base^exponent, rounded down; undefined outside the domain. Zero to any power is zero. */
export const powRatioScaled = ({ base, exponent, precision, scale }: RatioPower): bigint | undefined => {
  const [baseNumerator, baseDenominator] = base;
  if (baseDenominator === 0n || exponent[1] === 0n) return undefined;
  if (baseNumerator === 0n) return 0n;
  if (scale < 0n || baseNumerator < 0n || baseDenominator < 0n || exponent[0] < 0n || exponent[1] < 0n)
    return undefined;
  if (exponent[0] === 0n) return scale;
  const common = greatestCommonDivisor(exponent[0], exponent[1]);
  const power = exponent[0] / common;
  const root = exponent[1] / common;
  if (power <= MAX_EXACT_EXPONENT && root <= MAX_EXACT_EXPONENT)
    return floorRoot((baseNumerator ** power * scale ** root) / baseDenominator ** power, Number(root));

  const near = nearOne(baseNumerator, baseDenominator, { power, root, precision, scale });
  if (near !== undefined) return near;
  const requested = Math.max(precision, 32, bitLength(scale) + 8);
  const series = seriesAt(requested);
  const logarithm = series.ln(baseNumerator) - series.ln(baseDenominator);
  const result = roundOffGuard(series.exp(floorDivide(logarithm * power, root)));
  return (result * scale) >> BigInt(requested);
};

const NEAR_BITS = 160n;
const NEAR_ONE = 1n << NEAR_BITS;
/** More than both ways below are off, in units of 2^-160. */
const NEAR_ERROR = 1n << 20n;
/**
 * What the series give, found with fewer bits; undefined where these leave the last digit open, or where this is no way.
 * PERF: most trades move a reserve by little, and then some ten terms tell what takes the series hundreds.
 *
 * With |x| <= 1/16 for the base 1 + x, at most 40 terms count, each off by at most two units, so ln is off by less than
 * 2^7, its multiple by at most 128 by less than 2^15, and its exponential, of at most 1/2, by less than 2^17. The series
 * stop at terms below 2^-256 and keep 24 guard bits, so they are off by less than 2^-240, which the rest of NEAR_ERROR
 * has room for.
 */
const nearOne = (
  numerator: bigint,
  denominator: bigint,
  { power, root, precision, scale }: { power: bigint; root: bigint; precision: number; scale: bigint },
): bigint | undefined => {
  const difference = numerator - denominator;
  if (precision < 256 || scale >= NEAR_ONE || power > 128n * root) return undefined;
  if (16n * (difference < 0n ? -difference : difference) > denominator) return undefined;
  const x = (difference << NEAR_BITS) / denominator;
  let logarithm = x;
  let term = x;
  for (let n = 2n; ; n++) {
    term = (term * x) >> NEAR_BITS;
    // Small negative terms are rounded to -1 again and again.
    if (term === 0n || term === -1n) break;
    logarithm += n % 2n === 0n ? -(term / n) : term / n;
  }
  const y = (logarithm * power) / root;
  if (2n * y > NEAR_ONE || -2n * y > NEAR_ONE) return undefined;
  let result = NEAR_ONE + y;
  term = y;
  for (let n = 2n; ; n++) {
    term = ((term * y) >> NEAR_BITS) / n;
    if (term === 0n) break;
    result += term;
  }
  const low = ((result - NEAR_ERROR) * scale) >> NEAR_BITS;
  const high = ((result + NEAR_ERROR) * scale) >> NEAR_BITS;
  return low === high ? low : undefined;
};

const greatestCommonDivisor = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};

const bitLength = (x: bigint): number => {
  if (x === 0n) return 0;
  const hex = x.toString(16);
  return (hex.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(hex[0] as string, 16)));
};

/** Division toward minus infinity by a positive divisor. */
const floorDivide = (a: bigint, b: bigint): bigint => {
  const quotient = a / b;
  return a < 0n && quotient * b !== a ? quotient - 1n : quotient;
};

/** The greatest r with r^q <= x, by Newton's method from above. */
const floorRoot = (x: bigint, q: number): bigint => {
  if (q === 1 || x < 2n) return x;
  const Q = BigInt(q);
  let guess = 1n << BigInt(Math.ceil(bitLength(x) / q));
  for (;;) {
    const next = ((Q - 1n) * guess + x / guess ** (Q - 1n)) / Q;
    if (next >= guess) return guess;
    guess = next;
  }
};

/** Drops the guard bits, to nearest, ties away from zero. */
const roundOffGuard = (x: bigint): bigint => {
  const magnitude = x < 0n ? -x : x;
  const nearest = (magnitude + (GUARD_FACTOR >> 1n)) >> GUARD;
  return x < 0n ? -nearest : nearest;
};

interface Series {
  readonly ln: (x: bigint) => bigint;
  readonly exp: (x: bigint) => bigint;
}

const known = new Map<number, Series>();

/** The series at a precision; kept, since each starts by finding ln 2. */
const seriesAt = (requested: number): Series => {
  const existing = known.get(requested);
  if (existing) return existing;
  const made = makeSeries(requested);
  known.set(requested, made);
  return made;
};

const makeSeries = (requested: number): Series => {
  const internal = requested + Number(GUARD);
  const BITS = BigInt(internal);
  const ONE = 1n << BITS;
  const iterations = Math.min(MAX_ITERATIONS, internal + 128);

  /** ln(1 + x) for |x| <= 1/2, until a term is within the guard bits or the rounded sum stands still. */
  const ln1p = (x: bigint): bigint => {
    let term = x;
    let sum = x;
    let previous = roundOffGuard(sum);
    for (let n = 2; n <= iterations; n++) {
      term = (term * x) >> BITS;
      if (term === 0n) break;
      const next = floorDivide(term, BigInt(n));
      if (next === 0n) break;
      sum = n % 2 === 0 ? sum - next : sum + next;
      const now = roundOffGuard(sum);
      if ((next < GUARD_FACTOR && next > -GUARD_FACTOR) || now === previous) break;
      previous = now;
    }
    return sum;
  };

  const LN_2 = -ln1p(-(ONE >> 1n));

  /** ln of a whole number, by a mantissa in [1/2, 3/2) near one. */
  const ln = (x: bigint): bigint => {
    const shift = BigInt(bitLength(x) - 1);
    const mantissa = (x << BITS) >> shift;
    const high = mantissa >= ONE + (ONE >> 1n);
    return ln1p((high ? mantissa >> 1n : mantissa) - ONE) + LN_2 * (high ? shift + 1n : shift);
  };

  const exp = (x: bigint): bigint => {
    let term = ONE;
    let sum = ONE;
    let previous = roundOffGuard(sum);
    for (let n = 1; n <= iterations; n++) {
      term = floorDivide((term * x) >> BITS, BigInt(n));
      if (term === 0n) break;
      sum += term;
      const now = roundOffGuard(sum);
      if ((term < GUARD_FACTOR && term > -GUARD_FACTOR) || now === previous) break;
      previous = now;
    }
    return sum;
  };

  return { ln, exp };
};
