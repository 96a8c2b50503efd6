// Public keys of authors and finalizers. Mirrors sp-consensus-aura and sp-consensus-grandpa.

import { fixedBytes, renamed, tuple, u64, vec, wrapper } from "./scale/index.ts";

export const AuraPublic = wrapper(
  "sp_consensus_aura::sr25519::app_sr25519::Public",
  fixedBytes(32),
  {},
  "sr25519::Public",
);
export const GrandpaPublic = wrapper("sp_consensus_grandpa::app::Public", fixedBytes(32), {}, "ed25519::Public");
/** Finalizers and their votes. */
export const AuthorityList = renamed("AuthorityList", vec(tuple(GrandpaPublic, u64)));
