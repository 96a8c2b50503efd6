// A stored value that is kept as what it decodes to.

import type { AnyCodec } from "../scale/codec.ts";

/**
 * Encodes its value whenever somebody asks for the bytes, and keeps none.
 * PERF: a short array of bytes takes three objects and two hundred bytes, and a state has hundreds of thousands of values.
 */
export class ValueCell {
  declare readonly of: AnyCodec;
  declare readonly decoded: unknown;

  /** The value must be one that the codec encodes, and nobody may change it any more. */
  constructor(of: AnyCodec, value: unknown) {
    this.of = of;
    this.decoded = value;
  }

  get bytes(): Uint8Array {
    return this.of.encode(this.decoded);
  }

  /** Whether both hold the same value of the same type. False says nothing of objects: their bytes may still be the same. */
  is(other: ValueCell): boolean {
    return this.decoded === other.decoded && this.of === other.of;
  }

  /** Whether two cells of the same type differ, as far as that can be told without encoding them. */
  differs(other: ValueCell): boolean {
    return typeof this.decoded !== "object" && this.of === other.of && this.decoded !== other.decoded;
  }
}
