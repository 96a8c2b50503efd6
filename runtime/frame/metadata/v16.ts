// Metadata V16: as V15, with extensions by extrinsic version, associated types, view functions, API versions and what is
// deprecated. Mirrors frame-metadata, v16.rs.

import { concatBytes } from "../../primitives/bytes.ts";
import { option, str, struct, tuple, u8, vec } from "../../primitives/scale/index.ts";
import type { Description } from "./describe.ts";
import {
  CustomValues,
  DatedApiMethodEntry,
  DatedConstantEntry,
  DatedStorageEntry,
  Deprecation,
  Docs,
  ExtensionEntry,
  OuterEnums,
  PortableRegistry,
  storageOf,
  TypeId,
  VariantDeprecations,
  ViewFunctionEntry,
} from "./format.ts";
import { storageBlock } from "./v14.ts";

/** Versions of the extrinsic format that the runtime reads, and the extensions that each carries. */
const EXTRINSIC_VERSIONS = [4, 5] as const;

const EnumEntry = option(struct("", { type: TypeId, deprecation: VariantDeprecations }));
const PalletEntry = struct("", {
  name: str,
  storage: storageOf(DatedStorageEntry),
  calls: EnumEntry,
  events: EnumEntry,
  constants: vec(DatedConstantEntry),
  errors: EnumEntry,
  associated: vec(struct("", { name: str, type: TypeId, docs: Docs })),
  viewFunctions: vec(ViewFunctionEntry),
  index: u8,
  docs: Docs,
  deprecation: Deprecation,
});
const ApiEntry = struct("", {
  name: str,
  methods: vec(DatedApiMethodEntry),
  docs: Docs,
  version: TypeId,
  deprecation: Deprecation,
});
const body = {
  pallets: vec(PalletEntry),
  extrinsic: struct("", {
    versions: vec(u8),
    address: TypeId,
    call: TypeId,
    signature: TypeId,
    byVersion: vec(tuple(u8, vec(TypeId))),
    extensions: vec(ExtensionEntry),
  }),
  apis: vec(ApiEntry),
  outer: OuterEnums,
  custom: CustomValues,
};
export const MetadataV16 = struct("", { types: PortableRegistry, ...body });
/** What follows the types. */
const Body = struct("", body);

const CURRENT: Deprecation = { type: "NotDeprecated" };
const current = <T>(one: T) => ({ ...one, deprecation: CURRENT });
const enumEntry = (type: number | undefined, deprecation: VariantDeprecations = []) =>
  type === undefined ? undefined : { type, deprecation };

export const encodeV16 = (description: Description): Uint8Array =>
  concatBytes(
    description.types,
    Body.encode({
      pallets: description.pallets.map((pallet) => ({
        ...pallet,
        storage: storageBlock({ name: pallet.name, storage: pallet.storage.map(current) }),
        calls: enumEntry(pallet.calls, pallet.deprecatedCalls),
        events: enumEntry(pallet.events),
        constants: pallet.constants.map(current),
        errors: enumEntry(pallet.errors),
        viewFunctions: pallet.viewFunctions.map(current),
        deprecation: CURRENT,
      })),
      extrinsic: {
        ...description.extrinsic,
        versions: EXTRINSIC_VERSIONS,
        // Version 0 of the extension list is the only one.
        byVersion: [[0, description.extrinsic.extensions.map((_, place) => place)]],
      },
      apis: description.apis.map((api) => ({ ...current(api), methods: api.methods.map(current) })),
      outer: description.outer,
      custom: [],
    }),
  );
