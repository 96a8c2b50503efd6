// A decoded call of whatever pallet, and the place where the assembled runtime's own types are filled in. RuntimeCall and
// RuntimeEvent contain every pallet, so declarations may mention them before they exist.

import { type Codec, lazy } from "../primitives/scale/index.ts";

export interface Call {
  readonly pallet: string;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

const outer = new Map<string, Codec<unknown>>();
/** A type that only the assembled runtime can define: `RuntimeCall`, `OriginCaller`, `RuntimeHoldReason`… */
export const outerType = <T>(name: string): Codec<T> =>
  lazy<T>(name, () => {
    const found = outer.get(name);
    if (found === undefined) throw new Error(`the runtime has not defined ${name}`);
    return found as unknown as Codec<T>;
  });
/** Defines an outer type. Done once, where the runtime is assembled. */
export const defineOuterType = <T>(name: string, codec: Codec<T>): void =>
  void outer.set(name, codec as unknown as Codec<unknown>);

/** Any call of the runtime. */
export const RuntimeCall = outerType<Call>("RuntimeCall");
