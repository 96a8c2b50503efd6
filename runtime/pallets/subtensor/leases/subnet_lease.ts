// A subnet held for those who paid for it together. Mirrors pallets/subtensor/src/subnets/leasing.rs (SubnetLease).

import { AccountId, NetUid } from "../../../primitives/ids.ts";
import { PercentCodec } from "../../../primitives/perthing_codecs.ts";
import { option, struct, u32, type ValueOf } from "../../../primitives/scale/index.ts";
import { Tao } from "../../../primitives/units.ts";

export const SubnetLease = struct(
  "pallet_subtensor::subnets::leasing::SubnetLease",
  {
    beneficiary: AccountId,
    coldkey: AccountId,
    hotkey: AccountId,
    /** Part of the owner's cut that goes to the contributors. */
    emissions_share: PercentCodec,
    /** A lease without an end is never handed over. */
    end_block: option(u32),
    netuid: NetUid,
    cost: Tao,
  },
  { AccountId, BlockNumber: u32, Balance: Tao },
);
export type SubnetLease = ValueOf<typeof SubnetLease>;
