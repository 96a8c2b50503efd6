// An identity that may not have been asked for, and may not exist: Option<Option<…>>, where one `undefined` would not tell
// the two apart. Mirrors pallets/subtensor/src/rpc_info/metagraph.rs (SelectiveMetagraph.identity).

import { type Codec, codec, option, ScaleError } from "../../../primitives/scale/index.ts";
import { SubnetIdentityV3 } from "../identity/subnet_identity.ts";

/** Undefined when it was not asked for. */
export type AskedIdentity = { readonly found: SubnetIdentityV3 | undefined } | undefined;

const found = option(SubnetIdentityV3);
const asked = option(found);

export const AskedIdentity: Codec<AskedIdentity> = codec(
  asked.label,
  asked.shape,
  1,
  (out, value) => {
    out.u8(value === undefined ? 0 : 1);
    if (value !== undefined) found.write(out, value.found);
  },
  (input) => {
    const tag = input.u8();
    if (tag > 1) throw new ScaleError(`${tag} is not the tag of an Option`);
    return tag === 0 ? undefined : { found: found.read(input) };
  },
);
