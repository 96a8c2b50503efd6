// Founding a subnet, which may push another one out, and dissolving one.
// Mirrors pallets/subtensor/src/lib.rs, macros/events.rs, errors.rs, dispatches.rs.

import { root, signed } from "../../../../frame/origin.ts";
import { call, error, event, section } from "../../../../frame/section.ts";
import { AccountId, NetUid } from "../../../../primitives/ids.ts";
import { option, u16 } from "../../../../primitives/scale/index.ts";
import { weights } from "../../call_weights.ts";
import { SubnetIdentityV3 } from "../../identity/subnet_identity.ts";
import { SubtensorModule } from "../../pallet.ts";

export const subnetLifecycle = section(SubtensorModule, {
  events: {
    NetworkAdded: event(0, [NetUid, u16]),
    NetworkRemoved: event(1, [NetUid]),
  },
  errors: {
    NetworkTxRateLimitExceeded: error(33, "A transactor exceeded the rate limit for add network transaction."),
    AllNetworksInImmunity: error(44, "All subnets are in the immunity period."),
    SubnetLimitReached: error(115, "Subnet limit reached & there is no eligible subnet to prune"),
    CannotAffordLockCost: error(116, "Insufficient funds to meet the subnet lock cost"),
  },
  calls: {
    register_network: call(59, signed, { hotkey: AccountId }, { weight: weights.register_network }),
    dissolve_network: call(61, root, { coldkey: AccountId, netuid: NetUid }, { weight: weights.dissolve_network }),
    register_network_with_identity: call(
      79,
      signed,
      { hotkey: AccountId, identity: option(SubnetIdentityV3) },
      { weight: weights.register_network_with_identity },
    ),
    root_dissolve_network: call(120, root, { netuid: NetUid }, { weight: weights.root_dissolve_network }),
  },
});
