// A stored number or text that is kept as what it decodes to.

import type { AnyCodec } from "../scale/codec.ts";

/**
 * Encodes its value whenever somebody asks for the bytes, and keeps none.
 * PERF: a short array of bytes takes three objects and two hundred bytes, and a state has hundreds of thousands of values.
 */
export class ValueCell {
  declare readonly of: AnyCodec;
  declare readonly decoded: unknown;

  /** The value is no object, and one that the codec encodes. */
  constructor(of: AnyCodec, value: unknown) {
    this.of = of;
    this.decoded = value;
  }

  get bytes(): Uint8Array {
    return this.of.encode(this.decoded);
  }

  /** The same, good until they are asked for of another cell. */
  get fleeting(): Uint8Array {
    const { of } = this;
    if (of.put === undefined) return this.bytes;
    const bytes = BY_LENGTH[of.least]!;
    of.put(bytes, this.decoded);
    return bytes;
  }
}

/** An array for each length that numbers have. */
const BY_LENGTH = Array.from({ length: 33 }, (_, length) => new Uint8Array(length));
