// The epoch of a subnet: read, rule, write; several mechanisms put together. Mirrors pallets/subtensor/src/epoch/run_epoch.rs
// (epoch_mechanism, epoch) and subnets/mechanism.rs (epoch_with_mechanisms).

import { U64F64 } from "../../../primitives/fixed/formats.ts";
import { MAIN_MECHANISM, type MechId, mechId, type NetUid } from "../../../primitives/ids.ts";
import type { Alpha } from "../../../primitives/units.ts";
import type { HotkeyEmission } from "../coinbase/dividends.ts";
import type { Ctx } from "../context.ts";
import { splitEmissions } from "../mechanisms/emission_split.ts";
import { updateVotingPowerForSubnet } from "../voting_power/update.ts";
import { epochInput, slotsOf } from "./read.ts";
import { sumOfMechanisms, type TermsByHotkey, termsByHotkey } from "./terms.ts";
import { persistMechanismEpochTerms, persistNetuidEpochTerms } from "./write.ts";

/** One mechanism's epoch; writes nothing. */
export function epochMechanism(ctx: Ctx, netuid: NetUid, mechanism: MechId, emission: Alpha): TermsByHotkey {
  const slots = slotsOf(ctx, netuid);
  const { output } = ctx.rules.consensus(epochInput(ctx, netuid, mechanism, emission, slots), undefined, {
    netuid,
    mechanism,
  });
  return termsByHotkey(output, slots);
}

const emissionsOf = (terms: TermsByHotkey): HotkeyEmission[] =>
  Array.from(terms, ([hotkey, { serverEmission, validatorEmission }]) => ({
    hotkey,
    incentive: serverEmission,
    dividend: validatorEmission,
  }));

/** The epoch of the main mechanism alone; the reference keeps it for its tests. */
export function epoch(ctx: Ctx, netuid: NetUid, emission: Alpha): HotkeyEmission[] {
  const terms = epochMechanism(ctx, netuid, MAIN_MECHANISM, emission);
  persistMechanismEpochTerms(ctx, netuid, MAIN_MECHANISM, terms);
  persistNetuidEpochTerms(ctx, netuid, terms);
  return emissionsOf(terms);
}

/** A mechanism weighs what it got of the emission; where there is none, the first counts alone. */
const weightOf = (mechanism: number, part: Alpha, emission: Alpha): U64F64 =>
  U64F64.safeDivOr(
    U64F64.saturatingFromNum(part as bigint),
    U64F64.saturatingFromNum(emission as bigint),
    mechanism === 0 ? U64F64.ONE : U64F64.ZERO,
  );

/** Runs the epoch of every mechanism over its part of the emission; stores and gives the sum, by hotkey in account order. */
export function epochWithMechanisms(ctx: Ctx, netuid: NetUid, emission: Alpha): HotkeyEmission[] {
  const parts = splitEmissions(ctx, netuid, emission).map((part, number) => {
    const mechanism = mechId(number);
    const terms = epochMechanism(ctx, netuid, mechanism, part);
    persistMechanismEpochTerms(ctx, netuid, mechanism, terms);
    return { terms, weight: weightOf(number, part, emission) };
  });
  const terms = sumOfMechanisms(parts);
  persistNetuidEpochTerms(ctx, netuid, terms);
  updateVotingPowerForSubnet(ctx, netuid, terms);
  return emissionsOf(terms);
}
