// Founding a subnet: its owner locks TAO, which becomes the pool; where there is no room left, another subnet goes.
// Mirrors pallets/subtensor/src/subnets/subnet.rs (do_register_network).

import { attempt, ensure, refuse } from "../../../../frame/refusal.ts";
import type { Handles } from "../../../../frame/section.ts";
import { U64F64 } from "../../../../primitives/fixed/formats.ts";
import { type NetUid, ROOT } from "../../../../primitives/ids.ts";
import { u16, u64 } from "../../../../primitives/ints.ts";
import { alpha, rao } from "../../../../primitives/units.ts";
import { canRemoveBalanceFromColdkeyAccount, recycleTao, transferTaoToSubnet } from "../../coinbase/tao.ts";
import { constants } from "../../constants/contract.ts";
import { type Ctx, currentBlock } from "../../context.ts";
import { setRootValidatorsForSubnet } from "../../delegation/set_children.ts";
import { identities } from "../../identity/contract.ts";
import { isValidSubnetIdentity } from "../../identity/identity.ts";
import type { SubnetIdentityV3 } from "../../identity/subnet_identity.ts";
import { keys } from "../../keys/contract.ts";
import { limits } from "../../limits/contract.ts";
import { parameters } from "../../parameters/contract.ts";
import { pools } from "../../pools/contract.ts";
import { medianSubnetAlphaPrice } from "../../pools/price.ts";
import { registration } from "../../registration/contract.ts";
import { appendNeuron } from "../../registration/uids.ts";
import {
  networkLastLockBlock,
  networkLockCost,
  networkMinLock,
  networkToPrune,
  setNetworkLastLock,
  setNetworkLastLockBlock,
} from "../../root/root.ts";
import { settings } from "../../settings/contract.ts";
import {
  coldkeyOwnsHotkey,
  createAccountIfNonExistent,
  hotkeyAccountExists,
  increaseTotalStake,
} from "../../staking/ownership.ts";
import type { Holder } from "../../staking/stake.ts";
import { subnets } from "../../subnets/contract.ts";
import {
  initNewNetwork,
  isSubnetAccountId,
  nextNetuid,
  setSubnetOwnerHotkey,
  subnetAccountId,
} from "../../subnets/subnet.ts";
import { nextAvailableSymbol } from "../../subnets/symbols.ts";
import { subnetLifecycle } from "./contract.ts";
import { dissolveNetwork } from "./dissolve_network.ts";

const {
  NetworksAdded,
  NetworkRegisteredAt,
  RegisteredSubnetCounter,
  SubnetLocked,
  SubnetMechanism,
  SubnetOwner,
  TokenSymbol,
} = subnets.storage;
const { SubnetAlphaIn, SubnetAlphaOut, SubnetTAO, SubnetVolume } = pools.storage;
const { errors, events } = subnetLifecycle;

/** The mechanism of every new subnet: stake is bought from a pool. */
export const DYNAMIC = 1;

function passesRateLimit(ctx: Ctx): boolean {
  const last = networkLastLockBlock(ctx);
  return last === 0n || u64.saturatingSub(currentBlock(ctx), last) >= limits.read.NetworkRateLimit.get(ctx);
}
/** The subnet that must make room; undefined while there is some. Refuses with SubnetLimitReached. */
function subnetInTheWay(ctx: Ctx): NetUid | undefined {
  const count = [...NetworksAdded.entries(ctx)].filter(([[netuid], added]) => added && netuid !== ROOT).length;
  if (u16.wrap(count) < settings.read.SubnetLimit.get(ctx)) return undefined;
  return networkToPrune(ctx) ?? refuse(errors.SubnetLimitReached);
}

export function registerNetwork(
  ctx: Ctx,
  holder: Holder,
  mechid: number,
  identity: SubnetIdentityV3 | undefined,
): void {
  const { hotkey, coldkey } = holder;
  ensure(!hotkeyAccountExists(ctx, hotkey) || coldkeyOwnsHotkey(ctx, holder), keys.errors.NonAssociatedColdKey);
  ensure(isSubnetAccountId(ctx, hotkey) === undefined, keys.errors.CannotUseSystemAccount);
  ensure(mechid === DYNAMIC, subnets.errors.MechanismDoesNotExist);
  const block = currentBlock(ctx);
  ensure(block >= settings.read.NetworkRegistrationStartBlock.get(ctx), registration.errors.SubNetRegistrationDisabled);
  ensure(passesRateLimit(ctx), errors.NetworkTxRateLimitExceeded);
  const pruned = subnetInTheWay(ctx);
  const cost = networkLockCost(ctx);
  ensure(canRemoveBalanceFromColdkeyAccount(ctx, coldkey, cost), errors.CannotAffordLockCost);

  if (pruned !== undefined) dissolveNetwork(ctx, pruned);
  const netuid = pruned ?? nextNetuid(ctx);
  const price = medianSubnetAlphaPrice(ctx);
  initNewNetwork(ctx, netuid, constants.InitialTempo.get(ctx));
  const locked = transferTaoToSubnet(ctx, netuid, coldkey, cost);
  setNetworkLastLock(ctx, locked);
  setNetworkLastLockBlock(ctx, block);
  createAccountIfNonExistent(ctx, holder);
  appendNeuron(ctx, netuid, hotkey, block);
  SubnetMechanism.set(ctx, netuid, mechid);
  NetworkRegisteredAt.set(ctx, netuid, block);
  RegisteredSubnetCounter.update(ctx, netuid, (n) => u64.saturatingAdd(n, 1n));
  TokenSymbol.set(ctx, netuid, nextAvailableSymbol(ctx, netuid));

  // The pool begins with the lock, or the minimum if that is more, at the median price of the subnets before it.
  const minimum = networkMinLock(ctx);
  const poolTao = locked >= minimum ? locked : minimum;
  const poolAlpha = alpha(
    U64F64.saturatingToNum(U64F64.floor(U64F64.safeDiv(U64F64.saturatingFromNum(poolTao as bigint), price)), u64),
  );
  const recycled = rao(u64.saturatingSub(locked as bigint, poolTao));
  SubnetTAO.set(ctx, netuid, poolTao);
  SubnetAlphaIn.set(ctx, netuid, poolAlpha);
  SubnetOwner.set(ctx, netuid, coldkey);
  setSubnetOwnerHotkey(ctx, netuid, hotkey);
  SubnetLocked.set(ctx, netuid, locked);
  SubnetAlphaOut.set(ctx, netuid, alpha(0n));
  SubnetVolume.set(ctx, netuid, 0n);
  registration.storage.RAORecycledForRegistration.set(ctx, netuid, recycled);
  const account = subnetAccountId(ctx, netuid);
  if (recycled > 0n && account !== undefined) attempt(() => recycleTao(ctx, account, recycled));
  if (poolTao > 0n) increaseTotalStake(ctx, poolTao);

  if (identity !== undefined) {
    ensure(isValidSubnetIdentity(identity), identities.errors.InvalidIdentity);
    identities.storage.SubnetIdentitiesV3.set(ctx, netuid, identity);
    ctx.emit(identities.events.SubnetIdentitySet(netuid));
  }
  attempt(() => setRootValidatorsForSubnet(ctx, netuid));
  ctx.emit(events.NetworkAdded(netuid, mechid));
  // Emission waits until somebody switches it on.
  parameters.storage.SubnetEmissionEnabled.set(ctx, netuid, false);
}

export const registerNetworkCall: Handles<typeof subnetLifecycle, "register_network", Ctx> = (
  ctx,
  coldkey,
  { hotkey },
) => registerNetwork(ctx, { hotkey, coldkey }, DYNAMIC, undefined);
export const registerNetworkWithIdentity: Handles<typeof subnetLifecycle, "register_network_with_identity", Ctx> = (
  ctx,
  coldkey,
  { hotkey, identity },
) => registerNetwork(ctx, { hotkey, coldkey }, DYNAMIC, identity);
