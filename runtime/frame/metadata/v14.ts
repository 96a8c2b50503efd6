// Metadata V14: pallets, extrinsic and types. Mirrors frame-metadata, v14.rs.

import { concatBytes } from "../../primitives/bytes.ts";
import { option, str, struct, u8, vec } from "../../primitives/scale/index.ts";
import type { Description } from "./describe.ts";
import { ConstantEntry, ExtensionEntry, PortableRegistry, StorageEntry, storageOf, TypeId } from "./format.ts";

/** Version of the extrinsic format that clients must send. */
export const EXTRINSIC_VERSION = 4;

const PalletEntry = struct("", {
  name: str,
  storage: storageOf(StorageEntry),
  calls: option(TypeId),
  events: option(TypeId),
  constants: vec(ConstantEntry),
  errors: option(TypeId),
  index: u8,
});
const body = {
  pallets: vec(PalletEntry),
  extrinsic: struct("", { type: TypeId, version: u8, extensions: vec(ExtensionEntry) }),
  runtime: TypeId,
};
export const MetadataV14 = struct("", { types: PortableRegistry, ...body });
/** What follows the types. */
const Body = struct("", body);

export const encodeV14 = (description: Description): Uint8Array =>
  concatBytes(
    description.types,
    Body.encode({
      pallets: description.pallets.map((pallet) => ({ ...pallet, storage: storageBlock(pallet) })),
      extrinsic: {
        type: description.extrinsic.type,
        version: EXTRINSIC_VERSION,
        extensions: description.extrinsic.extensions,
      },
      runtime: description.runtime,
    }),
  );

/** The storage of a pallet under its prefix; none where there are no items. */
export const storageBlock = <T>({ name, storage }: { readonly name: string; readonly storage: readonly T[] }) =>
  storage.length === 0 ? undefined : { prefix: name, entries: storage };
