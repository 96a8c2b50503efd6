// Taking a slot for its price. Proof of work pays nothing any more: `register` costs as `burned_register` does. Mirrors
// pallets/subtensor/src/subnets/registration.rs (do_register, do_register_limit, register_neuron).

import { ensure, refuse } from "../../../frame/refusal.ts";
import type { Handles } from "../../../frame/section.ts";
import { type AccountId, type NetUid, ROOT } from "../../../primitives/ids.ts";
import { u16, u64 } from "../../../primitives/ints.ts";
import { alpha, rao, type Tao } from "../../../primitives/units.ts";
import { canRemoveBalanceFromColdkeyAccount, transferTaoToSubnet } from "../coinbase/tao.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { keys } from "../keys/contract.ts";
import { parameters } from "../parameters/contract.ts";
import { pools } from "../pools/contract.ts";
import { recordTaoInflow } from "../pools/reserves.ts";
import { staking } from "../staking/contract.ts";
import { coldkeyOwnsHotkey, createAccountIfNonExistent } from "../staking/ownership.ts";
import type { Holder } from "../staking/stake.ts";
import { swapTaoForAlpha } from "../staking/swap_stake_for_tao.ts";
import { subnets } from "../subnets/contract.ts";
import { ifSubnetExist } from "../subnets/subnet.ts";
import { registration } from "./contract.ts";
import { bumpRegistrationPriceAfterRegistration } from "./price.ts";
import { neuronToPrune } from "./pruning.ts";
import { appendNeuron, replaceNeuron, subnetworkN } from "./uids.ts";

export * from "./price.ts";
export * from "./pruning.ts";
export * from "./work.ts";

const { Burn, RAORecycledForRegistration, RegistrationsThisBlock } = registration.storage;
const { MaxAllowedUids, NetworkRegistrationAllowed } = parameters.read;
const { errors, events } = registration;

/** Adds to what slots have cost in total. */
export function increaseRaoRecycled(ctx: Ctx, netuid: NetUid, by: Tao): void {
  const total = rao(u64.saturatingAdd(RAORecycledForRegistration.get(ctx, netuid), by));
  RAORecycledForRegistration.set(ctx, netuid, total);
  ctx.emit(events.RAORecycledForRegistrationSet(netuid, total));
}

/** Gives a hotkey a free slot, or one that is pruned for it. Refuses with NoNeuronIdAvailable. */
export function registerNeuron(ctx: Ctx, netuid: NetUid, hotkey: AccountId): number {
  const block = currentBlock(ctx);
  const next = subnetworkN(ctx, netuid);
  if (next < MaxAllowedUids.get(ctx, netuid)) {
    appendNeuron(ctx, netuid, hotkey, block);
    return next;
  }
  const uid = neuronToPrune(ctx, netuid) ?? refuse(errors.NoNeuronIdAvailable);
  replaceNeuron(ctx, netuid, uid, hotkey, block);
  return uid;
}

function ensureRegistrable(ctx: Ctx, netuid: NetUid): void {
  ensure(netuid !== ROOT, errors.RegistrationNotPermittedOnRootSubnet);
  ensure(ifSubnetExist(ctx, netuid), subnets.errors.SubnetNotExists);
}
/** Buys a slot: the price buys alpha from the pool, which is gone. */
export function register(ctx: Ctx, netuid: NetUid, { hotkey, coldkey }: Holder): void {
  ensureRegistrable(ctx, netuid);
  ensure(NetworkRegistrationAllowed.get(ctx, netuid), errors.SubNetRegistrationDisabled);
  ensure(!registration.read.Uids.has(ctx, netuid, hotkey), errors.HotKeyAlreadyRegisteredInSubNet);
  const price = Burn.get(ctx, netuid);
  ensure(canRemoveBalanceFromColdkeyAccount(ctx, coldkey, price), staking.errors.NotEnoughBalanceToStake);
  createAccountIfNonExistent(ctx, { hotkey, coldkey });
  ensure(coldkeyOwnsHotkey(ctx, { hotkey, coldkey }), keys.errors.NonAssociatedColdKey);
  const most = MaxAllowedUids.get(ctx, netuid);
  ensure(most !== 0, errors.NoNeuronIdAvailable);
  if (subnetworkN(ctx, netuid) >= most) ensure(neuronToPrune(ctx, netuid) !== undefined, errors.NoNeuronIdAvailable);

  const paid = transferTaoToSubnet(ctx, netuid, coldkey, price);
  const { amountPaidOut } = swapTaoForAlpha(ctx, netuid, paid, {
    priceLimit: ctx.ports.exchange.maxPrice(),
    dropFees: false,
  });
  pools.storage.SubnetAlphaOut.update(ctx, netuid, (old) => alpha(u64.saturatingSub(old, amountPaidOut)));
  const uid = registerNeuron(ctx, netuid, hotkey);
  bumpRegistrationPriceAfterRegistration(ctx, netuid);
  RegistrationsThisBlock.update(ctx, netuid, (old) => u16.saturatingAdd(old, 1));
  increaseRaoRecycled(ctx, netuid, price);
  recordTaoInflow(ctx, netuid, paid);
  ctx.emit(events.NeuronRegistered(netuid, uid, hotkey));
}
/** As `register`, unless the price is above the limit. */
export function registerLimit(ctx: Ctx, netuid: NetUid, holder: Holder, limitPrice: bigint): void {
  ensureRegistrable(ctx, netuid);
  ensure(Burn.get(ctx, netuid) <= limitPrice, errors.RegistrationPriceLimitExceeded);
  register(ctx, netuid, holder);
}

export const registerCall: Handles<typeof registration, "register", Ctx> = (ctx, coldkey, { netuid, hotkey }) =>
  register(ctx, netuid, { hotkey, coldkey });
export const burnedRegister: Handles<typeof registration, "burned_register", Ctx> = (
  ctx,
  coldkey,
  { netuid, hotkey },
) => register(ctx, netuid, { hotkey, coldkey });
export const registerLimitCall: Handles<typeof registration, "register_limit", Ctx> = (
  ctx,
  coldkey,
  { netuid, hotkey, limit_price },
) => registerLimit(ctx, netuid, { hotkey, coldkey }, limit_price);
