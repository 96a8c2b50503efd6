// The assembled runtime, as the executive, the metadata and the node see it.

import type { Codec } from "../primitives/scale/index.ts";
import type { Call } from "./call.ts";
import type { AnyExtension } from "./extension.ts";
import type { Pallet } from "./pallet.ts";
import type { RuntimeApi } from "./runtime_api.ts";

export interface RuntimeVersion {
  readonly spec_name: string;
  readonly impl_name: string;
  readonly authoring_version: number;
  readonly spec_version: number;
  readonly impl_version: number;
  readonly apis: readonly (readonly [id: Uint8Array, version: number])[];
  readonly transaction_version: number;
  readonly system_version: number;
}
export interface Runtime {
  readonly version: RuntimeVersion;
  /** In index order. */
  readonly pallets: readonly Pallet[];
  /** In pipeline order. */
  readonly extensions: readonly AnyExtension[];
  // biome-ignore lint/suspicious/noExplicitAny: APIs answer in the full context
  readonly apis: readonly RuntimeApi<any>[];
  readonly ports: unknown;
  readonly rules: unknown;
  readonly RuntimeCall: Codec<Call>;
}
