// What the block of the last occurrence is remembered of. Mirrors pallets/subtensor/src/lib.rs (RateLimitKey).

import { Hyperparameter } from "../../../ports/hyperparameter.ts";
import { AccountId, NetUid } from "../../../primitives/ids.ts";
import { arm, type ValueOf, variant } from "../../../primitives/scale/index.ts";

export const RateLimitKey = variant(
  "pallet_subtensor::RateLimitKey",
  {
    SetSNOwnerHotkey: arm(0, NetUid),
    OwnerHyperparamUpdate: arm(1, [NetUid, Hyperparameter]),
    NetworkLastRegistered: arm(2),
    LastTxBlock: arm(3, AccountId),
    LastTxBlockChildKeyTake: arm(4, AccountId),
    LastTxBlockDelegateTake: arm(5, AccountId),
    AddStakeBurn: arm(6, NetUid),
  },
  { AccountId },
);
export type RateLimitKey = ValueOf<typeof RateLimitKey>;
