// Grandpa: who finalizes. A single-node devnet needs its storage, sealing digests and set ids. Mirrors pallet_grandpa 41.

import { twox } from "../../frame/hasher.ts";
import { none, root, signed } from "../../frame/origin.ts";
import { call, constant, error, event, palletIdentity, section } from "../../frame/section.ts";
import { map, value } from "../../frame/storage.ts";
import { H256 } from "../../primitives/ids.ts";
import {
  arm,
  fixedBytes,
  option,
  struct,
  tuple,
  u32,
  u64,
  variant,
  vec,
  weakBoundedVec,
  wrapper,
} from "../../primitives/scale/index.ts";
import { weights } from "./weights.ts";

export const Grandpa = palletIdentity("Grandpa", 4);
export const GrandpaPublic = wrapper("sp_consensus_grandpa::app::Public", fixedBytes(32), {}, "ed25519::Public");
const Signature = wrapper("sp_consensus_grandpa::app::Signature", fixedBytes(64), {}, "ed25519::Signature");
export const Authority = tuple(GrandpaPublic, u64);
export const AuthorityList = vec(Authority);
export const MAX_AUTHORITIES = 32;
const BoundedAuthorities = weakBoundedVec(Authority, MAX_AUTHORITIES);

export const StoredState = variant(
  "pallet_grandpa::StoredState",
  {
    Live: arm(0),
    PendingPause: arm(1, { scheduled_at: u32, delay: u32 }),
    Paused: arm(2),
    PendingResume: arm(3, { scheduled_at: u32, delay: u32 }),
  },
  { N: u32 },
);
export const StoredPendingChange = struct(
  "pallet_grandpa::StoredPendingChange",
  { scheduled_at: u32, delay: u32, next_authorities: BoundedAuthorities, forced: option(u32) },
  { N: u32, Limit: undefined },
);
const vote = (name: string) =>
  struct(`finality_grandpa::${name}`, { target_hash: H256, target_number: u32 }, { H: H256, N: u32 });
const equivocation = (name: string) => {
  const V = vote(name);
  return struct(
    "finality_grandpa::Equivocation",
    { round_number: u64, identity: GrandpaPublic, first: tuple(V, Signature), second: tuple(V, Signature) },
    { Id: GrandpaPublic, V, S: Signature },
  );
};
export const EquivocationProof = struct(
  "sp_consensus_grandpa::EquivocationProof",
  {
    set_id: u64,
    equivocation: variant(
      "sp_consensus_grandpa::Equivocation",
      { Prevote: arm(0, equivocation("Prevote")), Precommit: arm(1, equivocation("Precommit")) },
      { H: H256, N: u32 },
    ),
  },
  { H: H256, N: u32 },
);
/** A type without values: a call that takes one can't be made. */
const Void = variant("sp_core::Void", {});

export const grandpa = section(Grandpa, {
  storage: {
    State: value(StoredState, { default: { type: "Live" } }),
    PendingChange: value(StoredPendingChange, { docs: "The change of authorities that is announced." }),
    NextForced: value(u32),
    Stalled: value(tuple(u32, u32)),
    CurrentSetId: value(u64, { default: 0n, docs: "How often the authorities changed." }),
    SetIdSession: map([twox(u64)], u32),
    Authorities: value(BoundedAuthorities, { default: [] }),
  },
  events: {
    NewAuthorities: event(0, { authority_set: AuthorityList }),
    Paused: event(1),
    Resumed: event(2),
  },
  errors: {
    PauseFailed: error(
      0,
      "Attempt to signal GRANDPA pause when the authority set isn't live\n(either paused or already pending pause).",
    ),
    ResumeFailed: error(
      1,
      "Attempt to signal GRANDPA resume when the authority set isn't paused\n(either live or already pending resume).",
    ),
    ChangePending: error(2, "Attempt to signal GRANDPA change with one already pending."),
    TooSoon: error(3, "Cannot signal forced change so soon after last."),
    InvalidKeyOwnershipProof: error(4, "A key ownership proof provided as part of an equivocation report is invalid."),
    InvalidEquivocationProof: error(5, "An equivocation proof provided as part of an equivocation report is invalid."),
    DuplicateOffenceReport: error(6, "A given equivocation report is valid but already previously reported."),
  },
  calls: {
    report_equivocation: call(
      0,
      signed,
      { equivocation_proof: EquivocationProof, key_owner_proof: Void },
      { weight: weights.report_equivocation },
    ),
    report_equivocation_unsigned: call(
      1,
      none,
      { equivocation_proof: EquivocationProof, key_owner_proof: Void },
      { weight: weights.report_equivocation },
    ),
    note_stalled: call(2, root, { delay: u32, best_finalized_block_number: u32 }, { weight: weights.note_stalled }),
  },
  constants: {
    MaxAuthorities: constant(u32, MAX_AUTHORITIES),
    MaxNominators: constant(u32, 20),
    MaxSetIdSessionEntries: constant(u64, 0n),
  },
});
