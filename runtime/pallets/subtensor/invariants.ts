// What holds of the economy: alpha per subnet, slots and keys, share pools, weights, owners. Mirrors what
// pallets/subtensor's own books promise; its try_state checks less.

import type { FrameContext } from "../../frame/context.ts";
import { invariant } from "../../frame/invariant.ts";
import { add, SAFE_FLOAT_ZERO, type SafeFloat, safeFloatToU64 } from "../../primitives/share_pool/safe_float.ts";
import { coinbase } from "./coinbase/contract.ts";
import { keys } from "./keys/contract.ts";
import { pools } from "./pools/contract.ts";
import { registration } from "./registration/contract.ts";
import { staking } from "./staking/contract.ts";
import { subnets } from "./subnets/contract.ts";
import { validatorWeights } from "./weights/contract.ts";

const { Keys, SubnetworkN, Uids } = registration.read;
const { AlphaV2, TotalHotkeyAlpha, TotalHotkeySharesV2 } = staking.read;
const { SubnetAlphaOut } = pools.read;
const { PendingOwnerCut, PendingRootAlphaDivs, PendingServerEmission, PendingValidatorEmission } = coinbase.read;
const { NetworksAdded, TotalNetworks } = subnets.read;

export const subtensorInvariants = [
  invariant("slots and hotkeys are one to one", (ctx) => {
    for (const [[netuid, hotkey], uid] of Uids.entries(ctx))
      if (Keys.get(ctx, netuid, uid) !== hotkey)
        return `${hotkey} holds slot ${uid} of subnet ${netuid}, which names ${Keys.get(ctx, netuid, uid)}`;
    for (const [[netuid, uid], hotkey] of Keys.entries(ctx))
      if (Uids.get(ctx, netuid, hotkey) !== uid)
        return `slot ${uid} of subnet ${netuid} names ${hotkey}, who holds ${Uids.get(ctx, netuid, hotkey)}`;
    return undefined;
  }),
  invariant("a subnet has as many slots as it counts", (ctx) => {
    const counted = new Map<number, number>();
    for (const [netuid] of Keys.keysOf(ctx)) counted.set(netuid, (counted.get(netuid) ?? 0) + 1);
    for (const [[netuid], n] of SubnetworkN.entries(ctx))
      if ((counted.get(netuid) ?? 0) !== n) return `subnet ${netuid} counts ${n} and has ${counted.get(netuid) ?? 0}`;
    return undefined;
  }),
  invariant("as many subnets as are counted", (ctx) => {
    const n = [...NetworksAdded.entries(ctx)].filter(([, added]) => added).length;
    return n === TotalNetworks.get(ctx) ? undefined : `${n} subnets, ${TotalNetworks.get(ctx)} counted`;
  }),
  invariant("weights point at slots of their subnet", (ctx) => {
    for (const [[index, uid], row] of validatorWeights.read.Weights.entries(ctx)) {
      const netuid = (index % 4096) as never;
      const n = SubnetworkN.get(ctx, netuid);
      const outside = row.find(([to]) => to >= n);
      if (outside !== undefined) return `slot ${uid} of ${index} weighs slot ${outside[0]}, there are ${n}`;
    }
    return undefined;
  }),
  invariant("shares of a pool add up to its denominator", (ctx) => shareFault(ctx)),
  invariant("stake and emission under way are within the alpha outstanding", (ctx) => {
    const staked = new Map<number, bigint>();
    for (const pending of [PendingServerEmission, PendingValidatorEmission, PendingRootAlphaDivs, PendingOwnerCut])
      for (const [[netuid], amount] of pending.entries(ctx))
        if (netuid !== 0) staked.set(netuid, (staked.get(netuid) ?? 0n) + amount);
    for (const [[, netuid], amount] of TotalHotkeyAlpha.entries(ctx))
      if (netuid !== 0) staked.set(netuid, (staked.get(netuid) ?? 0n) + amount);
    for (const [netuid, sum] of staked) {
      const out = SubnetAlphaOut.get(ctx, netuid as never);
      if (sum > out) return `subnet ${netuid}: ${sum} alpha staked or to be paid, ${out} outstanding`;
    }
    return undefined;
  }),
  invariant("owned hotkeys name their owner", (ctx) => {
    for (const [[coldkey], hotkeys] of keys.read.OwnedHotkeys.entries(ctx))
      for (const hotkey of hotkeys)
        if (keys.read.Owner.get(ctx, hotkey) !== coldkey)
          return `${coldkey} lists ${hotkey}, whose owner is ${keys.read.Owner.get(ctx, hotkey)}`;
    return undefined;
  }),
];

/** Sums of shares are rounded at each step: they must agree as far as the value of one share in a billion. */
function shareFault(ctx: FrameContext): string | undefined {
  const sums = new Map<string, SafeFloat>();
  for (const [[hotkey, , netuid], share] of AlphaV2.entries(ctx))
    sums.set(`${hotkey}/${netuid}`, add(sums.get(`${hotkey}/${netuid}`) ?? SAFE_FLOAT_ZERO, share) ?? SAFE_FLOAT_ZERO);
  for (const [[hotkey, netuid], denominator] of TotalHotkeySharesV2.entries(ctx)) {
    const [sum, all] = [
      safeFloatToU64(sums.get(`${hotkey}/${netuid}`) ?? SAFE_FLOAT_ZERO),
      safeFloatToU64(denominator),
    ];
    const apart = sum > all ? sum - all : all - sum;
    if (apart > 1n + all / 1_000_000_000n)
      return `hotkey ${hotkey} on subnet ${netuid}: shares ${sum}, denominator ${all}`;
  }
  return undefined;
}
