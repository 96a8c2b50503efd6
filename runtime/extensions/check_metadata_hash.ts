// Whether the signer also signed a digest of the metadata. Mirrors frame_metadata_hash_extension 0.9 as the release build
// has it: without a digest compiled in, the enabled mode has nothing to compare with and is refused.

import type { Extension } from "../frame/extension.ts";
import { unknown } from "../frame/validity.ts";
import { enumeration, fixedBytes, option, struct, type ValueOf } from "../primitives/scale/index.ts";

const Mode = enumeration("frame_metadata_hash_extension::Mode", ["Disabled", "Enabled"]);
const Extra = struct("frame_metadata_hash_extension::CheckMetadataHash", { mode: Mode }, { T: undefined });

export const checkMetadataHash: Extension<ValueOf<typeof Extra>, Uint8Array | undefined> = {
  identifier: "CheckMetadataHash",
  extra: Extra,
  implicit: option(fixedBytes(32)),
  additional: (_ctx, { mode }) => (mode === "Disabled" ? undefined : unknown("CannotLookup")),
};
