// A plain value, a number or a text, as those see it who ask for a cell.

import type { AnyCodec } from "../scale/codec.ts";
import type { Cell, Plain } from "./node.ts";

/** Encodes its value whenever somebody asks for the bytes, and keeps none. */
export class ValueCell implements Cell {
  readonly #of: AnyCodec;
  readonly decoded: Plain;

  /** The value is one that the codec encodes. */
  constructor(of: AnyCodec, value: Plain) {
    this.#of = of;
    this.decoded = value;
  }

  get bytes(): Uint8Array {
    return this.#of.encode(this.decoded);
  }
}

/** Bytes of a value, good until they are asked for of another. */
export function fleetingBytes(of: AnyCodec, value: Plain): Uint8Array {
  if (of.put === undefined) return of.encode(value);
  const bytes = BY_LENGTH[of.least]!;
  of.put(bytes, value);
  return bytes;
}

/** An array for each length that numbers have. */
const BY_LENGTH = Array.from({ length: 33 }, (_, length) => new Uint8Array(length));
