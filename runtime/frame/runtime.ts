// The assembled runtime, as the executive, the metadata and the node see it.

import type { AccountId } from "../primitives/ids.ts";
import type { AnyCodec, Codec } from "../primitives/scale/index.ts";
import type { Weight } from "../primitives/weight.ts";
import type { Call } from "./call.ts";
import type { AnyExtension } from "./extension.ts";
import type { Pallet } from "./pallet.ts";
import type { PalletError } from "./refusal.ts";
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
  /** The extra data of all extensions as one type, where it is not a plain tuple of them. */
  readonly extra?: AnyCodec;
  // biome-ignore lint/suspicious/noExplicitAny: APIs answer in the full context
  readonly apis: readonly RuntimeApi<any>[];
  /** Calls that no origin but root may dispatch, inner calls included. */
  // biome-ignore lint/suspicious/noExplicitAny: judges in the full context
  readonly baseCallFilter: (ctx: any, call: Call) => boolean;
  /** Checks of every signed dispatch, inner ones included, in order; each throws a Refusal. */
  // biome-ignore lint/suspicious/noExplicitAny: judge in the full context
  readonly guards: readonly ((ctx: any, who: AccountId, call: Call) => void)[];
  /** What the guards add to the declared weight of a call; nothing if absent. */
  readonly guardWeight?: (call: Call) => Weight;
  /** What a filtered call is refused with. */
  readonly callFiltered: PalletError;
  /** By pallet: types of its configuration that metadata V16 shows. */
  readonly associatedTypes?: Readonly<Record<string, Readonly<Record<string, AnyCodec>>>>;
  readonly ports: unknown;
  readonly rules: unknown;
  readonly RuntimeCall: Codec<Call>;
}
