// Events: what a call tells the world. They are collected while a block runs, rolled back with their layer, and stored
// as System.Events when the block ends.

import type { AnyCodec, FieldShape } from "../primitives/scale/index.ts";

export interface EventSpec<A extends readonly unknown[]> {
  readonly index: number;
  readonly fields: readonly FieldShape[];
  readonly docs: string;
  readonly _phantom?: (payload: A) => void;
}
/** An event that happened. `data` follows the declaration's field order. */
export interface Emitted {
  readonly pallet: string;
  readonly palletIndex: number;
  readonly name: string;
  readonly index: number;
  readonly data: readonly unknown[];
  readonly fields: readonly FieldShape[];
}
export type Phase =
  | { readonly type: "ApplyExtrinsic"; readonly value: number }
  | { readonly type: "Finalization" }
  | { readonly type: "Initialization" };
export interface EventRecord {
  readonly phase: Phase;
  readonly event: Emitted;
}

/** The value of a named field, where the declaration has names; for tests and tools. */
export function eventField(event: Emitted, name: string): unknown {
  const at = event.fields.findIndex((field) => field.name === name);
  return at < 0 ? undefined : event.data[at];
}
export const fieldCodecs = (event: { fields: readonly FieldShape[] }): readonly AnyCodec[] =>
  event.fields.map((f) => f.codec);
