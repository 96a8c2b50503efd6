// Metadata V15: as V14, with runtime APIs, the outer enums and the parts of the extrinsic type. Mirrors frame-metadata, v15.rs.

import { concatBytes } from "../../primitives/bytes.ts";
import { option, str, struct, u8, vec } from "../../primitives/scale/index.ts";
import type { Description } from "./describe.ts";
import {
  ApiMethodEntry,
  ConstantEntry,
  CustomValues,
  Docs,
  ExtensionEntry,
  OuterEnums,
  PortableRegistry,
  StorageEntry,
  storageOf,
  TypeId,
} from "./format.ts";
import { EXTRINSIC_VERSION, storageBlock } from "./v14.ts";

const PalletEntry = struct("", {
  name: str,
  storage: storageOf(StorageEntry),
  calls: option(TypeId),
  events: option(TypeId),
  constants: vec(ConstantEntry),
  errors: option(TypeId),
  index: u8,
  docs: Docs,
});
const body = {
  pallets: vec(PalletEntry),
  extrinsic: struct("", {
    version: u8,
    address: TypeId,
    call: TypeId,
    signature: TypeId,
    extra: TypeId,
    extensions: vec(ExtensionEntry),
  }),
  runtime: TypeId,
  apis: vec(struct("", { name: str, methods: vec(ApiMethodEntry), docs: Docs })),
  outer: OuterEnums,
  custom: CustomValues,
};
export const MetadataV15 = struct("", { types: PortableRegistry, ...body });
/** What follows the types. */
const Body = struct("", body);

export const encodeV15 = (description: Description): Uint8Array =>
  concatBytes(
    description.types,
    Body.encode({
      pallets: description.pallets.map((pallet) => ({ ...pallet, storage: storageBlock(pallet) })),
      extrinsic: { ...description.extrinsic, version: EXTRINSIC_VERSION },
      runtime: description.runtime,
      apis: description.apis,
      outer: description.outer,
      custom: [],
    }),
  );
