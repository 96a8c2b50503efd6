// Unpacks Zstandard frames (RFC 8878): runtime code in chain specs is packed so. Without dictionaries; the content checksum is not compared.

import {
  BackwardBits,
  type Fse,
  fseTable,
  type Huffman,
  huffmanStream,
  huffmanTable,
  Input,
  onlySymbol,
  spread,
  ZstdError,
} from "./zstd_entropy.ts";

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
