// What an epoch means for a neuron: one mechanism's, and several mechanisms' put together. Mirrors EpochTerms of
// pallets/subtensor/src/epoch/run_epoch.rs and the accumulation in subnets/mechanism.rs (epoch_with_mechanisms).

import { U64F64 } from "../../../primitives/fixed/formats.ts";
import type { AccountId } from "../../../primitives/ids.ts";
import { u16, u64 } from "../../../primitives/ints.ts";
import { type Alpha, alpha } from "../../../primitives/units.ts";
import type { EpochOutput } from "../../../rules/consensus.ts";
import type { Slots } from "./read.ts";

export interface EpochTerms {
  readonly uid: number;
  readonly dividend: number;
  readonly incentive: number;
  readonly validatorEmission: Alpha;
  readonly serverEmission: Alpha;
  readonly stakeWeight: number;
  readonly active: boolean;
  readonly emission: Alpha;
  readonly consensus: number;
  readonly validatorTrust: number;
  readonly newValidatorPermit: boolean;
  /** The new row of bonds, cells as stored; without meaning in a sum of mechanisms. */
  readonly bond: Uint16Array;
  readonly stake: Alpha;
}
/** In the order of accounts. */
export type TermsByHotkey = ReadonlyMap<AccountId, EpochTerms>;

const NO_BONDS = new Uint16Array(0);
const ascending = ([a]: readonly [AccountId, unknown], [b]: readonly [AccountId, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

/** A uid beyond the vectors gets nothing. */
const termsOf = (output: EpochOutput, uid: number): EpochTerms => ({
  uid,
  dividend: output.dividends[uid] ?? 0,
  incentive: output.incentive[uid] ?? 0,
  validatorEmission: alpha(output.validatorEmission[uid] ?? 0n),
  serverEmission: alpha(output.serverEmission[uid] ?? 0n),
  stakeWeight: output.stakeWeight[uid] ?? 0,
  active: output.active[uid] ?? false,
  emission: alpha(output.emission[uid] ?? 0n),
  consensus: output.consensus[uid] ?? 0,
  validatorTrust: output.validatorTrust[uid] ?? 0,
  newValidatorPermit: output.validatorPermits[uid] ?? false,
  bond: output.bonds[uid] ?? NO_BONDS,
  stake: alpha(output.stake[uid] ?? 0n),
});
export const termsByHotkey = (output: EpochOutput, slots: Slots): TermsByHotkey =>
  new Map(slots.map(([uid, hotkey]) => [hotkey, termsOf(output, uid)] as const).sort(ascending));

/** a + b × weight, saturating, truncated to the integer type. */
const weighed = (a: number | bigint, b: number | bigint, weight: U64F64): U64F64 =>
  U64F64.saturatingAdd(U64F64.saturatingFromNum(a), U64F64.saturatingMul(U64F64.saturatingFromNum(b), weight));
const weighedU16 = (a: number, b: number, weight: U64F64): number => U64F64.saturatingToNum(weighed(a, b, weight), u16);
const weighedAlpha = (a: Alpha, b: Alpha, weight: U64F64): Alpha =>
  alpha(U64F64.saturatingToNum(weighed(a as bigint, b as bigint, weight), u64));
const plus = (a: Alpha, b: Alpha): Alpha => alpha(u64.saturatingAdd(a, b));
const NONE = alpha(0n);

/** Adds a mechanism at its share of the emission. Emissions and stake add up; the rest is weighed; incentive stays the first's. */
const added = (sum: EpochTerms | undefined, one: EpochTerms, weight: U64F64): EpochTerms => ({
  uid: sum?.uid ?? one.uid,
  dividend: weighedU16(sum?.dividend ?? 0, one.dividend, weight),
  incentive: sum?.incentive ?? weighedU16(0, one.incentive, weight),
  validatorEmission: plus(sum?.validatorEmission ?? NONE, one.validatorEmission),
  serverEmission: plus(sum?.serverEmission ?? NONE, one.serverEmission),
  stakeWeight: weighedU16(sum?.stakeWeight ?? 0, one.stakeWeight, weight),
  active: (sum?.active ?? false) || one.active,
  emission: weighedAlpha(sum?.emission ?? NONE, one.emission, weight),
  consensus: weighedU16(sum?.consensus ?? 0, one.consensus, weight),
  validatorTrust: weighedU16(sum?.validatorTrust ?? 0, one.validatorTrust, weight),
  newValidatorPermit: (sum?.newValidatorPermit ?? false) || one.newValidatorPermit,
  bond: NO_BONDS,
  stake: plus(sum?.stake ?? NONE, one.stake),
});

/** One mechanism's terms and its part of the subnet's emission. */
export interface MechanismTerms {
  readonly terms: TermsByHotkey;
  readonly weight: U64F64;
}
export function sumOfMechanisms(parts: readonly MechanismTerms[]): TermsByHotkey {
  // PERF: a subnet nearly always has one mechanism; whole numbers times one, added to nothing, are what they were.
  if (parts.length === 1 && parts[0]!.weight === U64F64.ONE) return parts[0]!.terms;
  const sum = new Map<AccountId, EpochTerms>();
  for (const { terms, weight } of parts)
    for (const [hotkey, one] of terms) sum.set(hotkey, added(sum.get(hotkey), one, weight));
  return new Map([...sum].sort(ascending));
}
