// The door of the metadata: bytes of every version that the runtime serves, from its declarations.

import { concatBytes } from "../../primitives/bytes.ts";
import { bytes, option, wrapper } from "../../primitives/scale/index.ts";
import type { Profile } from "../profile.ts";
import { type Declared, type Description, describe } from "./describe.ts";
import { MAGIC, Prefix } from "./format.ts";
import { encodeV14 } from "./v14.ts";
import { encodeV15 } from "./v15.ts";
import { encodeV16 } from "./v16.ts";

export type MetadataVersion = 14 | 15 | 16;
export const METADATA_VERSIONS: readonly MetadataVersion[] = [14, 15, 16];

/** Metadata in a byte string, as runtime APIs answer it. */
export const OpaqueMetadata = wrapper("sp_core::OpaqueMetadata", bytes, {}, "Vec<u8>");
export const OptionalMetadata = option(OpaqueMetadata);

const ENCODERS: Readonly<Record<MetadataVersion, (description: Description) => Uint8Array>> = {
  14: encodeV14,
  15: encodeV15,
  16: encodeV16,
};

interface Made {
  readonly description: Description;
  readonly versions: Map<MetadataVersion, Uint8Array>;
}
/** What was made once: a runtime and a profile never change. */
const made = new WeakMap<Declared, WeakMap<Profile, Made>>();
function madeOf(runtime: Declared, profile: Profile): Made {
  const profiles = made.get(runtime) ?? new WeakMap<Profile, Made>();
  made.set(runtime, profiles);
  const known = profiles.get(profile);
  if (known !== undefined) return known;
  const fresh: Made = { description: describe(runtime, profile), versions: new Map() };
  profiles.set(profile, fresh);
  return fresh;
}

/** The whole prefixed metadata of one version: tens of milliseconds when first asked for, nothing after. */
export function metadata(runtime: Declared, profile: Profile, version: MetadataVersion): Uint8Array {
  const { description, versions } = madeOf(runtime, profile);
  const known = versions.get(version);
  if (known !== undefined) return known;
  const fresh = concatBytes(Prefix.encode({ magic: MAGIC, version }), ENCODERS[version](description));
  versions.set(version, fresh);
  return fresh;
}

/** As the runtime API answers: undefined for a version that is not served. */
export const metadataAtVersion = (runtime: Declared, profile: Profile, version: number): Uint8Array | undefined => {
  const served = METADATA_VERSIONS.find((one) => one === version);
  return served === undefined ? undefined : metadata(runtime, profile, served);
};
