// Babe, which this chain may turn to some day: declared, with the answers of a chain that does not use it. Mirrors
// runtime/src/lib.rs (BabeApi) and sp-consensus-babe.

import { method, runtimeApi } from "../frame/runtime_api.ts";
import { Slot } from "../pallets/aura/index.ts";
import { API_VERSIONS } from "../pallets/system/version.ts";
import { Header } from "../primitives/header.ts";
import {
  bytes,
  enumeration,
  fixedBytes,
  option,
  struct,
  tuple,
  u64,
  unit,
  vec,
  wrapper,
} from "../primitives/scale/index.ts";
import type { ApiContext } from "./context.ts";

const Public = wrapper("sp_consensus_babe::app::Public", fixedBytes(32), {}, "sr25519::Public");
const AllowedSlots = enumeration("sp_consensus_babe::AllowedSlots", [
  "PrimarySlots",
  "PrimaryAndSecondaryPlainSlots",
  "PrimaryAndSecondaryVRFSlots",
]);
const Odds = tuple(u64, u64);
const Authorities = vec(tuple(Public, u64));
const Randomness = fixedBytes(32);
const Configuration = struct("sp_consensus_babe::BabeConfiguration", {
  slot_duration: u64,
  epoch_length: u64,
  c: Odds,
  authorities: Authorities,
  randomness: Randomness,
  allowed_slots: AllowedSlots,
});
const Epoch = struct("sp_consensus_babe::Epoch", {
  epoch_index: u64,
  start_slot: Slot,
  duration: u64,
  authorities: Authorities,
  randomness: Randomness,
  config: struct("sp_consensus_babe::BabeEpochConfiguration", { c: Odds, allowed_slots: AllowedSlots }),
});
const EquivocationProof = struct(
  "sp_consensus_slots::EquivocationProof",
  { offender: Public, slot: Slot, first_header: Header, second_header: Header },
  { Header, Id: Public },
);
const OpaqueProof = wrapper("sp_consensus_babe::OpaqueKeyOwnershipProof", bytes);

const CONFIG = { c: [1n, 4n], allowed_slots: "PrimaryAndSecondaryVRFSlots" } as const;
const nobody = () => ({ authorities: [], randomness: new Uint8Array(32) });
const epoch = () => ({ epoch_index: 0n, start_slot: 0n, duration: 0n, ...nobody(), config: CONFIG });

export const babeApi = runtimeApi<ApiContext>("BabeApi", ...API_VERSIONS.BabeApi, {
  configuration: method({}, Configuration, () => ({ slot_duration: 0n, epoch_length: 0n, ...nobody(), ...CONFIG })),
  current_epoch_start: method({}, Slot, () => 0n),
  current_epoch: method({}, Epoch, epoch),
  next_epoch: method({}, Epoch, epoch),
  generate_key_ownership_proof: method({ slot: Slot, authority_id: Public }, option(OpaqueProof), () => undefined),
  submit_report_equivocation_unsigned_extrinsic: method(
    { equivocation_proof: EquivocationProof, key_owner_proof: OpaqueProof },
    option(unit),
    () => undefined,
  ),
});
