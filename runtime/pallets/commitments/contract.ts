// What neurons commit to in public: data, hashes, messages that open later.
// Mirrors pallets/commitments/src/lib.rs.

import { identity, twox } from "../../frame/hasher.ts";
import { root, signed } from "../../frame/origin.ts";
import { call, constant, error, event, palletIdentity, section } from "../../frame/section.ts";
import { map, value } from "../../frame/storage.ts";
import { AccountId, NetUid } from "../../primitives/ids.ts";
import { bytes, tuple, u32, u64, vec } from "../../primitives/scale/index.ts";
import { rao, Tao } from "../../primitives/units.ts";
import { CommitmentInfo, MAX_COMMIT_FIELDS, Registration, UsageTracker } from "./data.ts";
import { TimelockedIndex } from "./timelocked_index.ts";
import { weights } from "./weights.ts";

export const Commitments = palletIdentity("Commitments", 18);

export const commitments = section(Commitments, {
  constants: {
    MaxFields: constant(u32, MAX_COMMIT_FIELDS),
    InitialDeposit: constant(Tao, rao(0n)),
    FieldDeposit: constant(Tao, rao(0n)),
  },
  storage: {
    TimelockedIndex: value(TimelockedIndex, { default: [] }),
    CommitmentOf: map([identity(NetUid), twox(AccountId)], Registration),
    LastCommitment: map([identity(NetUid), twox(AccountId)], u32),
    LastBondsReset: map([identity(NetUid), twox(AccountId)], u32),
    RevealedCommitments: map([identity(NetUid), twox(AccountId)], vec(tuple(bytes, u64))),
    UsedSpaceOf: map([identity(NetUid), twox(AccountId)], UsageTracker),
    MaxSpace: value(u32, { default: 3100 }),
  },
  events: {
    Commitment: event(0, { netuid: NetUid, who: AccountId }),
    TimelockCommitment: event(1, { netuid: NetUid, who: AccountId, reveal_round: u64 }),
    CommitmentRevealed: event(2, { netuid: NetUid, who: AccountId }),
  },
  errors: {
    TooManyFieldsInCommitmentInfo: error(0, "Account passed too many additional fields to their commitment"),
    AccountNotAllowedCommit: error(1, "Account is not allowed to make commitments to the chain"),
    SpaceLimitExceeded: error(2, "Space Limit Exceeded for the current interval"),
    UnexpectedUnreserveLeftover: error(3, "Indicates that unreserve returned a leftover, which is unexpected."),
  },
  calls: {
    set_commitment: call(
      0,
      signed,
      { netuid: NetUid, info: CommitmentInfo },
      { weight: weights.set_commitment, pays: "No" },
    ),
    set_max_space: call(2, root, { new_limit: u32 }, { weight: weights.set_max_space }),
  },
});
