// Which subnets there are, who owns them, when they started, what they are called.
// Mirrors pallets/subtensor/src/lib.rs, macros/events.rs, errors.rs, dispatches.rs.

import { identity } from "../../../frame/hasher.ts";
import { anyOrigin, signedOrRoot } from "../../../frame/origin.ts";
import { follow } from "../../../frame/profile.ts";
import { call, error, event, section } from "../../../frame/section.ts";
import { map, value } from "../../../frame/storage.ts";
import { AccountId, NetUid, ZERO_ACCOUNT } from "../../../primitives/ids.ts";
import { bool, bytes, bytesOf, u16, u64 } from "../../../primitives/scale/index.ts";
import { rao, Tao } from "../../../primitives/units.ts";
import { weights } from "../call_weights.ts";
import { constants } from "../constants/contract.ts";
import { SubtensorModule } from "../pallet.ts";

export const subnets = section(SubtensorModule, {
  storage: {
    TokenSymbol: map([identity(NetUid)], bytes, { default: bytesOf("𝜏") }),
    TotalNetworks: value(u16, { default: 0 }),
    NetworkLastLockCost: value(Tao, {
      default: follow(constants.InitialNetworkMinLockCost),
      docs: "What the last subnet cost.",
    }),
    SubnetLocked: map([identity(NetUid)], Tao, { default: rao(0n), docs: "What the subnet cost its owner." }),
    LargestLocked: map([identity(NetUid)], u64, { default: 0n }),
    FirstEmissionBlockNumber: map([identity(NetUid)], u64, { docs: "Present once the subnet has started." }),
    SubnetMechanism: map([identity(NetUid)], u16, {
      default: 0,
      docs: "0: stake is TAO itself. 1: stake is bought from a pool.",
    }),
    NetworksAdded: map([identity(NetUid)], bool, { default: false }),
    NetworkRegisteredAt: map([identity(NetUid)], u64, { default: 0n }),
    RegisteredSubnetCounter: map([identity(NetUid)], u64, {
      default: 0n,
      docs: "How many subnets have had this number.",
    }),
    SubnetOwner: map([identity(NetUid)], AccountId, { default: ZERO_ACCOUNT }),
    SubnetOwnerHotkey: map([identity(NetUid)], AccountId, { default: ZERO_ACCOUNT }),
  },
  events: {
    SubnetOwnerHotkeySet: event(94, [NetUid, AccountId]),
    FirstEmissionBlockNumberSet: event(95, [NetUid, u64]),
    SymbolUpdated: event(105, { netuid: NetUid, symbol: bytes }),
    SubnetOwnerChanged: event(134, { netuid: NetUid, old_coldkey: AccountId, new_coldkey: AccountId }),
  },
  errors: {
    NotSubnetOwner: error(41, "Not a subnet owner."),
    MechanismDoesNotExist: error(74, "Subnet mechanism does not exist."),
    SubnetNotExists: error(76, "Trying to perform action on non-existent subnet."),
    FirstEmissionBlockNumberAlreadySet: error(88, "FirstEmissionBlockNumber is already set."),
    NeedWaitingMoreBlocksToStarCall: error(89, "need wait for more blocks to accept the start call extrinsic."),
    SubtokenDisabled: error(94, "SubToken disabled now"),
    SymbolDoesNotExist: error(108, "Symbol does not exist."),
    SymbolAlreadyInUse: error(109, "Symbol already in use."),
  },
  calls: {
    start_call: call(92, anyOrigin, { netuid: NetUid }, { weight: weights.start_call }),
    update_symbol: call(112, signedOrRoot, { netuid: NetUid, symbol: bytes }, { weight: weights.update_symbol }),
  },
});
