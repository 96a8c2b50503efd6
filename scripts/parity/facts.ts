// The recorded facts about the reference's public surface: Rust spellings of the local pallets at spec 425, decoded
// metadata of spec 393 for the pallets that come from the SDK.

import { load } from "../../test/vectors/load.ts";

type Named = readonly [name: string | null, type: string];
export interface LocalPallet {
  readonly name: string;
  readonly index: number;
  readonly crate: string;
  readonly rust: string;
  /** Absent where the pallet comes from the SDK. */
  readonly calls?: readonly (readonly [
    index: number,
    name: string,
    args: readonly [name: string, type: string][],
    cfg?: string,
  ])[];
  readonly storage?: readonly {
    readonly name: string;
    readonly hashers: readonly string[];
    readonly keys: readonly string[];
    readonly value: string;
    readonly query: "V" | "O";
    readonly default?: string;
    readonly fast?: string;
  }[];
  readonly events?: readonly (readonly [index: number, name: string, fields: readonly Named[]])[];
  readonly errors?: readonly (readonly [index: number, name: string, docs: readonly string[]])[];
  readonly constants?: readonly (readonly [name: string, type: string, value: string, fast: string | null])[];
  readonly bindings?: Readonly<Record<string, string>>;
}
export interface LocalType {
  /** The type that metadata shows instead. */
  readonly as?: string;
  readonly path?: string;
  readonly generics?: readonly string[];
  readonly fields?: readonly Named[];
  readonly variants?: readonly (readonly [index: number, name: string, fields: readonly Named[]])[];
  /** Written by hand in the reference; taken from the recorded metadata. */
  readonly wire?: unknown;
}
export interface LocalFacts {
  /** The runtime version record without its API list. */
  readonly version: Readonly<Record<string, string | number>>;
  readonly pallets: readonly LocalPallet[];
  readonly apis: readonly {
    readonly name: string;
    readonly id: string;
    readonly version: number | null;
    readonly methods: readonly (readonly [
      name: string,
      args: readonly [name: string, type: string][],
      returns: string,
    ])[];
  }[];
  readonly extensions: readonly (readonly [identifier: string, rust: string])[];
  readonly types: Readonly<Record<string, LocalType>>;
  readonly aliases: Readonly<Record<string, readonly [generics: readonly string[], target: string]>>;
}

export type RecordedField = readonly [name: string | null, type: number];
export type RecordedType = readonly [path: string, kind: string, definition: unknown];
export interface RecordedFacts {
  readonly types: readonly RecordedType[];
  readonly pallets: readonly {
    readonly name: string;
    readonly index: number;
    readonly calls: number | null;
    readonly events: number | null;
    readonly errors: number | null;
    /** Documentation of the errors. */
    readonly docs: Readonly<Record<string, readonly string[]>>;
    readonly storage: readonly (readonly [
      name: string,
      modifier: 0 | 1,
      hashers: readonly string[],
      key: number | null,
      value: number,
      fallback: string,
    ])[];
    readonly constants: readonly (readonly [name: string, type: number, value: string])[];
    readonly views?: readonly (readonly [name: string, id: string, inputs: readonly string[]])[];
    readonly associated?: readonly string[];
  }[];
  readonly apis: readonly {
    readonly name: string;
    readonly version: number | null;
    readonly methods: readonly (readonly [
      name: string,
      inputs: readonly [name: string, type: number][],
      output: number,
    ])[];
  }[];
  readonly extensions: readonly (readonly [identifier: string, type: number, implicit: number])[];
}

const folder = new URL("../../test/parity/facts/", import.meta.url).pathname;
export const localFacts = (): LocalFacts => load("runtime-425", folder) as LocalFacts;
export const recordedFacts = (): RecordedFacts => load("metadata-393", folder) as RecordedFacts;
