// Fees paid in alpha: a caller without TAO pays for selling or moving its stake with the stake itself. Provides
// `alphaFees`. Mirrors pallets/transaction-fee/src/lib.rs (fees_in_alpha, TransactionFeeHandler).

import { within } from "../../../context.ts";
import type { Call } from "../../../frame/call.ts";
import { type FrameContext, layer } from "../../../frame/context.ts";
import { Refusal } from "../../../frame/refusal.ts";
import { invalid } from "../../../frame/validity.ts";
import type { AlphaFees } from "../../../ports/alpha_fees.ts";
import { type AccountId, type NetUid, ROOT } from "../../../primitives/ids.ts";
import { alpha, rao } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { SubtensorModule } from "../pallet.ts";
import { parameters } from "../parameters/contract.ts";
import { allSubnetNetuids } from "../subnets/subnet.ts";
import { staking } from "./contract.ts";
import { unstakeFromSubnet } from "./into_subnet.ts";
import { stakeForHotkeyAndColdkeyOnSubnet } from "./stake.ts";

interface Source {
  readonly hotkey: AccountId;
  readonly netuid: NetUid;
}
/** Names of the arguments that say which stake a call sells or moves. */
const SOURCES: Readonly<Record<string, readonly [hotkey: string, netuid: string]>> = {
  remove_stake: ["hotkey", "netuid"],
  remove_stake_limit: ["hotkey", "netuid"],
  remove_stake_full_limit: ["hotkey", "netuid"],
  move_stake: ["origin_hotkey", "origin_netuid"],
  transfer_stake: ["hotkey", "origin_netuid"],
  swap_stake: ["hotkey", "origin_netuid"],
  swap_stake_limit: ["hotkey", "origin_netuid"],
  recycle_alpha: ["hotkey", "netuid"],
  burn_alpha: ["hotkey", "netuid"],
};
const EVERYWHERE = ["unstake_all", "unstake_all_alpha"];

/** Where the fee of a call may come from. More than one place counts as none. */
function sourcesOf(ctx: Ctx, payer: AccountId, call: Call): Source[] {
  if (call.pallet !== SubtensorModule.name) return [];
  const named = SOURCES[call.name];
  if (named !== undefined) return [{ hotkey: call.args[named[0]] as AccountId, netuid: call.args[named[1]] as NetUid }];
  if (!EVERYWHERE.includes(call.name)) return [];
  const hotkey = call.args.hotkey as AccountId;
  return allSubnetNetuids(ctx)
    .filter(
      (netuid) =>
        parameters.read.SubtokenEnabled.get(ctx, netuid) &&
        stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey, coldkey: payer }) !== 0n,
    )
    .map((netuid) => ({ hotkey, netuid }));
}
const open = (frame: FrameContext): Ctx => within(frame) as Ctx;
const NOTHING = { netuid: ROOT, alphaFee: alpha(0n), taoAmount: rao(0n) };

export const alphaFees: AlphaFees = {
  canPay(frame, payer, call, fee) {
    const ctx = open(frame);
    const [source, another] = sourcesOf(ctx, payer, call);
    if (source === undefined || another !== undefined) return false;
    const held = stakeForHotkeyAndColdkeyOnSubnet(ctx, source.netuid, { hotkey: source.hotkey, coldkey: payer });
    return held >= ctx.ports.exchange.alphaAmountForTao(ctx, source.netuid, fee);
  },
  pay(frame, payer, call, fee) {
    const ctx = open(frame);
    const [source, another] = sourcesOf(ctx, payer, call);
    if (source === undefined) return undefined;
    if (another !== undefined) return NOTHING;
    const { netuid, hotkey } = source;
    const holder = { hotkey, coldkey: payer };
    const held = stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, holder);
    // A price so high that the fee is worth no alpha takes all of it.
    const worth = ctx.ports.exchange.alphaAmountForTao(ctx, netuid, fee);
    const alphaFee = worth === 0n || worth > held ? held : worth;
    const author = ctx.ports.authorship.author(ctx);
    if (author === undefined) return NOTHING;
    try {
      const taoAmount = layer(ctx, () =>
        unstakeFromSubnet(ctx, netuid, holder, author, alphaFee, { priceLimit: rao(0n), dropFees: true }),
      );
      return { netuid, alphaFee, taoAmount };
    } catch (error) {
      if (error instanceof Refusal) invalid("Payment");
      throw error;
    }
  },
  tell: (ctx, who, { netuid, alphaFee, taoAmount }) =>
    ctx.emit(staking.events.TransactionFeePaidWithAlpha({ who, netuid, alpha_fee: alphaFee, tao_amount: taoAmount })),
};
