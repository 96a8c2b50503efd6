// The runtime's version record. Mirrors sp_version::RuntimeVersion.

import { fixedBytes, str, struct, tuple, u8, u32, vec, wrapper } from "./scale/index.ts";

/** Rust's Cow<'static, str>: text, under its own path in metadata. */
export const CowStr = wrapper("Cow", str, { T: str });
export const ApisVec = wrapper("Cow", vec(tuple(fixedBytes(8), u32)), { T: vec(tuple(fixedBytes(8), u32)) });
export const RuntimeVersionCodec = struct("sp_version::RuntimeVersion", {
  spec_name: CowStr,
  impl_name: CowStr,
  authoring_version: u32,
  spec_version: u32,
  impl_version: u32,
  apis: ApisVec,
  transaction_version: u32,
  system_version: u8,
});
