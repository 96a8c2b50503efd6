// The calls of stake, each bound to what does it. Mirrors pallets/subtensor/src/macros/dispatches.rs.

import { type Handlers, implement } from "../../../frame/section.ts";
import type { Ctx } from "../context.ts";
import { addStake, addStakeLimit } from "./add_stake.ts";
import { setColdkeyAutoStakeHotkey } from "./auto_stake.ts";
import { staking } from "./contract.ts";
import { transitionStake } from "./move_stake.ts";
import { addStakeBurn, burnAlpha, recycleAlpha } from "./recycle_alpha.ts";
import { removeStake, removeStakeFullLimit, removeStakeLimit, unstakeAll, unstakeAllAlpha } from "./remove_stake.ts";

const { events } = staking;

const handlers: Handlers<Ctx, typeof staking.spec> = {
  add_stake: (ctx, coldkey, { hotkey, netuid, amount_staked }) =>
    void addStake(ctx, netuid, { hotkey, coldkey }, amount_staked),
  add_stake_limit: (ctx, coldkey, { hotkey, netuid, amount_staked, limit_price, allow_partial }) =>
    void addStakeLimit(ctx, netuid, { hotkey, coldkey }, amount_staked, {
      limitPrice: limit_price,
      allowPartial: allow_partial,
    }),
  remove_stake: (ctx, coldkey, { hotkey, netuid, amount_unstaked }) =>
    removeStake(ctx, netuid, { hotkey, coldkey }, amount_unstaked),
  remove_stake_limit: (ctx, coldkey, { hotkey, netuid, amount_unstaked, limit_price, allow_partial }) =>
    removeStakeLimit(ctx, netuid, { hotkey, coldkey }, amount_unstaked, {
      limitPrice: limit_price,
      allowPartial: allow_partial,
    }),
  remove_stake_full_limit: (ctx, coldkey, { hotkey, netuid, limit_price }) =>
    removeStakeFullLimit(ctx, netuid, { hotkey, coldkey }, limit_price),
  unstake_all: (ctx, coldkey, { hotkey }) => unstakeAll(ctx, { hotkey, coldkey }),
  unstake_all_alpha: (ctx, coldkey, { hotkey }) => unstakeAllAlpha(ctx, { hotkey, coldkey }),
  move_stake(ctx, coldkey, { origin_hotkey, destination_hotkey, origin_netuid, destination_netuid, alpha_amount }) {
    const tao = transitionStake(ctx, alpha_amount, {
      origin: { hotkey: origin_hotkey, coldkey },
      destination: { hotkey: destination_hotkey, coldkey },
      originNetuid: origin_netuid,
      destinationNetuid: destination_netuid,
      checkTransferToggle: false,
    });
    ctx.emit(events.StakeMoved(coldkey, origin_hotkey, origin_netuid, destination_hotkey, destination_netuid, tao));
  },
  transfer_stake(ctx, coldkey, { destination_coldkey, hotkey, origin_netuid, destination_netuid, alpha_amount }) {
    const tao = transitionStake(ctx, alpha_amount, {
      origin: { hotkey, coldkey },
      destination: { hotkey, coldkey: destination_coldkey },
      originNetuid: origin_netuid,
      destinationNetuid: destination_netuid,
      checkTransferToggle: true,
    });
    ctx.emit(events.StakeTransferred(coldkey, destination_coldkey, hotkey, origin_netuid, destination_netuid, tao));
  },
  swap_stake(ctx, coldkey, { hotkey, origin_netuid, destination_netuid, alpha_amount }) {
    const holder = { hotkey, coldkey };
    const way = { originNetuid: origin_netuid, destinationNetuid: destination_netuid, checkTransferToggle: false };
    const tao = transitionStake(ctx, alpha_amount, { origin: holder, destination: holder, ...way });
    ctx.emit(events.StakeSwapped(coldkey, hotkey, origin_netuid, destination_netuid, tao));
  },
  swap_stake_limit(
    ctx,
    coldkey,
    { hotkey, origin_netuid, destination_netuid, alpha_amount, limit_price, allow_partial },
  ) {
    const holder = { hotkey, coldkey };
    const way = { originNetuid: origin_netuid, destinationNetuid: destination_netuid, checkTransferToggle: false };
    const limit = { limitPrice: limit_price, allowPartial: allow_partial };
    const tao = transitionStake(ctx, alpha_amount, { origin: holder, destination: holder, limit, ...way });
    ctx.emit(events.StakeSwapped(coldkey, hotkey, origin_netuid, destination_netuid, tao));
  },
  recycle_alpha: (ctx, coldkey, { hotkey, amount, netuid }) =>
    void recycleAlpha(ctx, netuid, { hotkey, coldkey }, amount),
  burn_alpha: (ctx, coldkey, { hotkey, amount, netuid }) => void burnAlpha(ctx, netuid, { hotkey, coldkey }, amount),
  set_coldkey_auto_stake_hotkey: (ctx, coldkey, { netuid, hotkey }) =>
    setColdkeyAutoStakeHotkey(ctx, netuid, { hotkey, coldkey }),
  add_stake_burn: (ctx, coldkey, { hotkey, netuid, amount, limit }) =>
    addStakeBurn(ctx, netuid, { hotkey, coldkey }, amount, limit),
};
export const stakingCalls = implement(staking, handlers);
