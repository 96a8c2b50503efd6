// Where the incentive of a coldkey's miners is staked. Mirrors pallets/subtensor/src/macros/dispatches.rs
// (set_coldkey_auto_stake_hotkey).

import { ensure } from "../../../frame/refusal.ts";
import type { NetUid } from "../../../primitives/ids.ts";
import type { Ctx } from "../context.ts";
import { registration } from "../registration/contract.ts";
import { subnets } from "../subnets/contract.ts";
import { ifSubnetExist } from "../subnets/subnet.ts";
import { staking } from "./contract.ts";
import type { Holder } from "./stake.ts";

const { AutoStakeDestination, AutoStakeDestinationColdkeys } = staking.storage;
const { errors, events } = staking;

export function setColdkeyAutoStakeHotkey(ctx: Ctx, netuid: NetUid, { hotkey, coldkey }: Holder): void {
  ensure(ifSubnetExist(ctx, netuid), subnets.errors.SubnetNotExists);
  ensure(registration.read.Uids.has(ctx, netuid, hotkey), registration.errors.HotKeyNotRegisteredInSubNet);
  const before = AutoStakeDestination.get(ctx, coldkey, netuid);
  if (before !== undefined) {
    ensure(before !== hotkey, errors.SameAutoStakeHotkeyAlreadySet);
    AutoStakeDestinationColdkeys.update(ctx, before, netuid, (all) => all.filter((one) => one !== coldkey));
  }
  AutoStakeDestination.set(ctx, coldkey, netuid, hotkey);
  AutoStakeDestinationColdkeys.update(ctx, hotkey, netuid, (all) => (all.includes(coldkey) ? all : [...all, coldkey]));
  ctx.emit(events.AutoStakeDestinationSet({ coldkey, netuid, hotkey }));
}
