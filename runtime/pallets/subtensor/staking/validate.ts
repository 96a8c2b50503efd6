// What is checked before stake is added, removed or moved, in order. Mirrors
// pallets/subtensor/src/staking/stake_utils.rs (validate_add_stake, validate_remove_stake, validate_unstake_all,
// validate_stake_transition).

import { attempt, ensure, refuse } from "../../../frame/refusal.ts";
import { type AccountId, type NetUid, ROOT } from "../../../primitives/ids.ts";
import { u64 } from "../../../primitives/ints.ts";
import { type Alpha, rao, type Tao } from "../../../primitives/units.ts";
import { canRemoveBalanceFromColdkeyAccount } from "../coinbase/tao.ts";
import type { Ctx } from "../context.ts";
import { keys } from "../keys/contract.ts";
import { ensureAvailableToUnstake } from "../locks/lock.ts";
import { parameters } from "../parameters/contract.ts";
import { subnets } from "../subnets/contract.ts";
import { allSubnetNetuids, ensureSubtokenEnabled, ifSubnetExist } from "../subnets/subnet.ts";
import { staking } from "./contract.ts";
import { minStake } from "./into_subnet.ts";
import { hotkeyAccountExists } from "./ownership.ts";
import { simulated } from "./simulated.ts";
import {
  calculateReducedStakeOnSubnet,
  type Holder,
  stakeForHotkeyAndColdkeyOnSubnet,
  tryIncreaseStakeForHotkeyAndColdkeyOnSubnet,
} from "./stake.ts";

const { errors } = staking;
const { SubtokenEnabled, TransferToggle } = parameters.read;

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

export function validateAddStake(
  ctx: Ctx,
  netuid: NetUid,
  { hotkey, coldkey }: Holder,
  stakeToBeAdded: Tao,
  maxAmount: Tao,
  allowPartial: boolean,
): void {
  const { exchange } = ctx.ports;
  ensure(ifSubnetExist(ctx, netuid), subnets.errors.SubnetNotExists);
  ensureSubtokenEnabled(ctx, netuid);
  const minimum = minStake(ctx);
  const fee =
    simulated(() => exchange.simBuy(ctx, netuid, minimum))?.feePaid ?? exchange.approxFeeAmount(ctx, netuid, minimum);
  ensure(stakeToBeAdded >= u64.saturatingAdd(minimum, fee), errors.AmountTooLow);
  if (!allowPartial) ensure(stakeToBeAdded <= maxAmount, errors.SlippageTooHigh);
  const amount = allowPartial ? rao(least(maxAmount, stakeToBeAdded)) : stakeToBeAdded;
  ensure(canRemoveBalanceFromColdkeyAccount(ctx, coldkey, amount), errors.NotEnoughBalanceToStake);
  ensure(hotkeyAccountExists(ctx, hotkey), keys.errors.HotKeyAccountNotExists);
  const result = simulated(() => exchange.simBuy(ctx, netuid, amount)) ?? refuse(errors.InsufficientLiquidity);
  ensure(result.amountPaidIn >= minimum, errors.AmountTooLow);
  ensure(result.amountPaidOut !== 0n, errors.InsufficientLiquidity);
  ensure(
    tryIncreaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, hotkey, result.amountPaidOut),
    errors.InsufficientLiquidity,
  );
}

export function validateRemoveStake(
  ctx: Ctx,
  netuid: NetUid,
  holder: Holder,
  alphaUnstaked: Alpha,
  maxAmount: Alpha,
  allowPartial: boolean,
): void {
  ensure(ifSubnetExist(ctx, netuid), subnets.errors.SubnetNotExists);
  ensure(alphaUnstaked !== 0n, errors.AmountTooLow);
  const remaining = calculateReducedStakeOnSubnet(ctx, netuid, holder, alphaUnstaked);
  const result =
    simulated(() => ctx.ports.exchange.simSell(ctx, netuid, alphaUnstaked)) ?? refuse(errors.InsufficientLiquidity);
  // The last of a stake may go, however little it brings.
  if (remaining !== 0n) ensure(result.amountPaidOut >= minStake(ctx), errors.AmountTooLow);
  if (!allowPartial) ensure(alphaUnstaked <= maxAmount, errors.SlippageTooHigh);
  ensure(hotkeyAccountExists(ctx, holder.hotkey), keys.errors.HotKeyAccountNotExists);
  ensureAvailableToUnstake(ctx, netuid, holder.coldkey, alphaUnstaked);
}

export function validateUnstakeAll(ctx: Ctx, holder: Holder, onlyAlpha: boolean): void {
  const netuids = allSubnetNetuids(ctx);
  ensure(hotkeyAccountExists(ctx, holder.hotkey), keys.errors.HotKeyAccountNotExists);
  let any = false;
  for (const netuid of netuids) {
    if (onlyAlpha && netuid === ROOT) continue;
    const amount = stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, holder);
    ensureAvailableToUnstake(ctx, netuid, holder.coldkey, amount);
    if (attempt(() => validateRemoveStake(ctx, netuid, holder, amount, amount, false)) === undefined) any = true;
  }
  ensure(any, errors.AmountTooLow);
}

export interface StakeTransition {
  readonly originColdkey: AccountId;
  readonly destinationColdkey: AccountId;
  readonly originHotkey: AccountId;
  readonly destinationHotkey: AccountId;
  readonly originNetuid: NetUid;
  readonly destinationNetuid: NetUid;
  readonly alphaAmount: Alpha;
  readonly maxAmount: Alpha;
  /** Undefined: there is no limit price. */
  readonly allowPartial: boolean | undefined;
  readonly checkTransferToggle: boolean;
}
export function validateStakeTransition(ctx: Ctx, move: StakeTransition): void {
  const {
    originColdkey,
    destinationColdkey,
    originHotkey,
    destinationHotkey,
    originNetuid,
    destinationNetuid,
    alphaAmount,
    maxAmount,
    allowPartial,
  } = move;
  const across = originNetuid !== destinationNetuid;
  if (originColdkey === destinationColdkey && originHotkey === destinationHotkey) ensure(across, errors.SameNetuid);
  ensure(ifSubnetExist(ctx, originNetuid), subnets.errors.SubnetNotExists);
  if (across) ensure(ifSubnetExist(ctx, destinationNetuid), subnets.errors.SubnetNotExists);
  ensure(SubtokenEnabled.get(ctx, originNetuid), subnets.errors.SubtokenDisabled);
  ensure(SubtokenEnabled.get(ctx, destinationNetuid), subnets.errors.SubtokenDisabled);
  ensure(hotkeyAccountExists(ctx, originHotkey), keys.errors.HotKeyAccountNotExists);
  ensure(hotkeyAccountExists(ctx, destinationHotkey), keys.errors.HotKeyAccountNotExists);
  const held = stakeForHotkeyAndColdkeyOnSubnet(ctx, originNetuid, { hotkey: originHotkey, coldkey: originColdkey });
  ensure(alphaAmount <= held, errors.NotEnoughStakeToWithdraw);
  if (across) {
    const result =
      simulated(() => ctx.ports.exchange.simSell(ctx, originNetuid, alphaAmount)) ??
      refuse(errors.InsufficientLiquidity);
    ensure(result.amountPaidOut > minStake(ctx), errors.AmountTooLow);
    if (allowPartial === false) ensure(alphaAmount <= maxAmount, errors.SlippageTooHigh);
  }
  if (move.checkTransferToggle) {
    ensure(TransferToggle.get(ctx, originNetuid), errors.TransferDisallowed);
    if (across) ensure(TransferToggle.get(ctx, destinationNetuid), errors.TransferDisallowed);
  }
  if (across) ensureAvailableToUnstake(ctx, originNetuid, originColdkey, alphaAmount);
}
