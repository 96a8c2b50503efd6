// The APIs of consensus and sessions: AuraApi, GrandpaApi, SessionKeys. Mirrors runtime/src/lib.rs.

import { method, runtimeApi } from "../frame/runtime_api.ts";
import { AuraPublic, aura } from "../pallets/aura/index.ts";
import { AuthorityList, EquivocationProof, GrandpaPublic, grandpa } from "../pallets/grandpa/contract.ts";
import { API_VERSIONS } from "../pallets/system/version.ts";
import { concatBytes, utf8ToBytes } from "../primitives/bytes.ts";
import { blake2b256 } from "../primitives/hash/index.ts";
import { bytes, fixedBytes, option, tuple, u64, unit, vec, wrapper } from "../primitives/scale/index.ts";
import type { ApiContext } from "./context.ts";

const SlotDuration = wrapper("sp_consensus_slots::SlotDuration", u64);
const KeyTypeId = wrapper("sp_core::crypto::KeyTypeId", fixedBytes(4));
const OpaqueValue = wrapper("sp_runtime::OpaqueValue", bytes);

export const auraApi = runtimeApi<ApiContext>("AuraApi", ...API_VERSIONS.AuraApi, {
  slot_duration: method({}, SlotDuration, (ctx: ApiContext) => aura.constants.SlotDuration.get(ctx)),
  authorities: method({}, vec(AuraPublic), (ctx: ApiContext) => aura.read.Authorities.get(ctx)),
});
export const grandpaApi = runtimeApi<ApiContext>("GrandpaApi", ...API_VERSIONS.GrandpaApi, {
  grandpa_authorities: method({}, AuthorityList, (ctx: ApiContext) => grandpa.read.Authorities.get(ctx)),
  submit_report_equivocation_unsigned_extrinsic: method(
    { equivocation_proof: EquivocationProof, key_owner_proof: OpaqueValue },
    option(unit),
    () => undefined,
  ),
  generate_key_ownership_proof: method(
    { set_id: u64, authority_id: GrandpaPublic },
    option(OpaqueValue),
    () => undefined,
  ),
  current_set_id: method({}, u64, (ctx: ApiContext) => grandpa.read.CurrentSetId.get(ctx)),
});

const AURA_KEY = utf8ToBytes("aura");
const GRANDPA_KEY = utf8ToBytes("gran");
export const sessionKeys = runtimeApi<ApiContext>("SessionKeys", ...API_VERSIONS.SessionKeys, {
  // Deviates: without a keystore the keys are not random but derived from the seed, or from nothing.
  generate_session_keys: method({ seed: option(bytes) }, bytes, (_ctx: ApiContext, { seed }) => {
    const base = seed ?? new Uint8Array(0);
    return concatBytes(blake2b256(concatBytes(AURA_KEY, base)), blake2b256(concatBytes(GRANDPA_KEY, base)));
  }),
  decode_session_keys: method(
    { encoded: bytes },
    option(vec(tuple(bytes, KeyTypeId))),
    (_ctx: ApiContext, { encoded }) =>
      encoded.length < 64
        ? undefined
        : ([
            [encoded.slice(0, 32), AURA_KEY],
            [encoded.slice(32, 64), GRANDPA_KEY],
          ] as const),
  ),
});
