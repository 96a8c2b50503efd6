// TAO flowing in and out of each subnet, its moving average, and shares by flow; the reference keeps these beside the
// shares by price that it uses. Mirrors pallets/subtensor/src/coinbase/subnet_emissions.rs.

import { I64F64, U64F64 } from "../../../primitives/fixed/formats.ts";
import type { NetUid } from "../../../primitives/ids.ts";
import { I64_MAX, i64 } from "../../../primitives/ints.ts";
import type { Tao } from "../../../primitives/units.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { pools } from "../pools/contract.ts";
import { settings } from "../settings/contract.ts";
import type { PerSubnet } from "./shares.ts";
import { powNormalized } from "./subnet_shares.ts";

const { SubnetEmaProtocolFlow, SubnetEmaTaoFlow, SubnetProtocolFlow, SubnetTaoFlow } = pools.storage;
const { FlowEmaSmoothingFactor, FlowNormExponent, NetTaoFlowEnabled, TaoFlowCutoff } = settings.read;

/** TAO that the chain itself puts into a pool. */
export const recordProtocolInflow = (ctx: Ctx, netuid: NetUid, tao: Tao): void =>
  SubnetProtocolFlow.update(ctx, netuid, (flow) => i64.saturatingAdd(flow, i64.wrap(tao)));
export const recordProtocolOutflow = (ctx: Ctx, netuid: NetUid, tao: Tao): void =>
  SubnetProtocolFlow.update(ctx, netuid, (flow) => i64.saturatingSub(flow, i64.wrap(tao)));
export const resetTaoOutflow = (ctx: Ctx, netuid: NetUid): void => SubnetTaoFlow.delete(ctx, netuid);
export const resetProtocolFlow = (ctx: Ctx, netuid: NetUid): void => SubnetProtocolFlow.delete(ctx, netuid);

/**
 * The moving average with this block's flow in it; once a block. Operations: safe div of the factor by i64::MAX;
 * saturating sub, mul and add.
 */
function moved(ctx: Ctx, flow: bigint, [lastBlock, lastEma]: readonly [bigint, I64F64]): I64F64 | undefined {
  if (lastBlock === currentBlock(ctx)) return undefined;
  const weight = I64F64.safeDiv(
    I64F64.saturatingFromNum(FlowEmaSmoothingFactor.get(ctx)),
    I64F64.saturatingFromNum(I64_MAX),
  );
  const kept = I64F64.saturatingMul(I64F64.saturatingSub(I64F64.ONE, weight), lastEma);
  return I64F64.saturatingAdd(kept, I64F64.saturatingMul(weight, I64F64.saturatingFromNum(flow)));
}
const NEVER: readonly [bigint, I64F64] = [0n, I64F64.ZERO];

export function updateEmaProtocolFlow(ctx: Ctx, netuid: NetUid): I64F64 {
  const last = SubnetEmaProtocolFlow.get(ctx, netuid) ?? NEVER;
  const ema = moved(ctx, SubnetProtocolFlow.get(ctx, netuid), last);
  if (ema === undefined) return last[1];
  SubnetEmaProtocolFlow.set(ctx, netuid, [currentBlock(ctx), ema]);
  resetProtocolFlow(ctx, netuid);
  return ema;
}
export function emaFlow(ctx: Ctx, netuid: NetUid): I64F64 {
  const last = SubnetEmaTaoFlow.get(ctx, netuid) ?? NEVER;
  const ema = moved(ctx, SubnetTaoFlow.get(ctx, netuid), last);
  if (ema === undefined) return last[1];
  SubnetEmaTaoFlow.set(ctx, netuid, [currentBlock(ctx), ema]);
  resetTaoOutflow(ctx, netuid);
  return ema;
}

/** The least flow of all, at most zero, at least the cutoff. */
export function lowerLimit(ctx: Ctx, flows: readonly I64F64[]): I64F64 {
  const least = flows.reduce((low, flow) => I64F64.min(low, flow), I64F64.ZERO);
  return I64F64.max(TaoFlowCutoff.get(ctx), least);
}

/** What the chain paid in, positive part scaled so that its sum is at most that of the users' flows. */
function netFlows(ctx: Ctx, emas: readonly { readonly user: I64F64; readonly protocol: I64F64 }[]): I64F64[] {
  if (!NetTaoFlowEnabled.get(ctx)) return emas.map(({ user }) => user);
  const positive = (flows: readonly I64F64[]): I64F64 =>
    flows.reduce((sum, flow) => I64F64.saturatingAdd(sum, I64F64.max(flow, I64F64.ZERO)), I64F64.ZERO);
  const users = positive(emas.map(({ user }) => user));
  const protocols = positive(emas.map(({ protocol }) => protocol));
  const factor = protocols > I64F64.ZERO ? I64F64.min(I64F64.safeDiv(users, protocols), I64F64.ONE) : I64F64.ZERO;
  return emas.map(({ user, protocol }) =>
    I64F64.saturatingSub(user, protocol > I64F64.ZERO ? I64F64.saturatingMul(factor, protocol) : protocol),
  );
}

/** Shares by flow above the lower limit, raised to the exponent. Moves both averages on. */
export function sharesFlow(ctx: Ctx, netuids: readonly NetUid[]): PerSubnet<U64F64> {
  const emas = netuids.map((netuid) => ({ user: emaFlow(ctx, netuid), protocol: updateEmaProtocolFlow(ctx, netuid) }));
  const flows = netFlows(ctx, emas);
  const byNetuid = [...new Map(netuids.map((netuid, i) => [netuid, flows[i]!]))].sort(([a], [b]) => a - b);
  const limit = lowerLimit(
    ctx,
    byNetuid.map(([, flow]) => flow),
  );
  const above = byNetuid.map(([, flow]) =>
    flow > limit ? U64F64.saturatingFromFixed(I64F64, I64F64.saturatingSub(flow, limit)) : U64F64.ZERO,
  );
  const shares = powNormalized(above, FlowNormExponent.get(ctx));
  return new Map(byNetuid.map(([netuid], i) => [netuid, shares[i]!]));
}
