// The root network: joining it, and claiming what its stake earned on the subnets.
// Mirrors pallets/subtensor/src/lib.rs, macros/events.rs, errors.rs, dispatches.rs.

import { blake, identity } from "../../../frame/hasher.ts";
import { anyOrigin, root, signed, signedOrRoot } from "../../../frame/origin.ts";
import { call, error, event, section } from "../../../frame/section.ts";
import { map, value } from "../../../frame/storage.ts";
import { I96F32Codec } from "../../../primitives/fixed/codecs.ts";
import { I96F32 } from "../../../primitives/fixed/formats.ts";
import { AccountId, NetUid } from "../../../primitives/ids.ts";
import { btreeMap, btreeSet, bytes, option, u64, u128 } from "../../../primitives/scale/index.ts";
import { weights } from "../call_weights.ts";
import { SubtensorModule } from "../pallet.ts";
import { RootClaimTypeEnum } from "./root_claim_type.ts";

export const rootNetwork = section(SubtensorModule, {
  storage: {
    AlphaMapLastKey: value(option(bytes), { default: () => undefined, docs: "Where the walk over stakers goes on." }),
    AlphaV2MapLastKey: value(option(bytes), { default: () => undefined }),
    RootClaimableThreshold: map([blake(NetUid)], I96F32Codec, {
      default: I96F32.fromNum(500_000),
      docs: "Smaller claims are left to grow.",
    }),
    RootClaimable: map([blake(AccountId)], btreeMap(NetUid, I96F32Codec), {
      default: new Map(),
      docs: "Alpha per unit of root stake that a hotkey has earned on each subnet.",
    }),
    RootClaimed: map([identity(NetUid), blake(AccountId), blake(AccountId)], u128, {
      default: 0n,
      docs: "What a coldkey has had of it already.",
    }),
    RootClaimType: map([blake(AccountId)], RootClaimTypeEnum, { default: { type: "Swap" } }),
    StakingColdkeysByIndex: map([identity(u64)], AccountId, {
      docs: "Root stakers by number, for drawing some in each block.",
    }),
    StakingColdkeys: map([identity(AccountId)], u64),
    NumStakingColdkeys: value(u64, { default: 0n }),
    NumRootClaim: value(u64, { default: 5n, docs: "How many are drawn in a block." }),
  },
  events: {
    RootClaimed: event(114, { coldkey: AccountId }),
    RootClaimTypeSet: event(115, { coldkey: AccountId, root_claim_type: RootClaimTypeEnum }),
  },
  errors: {
    RootNetworkDoesNotExist: error(0, "The root network does not exist."),
    StakeTooLowForRoot: error(43, "A hotkey with too little stake is attempting to join the root subnet."),
    NotRootSubnet: error(46, "Netuid does not match for setting root network weights."),
    InvalidNumRootClaim: error(122, "Invalid number of root claims"),
    InvalidRootClaimThreshold: error(123, "Invalid value of root claim threshold"),
    InvalidSubnetNumber: error(124, "Exceeded subnet limit number or zero."),
  },
  calls: {
    root_register: call(62, anyOrigin, { hotkey: AccountId }, { weight: weights.root_register }),
    claim_root: call(121, signed, { subnets: btreeSet(NetUid) }, { weight: weights.claim_root }),
    set_root_claim_type: call(
      122,
      signed,
      { new_root_claim_type: RootClaimTypeEnum },
      { weight: weights.set_root_claim_type },
    ),
    sudo_set_num_root_claims: call(123, root, { new_value: u64 }, { weight: weights.sudo_set_num_root_claims }),
    sudo_set_root_claim_threshold: call(
      124,
      signedOrRoot,
      { netuid: NetUid, new_value: u64 },
      { weight: weights.sudo_set_root_claim_threshold },
    ),
  },
});
