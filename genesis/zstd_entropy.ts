// The entropy codes of Zstandard (RFC 8878, section 4): finite state entropy and Huffman tables, and the bit streams they are read with.

/** Whatever is wrong with packed data. */
export class ZstdError extends Error {
  override name = "ZstdError";
}

/** Bytes read from the front. */
export class Input {
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

/** Reads a bit stream from its end, most significant bit first. */
export class BackwardBits {
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

export interface Fse {
  readonly log: number;
  readonly symbol: Uint8Array;
  readonly bits: Uint8Array;
  readonly base: Uint16Array;
}

/** Reads the probabilities of a table from a forward bit stream. */
export function fseTable(input: Input, mostLog: number, mostSymbol: number): Fse {
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
export function spread(counts: readonly number[], log: number): Fse {
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

export function onlySymbol(symbol: number): Fse {
  return { log: 0, symbol: Uint8Array.of(symbol), bits: Uint8Array.of(0), base: Uint16Array.of(0) };
}

export interface Huffman {
  readonly log: number;
  readonly symbol: Uint8Array;
  readonly bits: Uint8Array;
}

export function huffmanTable(input: Input): Huffman {
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

export function huffmanStream(table: Huffman, bytes: Uint8Array, to: Uint8Array): void {
  const stream = new BackwardBits(bytes);
  const { log, symbol, bits } = table;
  for (let i = 0; i < to.length; i++) {
    const code = stream.peek(log);
    to[i] = symbol[code]!;
    stream.left -= bits[code]!;
  }
  if (stream.left !== 0) throw new ZstdError("a literal stream does not end where it should");
}
