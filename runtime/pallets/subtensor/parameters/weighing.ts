// How validators may weigh miners, and what consensus makes of it. Mirrors pallets/subtensor/src/utils/misc.rs and
// epoch/run_epoch.rs (do_set_alpha_values).

import { ensure } from "../../../frame/refusal.ts";
import { I32F32 } from "../../../primitives/fixed/formats.ts";
import type { NetUid } from "../../../primitives/ids.ts";
import { U16_MAX, u16 } from "../../../primitives/ints.ts";
import type { Ctx } from "../context.ts";
import { settings } from "../settings/contract.ts";
import { tempo } from "../tempo/contract.ts";
import { parameters } from "./contract.ts";
import { setterOf } from "./setter.ts";

const { storage, events, errors } = parameters;

// Setting weights ───────────────────────────────────────────────────────────────────────────────────────────────────
export const setWeightsVersionKey = setterOf(storage.WeightsVersionKey, events.WeightsVersionKeySet);
export const setWeightsSetRateLimit = setterOf(storage.WeightsSetRateLimit, events.WeightsSetRateLimitSet);
export const setMinAllowedWeights = setterOf(storage.MinAllowedWeights, events.MinAllowedWeightSet);
export const setMaxAllowedValidators = setterOf(storage.MaxAllowedValidators, events.MaxAllowedValidatorsSet);
export const setValidatorPruneLen = setterOf(storage.ValidatorPruneLen, events.ValidatorPruneLenSet);
export const setScalingLawPower = setterOf(storage.ScalingLawPower, events.ScalingLawPowerSet);
export const setCommitRevealWeightsEnabled = setterOf(storage.CommitRevealWeightsEnabled, events.CommitRevealEnabled);

// Consensus ─────────────────────────────────────────────────────────────────────────────────────────────────────────
export const setKappa = setterOf(storage.Kappa, events.KappaSet);
/** Tells nothing, though an event of the name exists. */
export const setRho = setterOf(storage.Rho);
export const setYuma3Enabled = setterOf(storage.Yuma3On);
export const setActivityCutoff = setterOf(storage.ActivityCutoff, events.ActivityCutoffSet);
export function ensureActivityCutoff(ctx: Ctx, cutoffBlocks: number): void {
  ensure(cutoffBlocks >= settings.read.MinActivityCutoff.get(ctx), errors.ActivityCutoffTooLow);
}
export function setActivityCutoffFactorMilli(ctx: Ctx, netuid: NetUid, factorMilli: number): void {
  storage.ActivityCutoffFactorMilli.set(ctx, netuid, factorMilli);
  ctx.emit(tempo.events.ActivityCutoffFactorMilliSet({ netuid, factor_milli: factorMilli }));
}

// Bonds ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
export const setBondsMovingAverage = setterOf(storage.BondsMovingAverage, events.BondsMovingAverageSet);
export const setBondsPenalty = setterOf(storage.BondsPenalty, events.BondsPenaltySet);
export const setBondsReset = setterOf(storage.BondsResetOn, events.BondsResetOnSet);
export const setLiquidAlphaEnabled = setterOf(storage.LiquidAlphaOn);
export const setAlphaSigmoidSteepness = setterOf(storage.AlphaSigmoidSteepness);

/** The least that either bound of liquid alpha may be: a fortieth of one. */
const MIN_ALPHA = Math.floor(U16_MAX / 40);
/** Bounds of liquid alpha, 65535 meaning one. Refuses while liquid alpha is off. */
export function setAlphaValues(ctx: Ctx, netuid: NetUid, [low, high]: readonly [low: number, high: number]): void {
  ensure(storage.LiquidAlphaOn.get(ctx, netuid), errors.LiquidAlphaDisabled);
  ensure(high >= MIN_ALPHA, errors.AlphaHighTooLow);
  ensure(low >= MIN_ALPHA && low <= high, errors.AlphaLowOutOfRange);
  storage.AlphaValues.set(ctx, netuid, [low, high]);
}
/** The same bounds as fixed-point numbers. */
export function setAlphaValues32(ctx: Ctx, netuid: NetUid, low: I32F32, high: I32F32): void {
  const scaled = (one: I32F32): number =>
    I32F32.saturatingToNum(I32F32.saturatingMul(one, I32F32.saturatingFromNum(U16_MAX)), u16);
  storage.AlphaValues.set(ctx, netuid, [scaled(low), scaled(high)]);
}
export function alphaValues32(ctx: Ctx, netuid: NetUid): readonly [low: I32F32, high: I32F32] {
  const part = (one: number): I32F32 =>
    I32F32.safeDiv(I32F32.saturatingFromNum(one), I32F32.saturatingFromNum(U16_MAX));
  const [low, high] = storage.AlphaValues.get(ctx, netuid);
  return [part(low), part(high)];
}
