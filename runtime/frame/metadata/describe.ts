// The assembled runtime in the terms of metadata: one walk over the declarations in a fixed order, from which every
// version is written. So type ids are the same in V14, V15 and V16, and id 0 is AccountId32, which clients rely on.

import { utf8ToBytes } from "../../primitives/bytes.ts";
import { twox128 } from "../../primitives/hash/index.ts";
import { AccountId } from "../../primitives/ids.ts";
import { MultiAddress } from "../../primitives/multi_address.ts";
import { MultiSignature } from "../../primitives/multi_signature.ts";
import { type AnyCodec, bytes, struct, tuple, wrapper } from "../../primitives/scale/index.ts";
import type { AnyExtension } from "../extension.ts";
import { palletCallCodec, palletErrorCodec, palletEventCodec, runtimeErrorCodec, runtimeEventCodec } from "../outer.ts";
import type { Pallet, ViewFunction } from "../pallet.ts";
import { type Profile, resolve } from "../profile.ts";
import type { Runtime } from "../runtime.ts";
import type { RuntimeApi } from "../runtime_api.ts";
import type { AnyItemSpec } from "../storage.ts";
import type {
  ApiMethodEntry,
  ConstantEntry,
  ExtensionEntry,
  OuterEnums,
  StorageEntry,
  VariantDeprecations,
} from "./format.ts";
import { docLines, Registry } from "./registry.ts";

export interface DescribedPallet {
  readonly name: string;
  readonly index: number;
  readonly docs: readonly string[];
  readonly storage: readonly StorageEntry[];
  readonly calls: number | undefined;
  readonly events: number | undefined;
  readonly errors: number | undefined;
  readonly constants: readonly ConstantEntry[];
  readonly deprecatedCalls: VariantDeprecations;
  readonly associated: readonly { readonly name: string; readonly type: number; readonly docs: readonly string[] }[];
  readonly viewFunctions: readonly (ApiMethodEntry & { readonly id: Uint8Array })[];
}
export interface DescribedApi {
  readonly name: string;
  readonly version: number;
  readonly docs: readonly string[];
  readonly methods: readonly ApiMethodEntry[];
}
export interface Description {
  /** The type registry, encoded: every version begins with it. */
  readonly types: Uint8Array;
  readonly pallets: readonly DescribedPallet[];
  readonly extrinsic: {
    readonly type: number;
    readonly address: number;
    readonly call: number;
    readonly signature: number;
    readonly extra: number;
    readonly extensions: readonly ExtensionEntry[];
  };
  readonly runtime: number;
  readonly apis: readonly DescribedApi[];
  readonly outer: OuterEnums;
}

/** The parts of a runtime that metadata speaks of. */
export type Declared = Pick<Runtime, "pallets" | "extensions" | "extra" | "apis" | "associatedTypes" | "RuntimeCall">;

export function describe(runtime: Declared, profile: Profile): Description {
  const registry = new Registry();
  registry.id(AccountId);
  const pallets = runtime.pallets.map((pallet) =>
    describePallet(registry, pallet, profile, runtime.associatedTypes?.[pallet.name] ?? {}),
  );
  const { RuntimeCall } = runtime;
  const extra = runtime.extra ?? tuple(...runtime.extensions.map((one) => one.extra));
  const parts = { Address: MultiAddress, Call: RuntimeCall, Signature: MultiSignature };
  const generic = wrapper("sp_runtime::generic::unchecked_extrinsic::UncheckedExtrinsic", bytes, {
    ...parts,
    Extra: extra,
  });
  const extrinsic = wrapper("fp_self_contained::unchecked_extrinsic::UncheckedExtrinsic", generic, {
    ...parts,
    Extension: extra,
  });
  return {
    pallets,
    extrinsic: {
      type: registry.id(extrinsic),
      address: registry.id(MultiAddress),
      call: registry.id(RuntimeCall),
      signature: registry.id(MultiSignature),
      extra: registry.id(extra),
      extensions: runtime.extensions.map((one) => extensionEntry(registry, one)),
    },
    runtime: registry.id(struct("node_subtensor_runtime::Runtime", {})),
    outer: {
      call: registry.id(RuntimeCall),
      event: registry.id(runtimeEventCodec(runtime.pallets)),
      error: registry.id(runtimeErrorCodec(runtime.pallets)),
    },
    apis: runtime.apis.filter(({ hidden }) => hidden !== true).map((api) => describeApi(registry, api)),
    types: registry.encode(),
  };
}

function describePallet(
  registry: Registry,
  pallet: Pallet,
  profile: Profile,
  associated: Readonly<Record<string, AnyCodec>>,
): DescribedPallet {
  const { parts } = pallet;
  return {
    name: pallet.name,
    index: pallet.index,
    docs: docLines(parts.docs),
    storage: [...pallet.storage].map(([name, item]) => storageEntry(registry, name, item, profile)),
    calls: pallet.calls.size === 0 ? undefined : registry.id(palletCallCodec(pallet)),
    events: pallet.events.size === 0 ? undefined : registry.id(palletEventCodec(pallet)),
    constants: [...pallet.constants].map(([name, one]) => {
      const replaced = profile.constants[`${pallet.name}.${name}`];
      const value = replaced === undefined ? resolve(one.value, profile) : replaced;
      return { name, type: registry.id(one.codec), value: one.codec.encode(value), docs: docLines(one.docs) };
    }),
    errors: pallet.errors.size === 0 ? undefined : registry.id(palletErrorCodec(pallet)),
    deprecatedCalls: deprecatedCalls(pallet),
    associated: Object.entries(associated).map(([name, codec]) => ({
      name,
      type: registry.id(codec),
      docs: [],
    })),
    viewFunctions: Object.entries(parts.viewFunctions ?? {}).map(([name, one]) => ({
      id: viewFunctionId(pallet.name, name, one),
      ...methodEntry(registry, name, one),
    })),
  };
}

const deprecatedCalls = ({ calls }: Pallet): VariantDeprecations =>
  [...calls.values()].flatMap(({ spec: { index, options } }): VariantDeprecations => {
    const note = options.deprecated;
    if (note === undefined) return [];
    if (note === "") return [{ index, deprecation: { type: "DeprecatedWithoutNote" } }];
    return [{ index, deprecation: { type: "Deprecated", value: { note, since: undefined } } }];
  });

/** What stands as default of an entry that has none: an absent Option. */
const NONE = Uint8Array.of(0);

function storageEntry(registry: Registry, name: string, item: AnyItemSpec, profile: Profile): StorageEntry {
  const { keys, value, fallback } = item;
  const [first] = keys;
  const keyType = keys.length === 1 && first !== undefined ? first.codec : tuple(...keys.map(({ codec }) => codec));
  return {
    name,
    modifier: fallback === undefined ? "Optional" : "Default",
    type:
      keys.length === 0
        ? { type: "Plain", value: registry.id(value) }
        : {
            type: "Map",
            value: {
              hashers: keys.map(({ hasher }) => hasher),
              key: registry.id(keyType),
              value: registry.id(value),
            },
          },
    default: fallback === undefined ? NONE : value.encode(resolve(fallback, profile)),
    docs: docLines(item.docs),
  };
}

const extensionEntry = (registry: Registry, { identifier, extra, implicit }: AnyExtension): ExtensionEntry => ({
  identifier,
  type: registry.id(extra),
  additional: registry.id(implicit),
});

interface Question {
  readonly args: Readonly<Record<string, AnyCodec>>;
  readonly output: AnyCodec;
  readonly docs: string;
}
const methodEntry = (registry: Registry, name: string, { args, output, docs }: Question): ApiMethodEntry => ({
  name,
  inputs: Object.entries(args).map(([name, codec]) => ({ name, type: registry.id(codec) })),
  output: registry.id(output),
  docs: docLines(docs),
});
// biome-ignore lint/suspicious/noExplicitAny: APIs answer in whatever context
const describeApi = (registry: Registry, api: RuntimeApi<any>): DescribedApi => ({
  name: api.name,
  version: api.version,
  docs: docLines(api.docs),
  methods: Object.entries(api.methods).map(([name, one]) => methodEntry(registry, name, one)),
});

/** Hash of the pallet's name, then of the function's signature as the reference's source spells it. */
function viewFunctionId(pallet: string, name: string, { signature, args, output }: ViewFunction): Uint8Array {
  const spelled =
    signature ??
    `(${Object.values(args)
      .map((one) => one.label)
      .join(",")}) -> ${output.label}`;
  return Uint8Array.from([...twox128(utf8ToBytes(pallet)), ...twox128(utf8ToBytes(name + spelled))]);
}
