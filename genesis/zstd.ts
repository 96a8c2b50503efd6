// Unpacks Zstandard frames (RFC 8878): runtime code in chain specs is packed so. Without dictionaries; the content checksum is not compared.

/** Whatever is wrong with packed data. */
export class ZstdError extends Error {
  override name = "ZstdError";
}

const MAGIC = 0xfd2fb528;
const LARGEST_BLOCK = 1 << 17;

/** All frames of `packed`, joined; refuses to grow beyond `most` bytes. */
export function unpackZstd(packed: Uint8Array, most: number): Uint8Array {
  const out = new Output(most);
  const input = new Input(packed);
  while (input.at < packed.length) {
    const magic = input.number(4);
    if (magic >>> 4 === 0x184d2a5) input.skip(input.number(4));
    else if (magic === MAGIC) frame(input, out);
    else throw new ZstdError("not a Zstandard frame");
  }
  return out.bytes();
}

class Input {
  readonly bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Little endian, up to six bytes. */
  number(width: number): number {
    this.skip(width);
    let value = 0;
    for (let i = 1; i <= width; i++) value = value * 256 + this.bytes[this.at - i]!;
    return value;
  }

  skip(width: number): void {
    this.at += width;
    if (this.at > this.bytes.length) throw new ZstdError("cut short");
  }

  take(width: number): Uint8Array {
    this.skip(width);
    return this.bytes.subarray(this.at - width, this.at);
  }
}

class Output {
  buffer = new Uint8Array(1 << 16);
  length = 0;
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  reserve(more: number): void {
    const needed = this.length + more;
    if (needed > this.#most) throw new ZstdError(`unpacks to more than ${this.#most} bytes`);
    if (needed <= this.buffer.length) return;
    const larger = new Uint8Array(Math.min(this.#most, Math.max(needed, this.buffer.length * 2)));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }
}

/** What blocks of one frame hand on to one another. */
interface FrameState {
  huffman: Huffman | undefined;
  literalLengths: Fse | undefined;
  offsets: Fse | undefined;
  matchLengths: Fse | undefined;
  readonly repeats: [number, number, number];
  readonly start: number;
}

function frame(input: Input, out: Output): void {
  const descriptor = input.number(1);
  const single = (descriptor & 0x20) !== 0;
  if ((descriptor & 0x08) !== 0) throw new ZstdError("reserved bit set");
  if (!single) input.skip(1);
  if (input.number([0, 1, 2, 4][descriptor & 3]!) !== 0) throw new ZstdError("needs a dictionary");
  const sizeWidth = [single ? 1 : 0, 2, 4, 8][descriptor >> 6]!;
  if (sizeWidth === 8) {
    // No sizes of more than 32 bits here.
    const size = input.number(4);
    if (input.number(4) !== 0) throw new ZstdError("too large");
    out.reserve(size);
  } else if (sizeWidth > 0) {
    out.reserve(input.number(sizeWidth) + (sizeWidth === 2 ? 256 : 0));
  }
  const state: FrameState = {
    huffman: undefined,
    literalLengths: undefined,
    offsets: undefined,
    matchLengths: undefined,
    repeats: [1, 4, 8],
    start: out.length,
  };
  for (let last = false; !last; ) {
    const header = input.number(3);
    last = (header & 1) !== 0;
    const size = header >> 3;
    const kind = (header >> 1) & 3;
    if (kind === 0) {
      out.append(input.take(size));
    } else if (kind === 1) {
      out.reserve(size);
      out.buffer.fill(input.number(1), out.length, out.length + size);
      out.length += size;
    } else if (kind === 2) {
      if (size > LARGEST_BLOCK) throw new ZstdError("a block is too large");
      block(new Input(input.take(size)), out, state);
    } else {
      throw new ZstdError("reserved kind of block");
    }
  }
  if ((descriptor & 0x04) !== 0) input.skip(4);
}

function block(input: Input, out: Output, state: FrameState): void {
  const literals = literalsSection(input, state);
  sequencesSection(input, literals, out, state);
}

function literalsSection(input: Input, state: FrameState): Uint8Array {
  const first = input.bytes[input.at] ?? 0;
  const kind = first & 3;
  const format = (first >> 2) & 3;
  if (kind < 2) {
    const width = format === 1 ? 2 : format === 3 ? 3 : 1;
    const size = Math.floor(input.number(width) / (width === 1 ? 8 : 16));
    if (size > LARGEST_BLOCK) throw new ZstdError("too many literals");
    return kind === 0 ? input.take(size) : new Uint8Array(size).fill(input.number(1));
  }
  const streams = format === 0 ? 1 : 4;
  const width = format < 2 ? 3 : format + 2;
  const bits = format < 2 ? 10 : format === 2 ? 14 : 18;
  const header = Math.floor(input.number(width) / 16);
  const size = header % 2 ** bits;
  const packedSize = Math.floor(header / 2 ** bits);
  if (size > LARGEST_BLOCK) throw new ZstdError("too many literals");
  const body = new Input(input.take(packedSize));
  if (kind === 2) state.huffman = huffmanTable(body);
  const table = state.huffman;
  if (table === undefined) throw new ZstdError("literals without a table");
  const literals = new Uint8Array(size);
  if (streams === 1) {
    huffmanStream(table, body.take(packedSize - body.at), literals);
    return literals;
  }
  const sizes = [body.number(2), body.number(2), body.number(2)];
  const each = (size + 3) >> 2;
  if (each * 3 > size) throw new ZstdError("too few literals for four streams");
  for (let i = 0; i < 4; i++) {
    const part = literals.subarray(i * each, i === 3 ? size : (i + 1) * each);
    huffmanStream(table, body.take(sizes[i] ?? packedSize - body.at), part);
  }
  return literals;
}

/** Reads a bit stream from its end, most significant bit first. */
class BackwardBits {
  readonly #bytes: Uint8Array;
  /** Bits that are left; negative once zeros beyond the start were read. */
  left: number;

  constructor(bytes: Uint8Array) {
    const last = bytes.at(-1);
    if (last === undefined || last === 0) throw new ZstdError("a bit stream has no end mark");
    this.#bytes = bytes;
    this.left = bytes.length * 8 - (Math.clz32(last) - 23);
  }

  /** Up to 25 bits; zeros beyond the start. */
  read(count: number): number {
    this.left -= count;
    return this.#window(this.left, count);
  }

  peek(count: number): number {
    return this.#window(this.left - count, count);
  }

  #window(from: number, count: number): number {
    if (count === 0) return 0;
    if (from < 0) return count + from <= 0 ? 0 : this.#window(0, count + from) << -from;
    const bytes = this.#bytes;
    const at = from >> 3;
    const word = bytes[at]! | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
    return (word >>> (from & 7)) & ((1 << count) - 1);
  }
}

// Finite state entropy

interface Fse {
  readonly log: number;
  readonly symbol: Uint8Array;
  readonly bits: Uint8Array;
  readonly base: Uint16Array;
}

/** Reads the probabilities of a table from a forward bit stream. */
function fseTable(input: Input, mostLog: number, mostSymbol: number): Fse {
  let bitAt = input.at * 8;
  const { bytes } = input;
  const read = (count: number): number => {
    const at = bitAt >> 3;
    const word = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
    bitAt += count;
    return (word >>> ((bitAt - count) & 7)) & ((1 << count) - 1);
  };
  const log = read(4) + 5;
  if (log > mostLog) throw new ZstdError("a table is too large");
  const counts: number[] = [];
  let rest = 1 << log;
  while (rest > 0) {
    if (counts.length > mostSymbol) throw new ZstdError("a table has too many symbols");
    // A value from 0 to rest + 1; the smaller ones take one bit less.
    const width = 32 - Math.clz32(rest + 1);
    const lower = (1 << (width - 1)) - 1;
    const spare = (1 << width) - 1 - (rest + 1);
    let value = read(width);
    if ((value & lower) < spare) {
      bitAt--;
      value &= lower;
    } else if (value > lower) {
      value -= spare;
    }
    const count = value - 1;
    counts.push(count);
    rest -= Math.abs(count);
    if (count === 0) {
      let repeat: number;
      do {
        repeat = read(2);
        for (let i = 0; i < repeat; i++) counts.push(0);
      } while (repeat === 3);
    }
  }
  if (rest < 0 || counts.length > mostSymbol + 1) throw new ZstdError("a table does not add up");
  input.at = (bitAt + 7) >> 3;
  if (input.at > bytes.length) throw new ZstdError("cut short");
  return spread(counts, log);
}

/** A table from normalised counts; -1 stands for less than one. */
function spread(counts: readonly number[], log: number): Fse {
  const size = 1 << log;
  const symbol = new Uint8Array(size);
  const next = new Uint16Array(counts.length);
  let high = size - 1;
  for (const [s, count] of counts.entries()) {
    if (count === -1) {
      symbol[high--] = s;
      next[s] = 1;
    } else {
      next[s] = count;
    }
  }
  const step = (size >> 1) + (size >> 3) + 3;
  let at = 0;
  for (const [s, count] of counts.entries()) {
    for (let i = 0; i < count; i++) {
      symbol[at] = s;
      do at = (at + step) & (size - 1);
      while (at > high);
    }
  }
  const bits = new Uint8Array(size);
  const base = new Uint16Array(size);
  for (let state = 0; state < size; state++) {
    const n = next[symbol[state]!]!++;
    const width = log - (31 - Math.clz32(n));
    bits[state] = width;
    base[state] = (n << width) - size;
  }
  return { log, symbol, bits, base };
}

function onlySymbol(symbol: number): Fse {
  return { log: 0, symbol: Uint8Array.of(symbol), bits: Uint8Array.of(0), base: Uint16Array.of(0) };
}

// Huffman

interface Huffman {
  readonly log: number;
  readonly symbol: Uint8Array;
  readonly bits: Uint8Array;
}

function huffmanTable(input: Input): Huffman {
  const header = input.number(1);
  const weights: number[] = [];
  if (header >= 128) {
    const count = header - 127;
    const bytes = input.take((count + 1) >> 1);
    for (let i = 0; i < count; i++) weights.push(i % 2 === 0 ? bytes[i >> 1]! >> 4 : bytes[i >> 1]! & 15);
  } else {
    const body = new Input(input.take(header));
    const fse = fseTable(body, 6, 12);
    const stream = new BackwardBits(body.take(header - body.at));
    let even = stream.read(fse.log);
    let odd = stream.read(fse.log);
    // Two states in turn, until one of them would need bits that are not there.
    for (;;) {
      weights.push(fse.symbol[even]!);
      if (stream.left < fse.bits[even]!) {
        weights.push(fse.symbol[odd]!);
        break;
      }
      even = fse.base[even]! + stream.read(fse.bits[even]!);
      weights.push(fse.symbol[odd]!);
      if (stream.left < fse.bits[odd]!) {
        weights.push(fse.symbol[even]!);
        break;
      }
      odd = fse.base[odd]! + stream.read(fse.bits[odd]!);
      if (weights.length > 255) throw new ZstdError("too many weights");
    }
  }
  let total = 0;
  for (const weight of weights) if (weight > 0) total += 1 << (weight - 1);
  const log = 32 - Math.clz32(total);
  const rest = (1 << log) - total;
  if (total === 0 || log > 11 || (rest & (rest - 1)) !== 0 || weights.length > 255)
    throw new ZstdError("weights do not add up");
  weights.push(32 - Math.clz32(rest));

  const symbol = new Uint8Array(1 << log);
  const bits = new Uint8Array(1 << log);
  let at = 0;
  for (let weight = 1; weight <= log; weight++) {
    for (const [s, w] of weights.entries()) {
      if (w !== weight) continue;
      const end = at + (1 << (weight - 1));
      symbol.fill(s, at, end);
      bits.fill(log + 1 - weight, at, end);
      at = end;
    }
  }
  return { log, symbol, bits };
}

function huffmanStream(table: Huffman, bytes: Uint8Array, to: Uint8Array): void {
  const stream = new BackwardBits(bytes);
  const { log, symbol, bits } = table;
  for (let i = 0; i < to.length; i++) {
    const code = stream.peek(log);
    to[i] = symbol[code]!;
    stream.left -= bits[code]!;
  }
  if (stream.left !== 0) throw new ZstdError("a literal stream does not end where it should");
}

// Sequences

const LITERAL_BASE = [
  ...Array(16).keys(),
  16,
  18,
  20,
  22,
  24,
  28,
  32,
  40,
  48,
  64,
  ...[7, 8, 9, 10, 11, 12, 13, 14, 15, 16].map((n) => 1 << n),
];
const LITERAL_BITS = [...Array(16).fill(0), 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
const MATCH_BASE = [...Array(32).keys()]
  .map((n) => n + 3)
  .concat(
    35,
    37,
    39,
    41,
    43,
    47,
    51,
    59,
    67,
    83,
    99,
    ...[7, 8, 9, 10, 11, 12, 13, 14, 15, 16].map((n) => (1 << n) + 3),
  );
const MATCH_BITS = [...Array(32).fill(0), 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];

const usualLiteralLengths = spread(
  [4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1],
  6,
);
const usualMatchLengths = spread([1, 4, 3, 2, 2, 2, 2, 2, 2].concat(Array(37).fill(1), Array(7).fill(-1)), 6);
const usualOffsets = spread(
  [1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1],
  5,
);

function sequencesSection(input: Input, literals: Uint8Array, out: Output, state: FrameState): void {
  let count = input.number(1);
  if (count >= 255) count = input.number(2) + 0x7f00;
  else if (count >= 128) count = (count - 128) * 256 + input.number(1);
  if (count === 0) {
    if (input.at !== input.bytes.length) throw new ZstdError("bytes are left over in a block");
    out.append(literals);
    return;
  }
  const modes = input.number(1);
  const table = (mode: number, usual: Fse, before: Fse | undefined, mostLog: number, mostSymbol: number): Fse => {
    if (mode === 0) return usual;
    if (mode === 2) return fseTable(input, mostLog, mostSymbol);
    if (mode === 1) {
      const symbol = input.number(1);
      if (symbol > mostSymbol) throw new ZstdError("unknown symbol");
      return onlySymbol(symbol);
    }
    if (before === undefined) throw new ZstdError("a table is to be repeated that was not there");
    return before;
  };
  const literalLengths = table(modes >> 6, usualLiteralLengths, state.literalLengths, 9, 35);
  const offsets = table((modes >> 4) & 3, usualOffsets, state.offsets, 8, 31);
  const matchLengths = table((modes >> 2) & 3, usualMatchLengths, state.matchLengths, 9, 52);
  state.literalLengths = literalLengths;
  state.offsets = offsets;
  state.matchLengths = matchLengths;

  const stream = new BackwardBits(input.bytes.subarray(input.at));
  let literalState = stream.read(literalLengths.log);
  let offsetState = stream.read(offsets.log);
  let matchState = stream.read(matchLengths.log);
  let literalAt = 0;
  const blockStart = out.length;
  for (let i = 0; i < count; i++) {
    const offsetCode = offsets.symbol[offsetState]!;
    const matchCode = matchLengths.symbol[matchState]!;
    const literalCode = literalLengths.symbol[literalState]!;
    // An offset of more than 25 bits is read in two parts.
    const low = Math.min(offsetCode, 16);
    const offsetValue = 2 ** offsetCode + stream.read(offsetCode - low) * 2 ** low + stream.read(low);
    const matchLength = MATCH_BASE[matchCode]! + stream.read(MATCH_BITS[matchCode]!);
    const literalLength = LITERAL_BASE[literalCode]! + stream.read(LITERAL_BITS[literalCode]!);
    if (i + 1 < count) {
      literalState = literalLengths.base[literalState]! + stream.read(literalLengths.bits[literalState]!);
      matchState = matchLengths.base[matchState]! + stream.read(matchLengths.bits[matchState]!);
      offsetState = offsets.base[offsetState]! + stream.read(offsets.bits[offsetState]!);
    }
    const offset = offsetOf(offsetValue, literalLength, state.repeats);
    if (literalAt + literalLength > literals.length) throw new ZstdError("more literals used than given");
    copySequence(out, literals, literalAt, literalLength, offset, matchLength, state.start);
    literalAt += literalLength;
  }
  if (stream.left !== 0) throw new ZstdError("a sequence stream does not end where it should");
  out.append(literals.subarray(literalAt));
  if (out.length - blockStart > LARGEST_BLOCK) throw new ZstdError("a block is too large");
}

/** The distance a sequence copies from; small values stand for one of the last three. */
function offsetOf(value: number, literalLength: number, repeats: [number, number, number]): number {
  let offset: number;
  if (value > 3) {
    offset = value - 3;
    repeats[2] = repeats[1];
    repeats[1] = repeats[0];
  } else {
    const which = literalLength === 0 ? value : value - 1;
    if (which === 0) return repeats[0];
    offset = which === 3 ? repeats[0] - 1 : repeats[which]!;
    if (which > 1) repeats[2] = repeats[1];
    repeats[1] = repeats[0];
  }
  if (offset === 0) throw new ZstdError("an offset is zero");
  repeats[0] = offset;
  return offset;
}

function copySequence(
  out: Output,
  literals: Uint8Array,
  literalAt: number,
  literalLength: number,
  offset: number,
  matchLength: number,
  start: number,
): void {
  out.reserve(literalLength + matchLength);
  const { buffer } = out;
  let to = out.length;
  for (let k = 0; k < literalLength; k++) buffer[to++] = literals[literalAt + k]!;
  let from = to - offset;
  if (from < start) throw new ZstdError("an offset reaches before the frame");
  for (let k = 0; k < matchLength; k++) buffer[to++] = buffer[from++]!;
  out.length = to;
}
