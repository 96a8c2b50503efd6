// What the metadata versions have in common: the portable type registry, storage entries, constants, extensions, runtime
// API methods, as SCALE writes them. Mirrors scale-info 2 (portable.rs) and frame-metadata (v14.rs, v15.rs, v16.rs).

import {
  arm,
  bytes,
  type Codec,
  compact,
  enumeration,
  fixedBytes,
  option,
  str,
  struct,
  u8,
  u32,
  type ValueOf,
  variant,
  vec,
} from "../../primitives/scale/index.ts";

export const TypeId = compact(u32);
export const Docs = vec(str);

// portable types ────────────────────────────────────────────────────────────────────────────────────────────────────
export const FieldEntry = struct("", { name: option(str), type: TypeId, typeName: option(str), docs: Docs });
export type FieldEntry = ValueOf<typeof FieldEntry>;
export const VariantEntry = struct("", { name: str, fields: vec(FieldEntry), index: u8, docs: Docs });
export type VariantEntry = ValueOf<typeof VariantEntry>;
export const PRIMITIVES = [
  "bool",
  "char",
  "str",
  "u8",
  "u16",
  "u32",
  "u64",
  "u128",
  "u256",
  "i8",
  "i16",
  "i32",
  "i64",
  "i128",
  "i256",
] as const;
export const TypeDef = variant("TypeDef", {
  composite: arm(0, vec(FieldEntry)),
  variant: arm(1, vec(VariantEntry)),
  sequence: arm(2, TypeId),
  array: arm(3, { length: u32, type: TypeId }),
  tuple: arm(4, vec(TypeId)),
  primitive: arm(5, enumeration("Primitive", PRIMITIVES)),
  compact: arm(6, TypeId),
  bitSequence: arm(7, { store: TypeId, order: TypeId }),
});
export type TypeDef = ValueOf<typeof TypeDef>;
export const PortableType = struct("", {
  id: TypeId,
  path: vec(str),
  params: vec(struct("", { name: str, type: option(TypeId) })),
  def: TypeDef,
  docs: Docs,
});
export type PortableType = ValueOf<typeof PortableType>;
export const PortableRegistry = vec(PortableType);

// storage and constants ─────────────────────────────────────────────────────────────────────────────────────────────
export const HasherEntry = enumeration("Hasher", [
  "Blake2_128",
  "Blake2_256",
  "Blake2_128Concat",
  "Twox128",
  "Twox256",
  "Twox64Concat",
  "Identity",
]);
const storageEntry = {
  name: str,
  modifier: enumeration("Modifier", ["Optional", "Default"]),
  type: variant("EntryType", {
    Plain: arm(0, TypeId),
    Map: arm(1, { hashers: vec(HasherEntry), key: TypeId, value: TypeId }),
  }),
  default: bytes,
  docs: Docs,
};
export const StorageEntry = struct("", storageEntry);
export type StorageEntry = ValueOf<typeof StorageEntry>;
/** The storage of a pallet; every version has entries of its own. */
export const storageOf = <T>(entry: Codec<T>) => option(struct("", { prefix: str, entries: vec(entry) }));
const constantEntry = { name: str, type: TypeId, value: bytes, docs: Docs };
export const ConstantEntry = struct("", constantEntry);
export type ConstantEntry = ValueOf<typeof ConstantEntry>;

// extrinsic, APIs, the rest ─────────────────────────────────────────────────────────────────────────────────────────
export const ExtensionEntry = struct("", { identifier: str, type: TypeId, additional: TypeId });
export type ExtensionEntry = ValueOf<typeof ExtensionEntry>;
const apiMethod = { name: str, inputs: vec(struct("", { name: str, type: TypeId })), output: TypeId, docs: Docs };
export const ApiMethodEntry = struct("", apiMethod);
export type ApiMethodEntry = ValueOf<typeof ApiMethodEntry>;
export const OuterEnums = struct("", { call: TypeId, event: TypeId, error: TypeId });
export type OuterEnums = ValueOf<typeof OuterEnums>;
/** Named values of whatever types; this runtime has none. */
export const CustomValues = vec(struct("", { name: str, type: TypeId, value: bytes }));

// deprecation, since V16 ────────────────────────────────────────────────────────────────────────────────────────────
const Note = { note: str, since: option(str) };
export const Deprecation = variant("Deprecation", {
  NotDeprecated: arm(0),
  DeprecatedWithoutNote: arm(1),
  Deprecated: arm(2, Note),
});
export type Deprecation = ValueOf<typeof Deprecation>;
/** The deprecated variants of an enum. */
export const VariantDeprecations = vec(
  struct("", {
    index: u8,
    deprecation: variant("VariantDeprecation", { DeprecatedWithoutNote: arm(1), Deprecated: arm(2, Note) }),
  }),
);
export type VariantDeprecations = ValueOf<typeof VariantDeprecations>;
export const DatedStorageEntry = struct("", { ...storageEntry, deprecation: Deprecation });
export const DatedConstantEntry = struct("", { ...constantEntry, deprecation: Deprecation });
export const DatedApiMethodEntry = struct("", { ...apiMethod, deprecation: Deprecation });
export const ViewFunctionEntry = struct("", { id: fixedBytes(32), ...apiMethod, deprecation: Deprecation });

/** "meta", as a little-endian number. */
export const MAGIC = 0x6174656d;
/** The magic number and version before every metadata. */
export const Prefix = struct("", { magic: u32, version: u8 });
