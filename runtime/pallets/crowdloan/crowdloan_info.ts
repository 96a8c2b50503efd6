// A crowdloan: who asks, for how much, until when, and what becomes of it. Mirrors pallets/crowdloan/src/lib.rs
// (CrowdloanInfo).

import { BoundedCall } from "../../frame/bounded_call.ts";
import { AccountId } from "../../primitives/ids.ts";
import { bool, option, struct, u32, type ValueOf } from "../../primitives/scale/index.ts";
import { Tao } from "../../primitives/units.ts";

export const CrowdloanInfo = struct(
  "pallet_crowdloan::CrowdloanInfo",
  {
    creator: AccountId,
    deposit: Tao,
    min_contribution: Tao,
    end: u32,
    cap: Tao,
    funds_account: AccountId,
    raised: Tao,
    target_address: option(AccountId),
    call: option(BoundedCall),
    finalized: bool,
    contributors_count: u32,
  },
  { AccountId, Balance: Tao, BlockNumber: u32, Call: BoundedCall },
);
export type CrowdloanInfo = ValueOf<typeof CrowdloanInfo>;
