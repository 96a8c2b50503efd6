// What the reference's tests of locks have in common (pallets/subtensor/src/tests/locks.rs).

import { locks } from "../../runtime/pallets/subtensor/locks/contract.ts";
import { lockStake, lockTerms } from "../../runtime/pallets/subtensor/locks/lock.ts";
import type { LockState } from "../../runtime/pallets/subtensor/locks/lock_state.ts";
import { rolledLock } from "../../runtime/pallets/subtensor/locks/rolling.ts";
import { createAccountIfNonExistent } from "../../runtime/pallets/subtensor/staking/ownership.ts";
import { stakeIntoSubnet } from "../../runtime/pallets/subtensor/staking/stake_utils.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import type { AccountId, NetUid } from "../../runtime/primitives/ids.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { acct, type MockContext, setBlock } from "./mock.ts";
import { addBalanceToColdkeyAccount, addDynamicNetwork, setupReserves } from "./mock_subtensor.ts";

const { DecayingHotkeyLock, DecayingLock, HotkeyLock, Lock } = locks.storage;

export const STAKE = 100_000_000_000n;
export const whole = (value: bigint | number): U64F64 => U64F64.fromNum(value);
export const lockOf = (mass: bigint, conviction: bigint, at = 0n): LockState => ({
  locked_mass: alpha(mass),
  conviction: whole(conviction),
  last_update: at,
});

export function deepReserves(ctx: MockContext, netuid: NetUid, stake = STAKE): void {
  setupReserves(ctx, netuid, stake * 1_000_000n, stake * 10_000_000n);
}
/** Gives a coldkey TAO and stakes some of it. */
export function stakeInto(
  ctx: MockContext,
  netuid: NetUid,
  hotkey: AccountId,
  coldkey: AccountId,
  tao: bigint,
  balance = tao,
): void {
  addBalanceToColdkeyAccount(ctx, coldkey, balance);
  createAccountIfNonExistent(ctx, { hotkey, coldkey });
  stakeIntoSubnet(ctx, netuid, { hotkey, coldkey }, rao(tao), {
    priceLimit: ctx.ports.exchange.maxPrice(),
    dropFees: false,
  });
}
/** `setup_subnet_with_stake`: a subnet of 1001 and 1002, and a coldkey with stake whose locks are perpetual. */
export function subnetWithStake(ctx: MockContext, coldkey: AccountId, hotkey: AccountId, stake = STAKE): NetUid {
  const netuid = addDynamicNetwork(ctx, acct(1002), acct(1001));
  deepReserves(ctx, netuid, stake);
  stakeInto(ctx, netuid, hotkey, coldkey, stake);
  DecayingLock.set(ctx, coldkey, netuid, false);
  return netuid;
}
export function makeOwner(ctx: MockContext, netuid: NetUid, coldkey: AccountId, hotkey: AccountId): void {
  subnets.storage.SubnetOwner.set(ctx, netuid, coldkey);
  subnets.storage.SubnetOwnerHotkey.set(ctx, netuid, hotkey);
}
export const lock = (ctx: MockContext, netuid: NetUid, coldkey: AccountId, hotkey: AccountId, amount: bigint): void =>
  lockStake(ctx, netuid, { hotkey, coldkey }, alpha(amount));
/** Lets blocks pass without running them: locks depend on the block's number alone. */
export const pass = (ctx: MockContext, blocks: bigint | number): void =>
  setBlock(ctx, ctx.block.number + Number(blocks));

/** `roll_forward_lock` to a block, at the rates of the chain. */
export const rolled = (
  ctx: MockContext,
  state: LockState,
  now: bigint | number,
  owner: boolean,
  perpetual: boolean,
): LockState => rolledLock(state, { ...lockTerms(ctx), now: BigInt(now) }, { owner, perpetual });
export const rolledNow = (ctx: MockContext, state: LockState, owner: boolean, perpetual: boolean): LockState =>
  rolled(ctx, state, ctx.block.number, owner, perpetual);
/** A coldkey's lock, of the kind that it is. */
export const rolledIndividual = (
  ctx: MockContext,
  netuid: NetUid,
  coldkey: AccountId,
  hotkey: AccountId,
  state: LockState,
  now: bigint | number,
): LockState =>
  rolled(
    ctx,
    state,
    now,
    hotkey === subnets.read.SubnetOwnerHotkey.get(ctx, netuid),
    DecayingLock.get(ctx, coldkey, netuid) === false,
  );
/** Gives the lock and the sum of perpetual locks of its hotkey a conviction. */
export function convince(
  ctx: MockContext,
  netuid: NetUid,
  coldkey: AccountId,
  hotkey: AccountId,
  conviction: bigint,
  sum = conviction,
): void {
  Lock.update(ctx, coldkey, netuid, hotkey, (state) => ({ ...state!, conviction: whole(conviction) }));
  HotkeyLock.update(ctx, netuid, hotkey, (state) => ({ ...state!, conviction: whole(sum) }));
}
/** Mass and conviction; undefined where nothing is locked. */
export const massOf = (state: LockState | undefined): readonly [bigint, U64F64] | undefined =>
  state === undefined ? undefined : [state.locked_mass, state.conviction];
export const sumsOf = (ctx: MockContext, netuid: NetUid, hotkey: AccountId) => ({
  perpetual: HotkeyLock.get(ctx, netuid, hotkey),
  decaying: DecayingHotkeyLock.get(ctx, netuid, hotkey),
});
