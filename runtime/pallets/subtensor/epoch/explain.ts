// Explains an epoch: from its input and decision to a report of every step. Computes nothing that the epoch decides; the
// vectors are the decision's own, so they are what the chain stored.

import type { I32F32 } from "../../../primitives/fixed/formats.ts";
import type { EpochDecision, EpochInput, EpochIntermediates, EpochMatrices } from "../../../rules/consensus.ts";
import { bondChanges, clippedWeights, keptBonds, lostToClipping, weightCensus } from "./explain_cells.ts";
import { sum } from "./math/scalar.ts";
import type { EpochReport, Quantity, ReportFact, ReportStep, ReportTotal, ReportVector, Unit } from "./report.ts";
import { lastTempo } from "./standing.ts";

const fact = (name: string, unit: Unit, value: Quantity): ReportFact => ({ name, unit, value });

type Column = (name: string, unit: Unit, values: readonly Quantity[], about: string) => ReportVector;

const columnsOf =
  (n: number): Column =>
  (name, unit, values, about) => ({ name, unit, about, values: Array.from({ length: n }, (_, uid) => values[uid]) });

interface Explained {
  readonly input: EpochInput;
  readonly decision: EpochDecision;
  readonly between: EpochIntermediates;
  readonly matrices: EpochMatrices;
  readonly column: Column;
}

const activity = ({ input, between, decision, column }: Explained): ReportStep => ({
  name: "activity",
  does: "whoever has not set weights within the cutoff is inactive: its stake does not vote",
  facts: [fact("current block", "block", input.currentBlock), fact("activity cutoff", "block", input.activityCutoff)],
  vectors: [
    column("last update", "block", input.lastUpdate, "block of the last weights set"),
    column("inactive", "flag", between.inactive, "last update + cutoff lies before the current block"),
    column("active", "flag", decision.output.active, "stored"),
  ],
});

const stake = ({ input, between, decision, column }: Explained): ReportStep => ({
  name: "stake",
  does: "stake below the threshold counts as none, the owner's excepted; the rest becomes shares of the whole",
  facts: [fact("stake threshold", "rao", input.stakeThreshold)],
  vectors: [
    column("total stake", "stake", input.totalStake, "stake weight: alpha and TAO"),
    column("counted stake", "stake", between.filteredStake, "after the threshold"),
    column("stake share", "share", between.stake, "of all counted stake"),
    column("stake weight", "u16", decision.output.stakeWeight, "stored"),
  ],
});

const permits = ({ input, between, column }: Explained): ReportStep => ({
  name: "permits",
  does: "this epoch uses the permits of the last one; the largest stakes get those for the next; the owner has one always",
  facts: [
    fact("allowed validators", "count", input.maxAllowedValidators),
    ...(input.ownerUid === undefined ? [] : [fact("owner uid", "count", input.ownerUid)]),
  ],
  vectors: [
    column("permit used", "flag", between.validatorPermits, "weights of this neuron count"),
    column("new permit", "flag", between.newValidatorPermits, "stored, for the next epoch"),
  ],
});

const activeStake = ({ between, column }: Explained): ReportStep => ({
  name: "active stake",
  does: "only active validators with a permit vote, each with its share of their stake",
  facts: [],
  vectors: [column("active stake", "share", between.activeStake, "the voting power of the neuron")],
});

const weights = ({ input, matrices, column }: Explained): ReportStep => {
  const census = weightCensus(input, matrices);
  return {
    name: "weights",
    does: "weights to oneself, set before the target registered, or committed before it did, do not count; the rest sums to 1",
    facts: [],
    vectors: [
      column("weights set", "count", census.set, "cells stored by the validator"),
      column("no permit", "count", census.unpermitted, "dropped: the row has no permit"),
      column("to itself", "count", census.own, "dropped: only the owner may"),
      column("outdated", "count", census.outdated, "dropped: set before the target registered"),
      column("committed before", "count", census.uncommitted, "dropped: committed before the target registered"),
      column("weights counted", "count", census.counted, "cells that remain"),
    ],
  };
};

const consensus = ({ between, matrices, decision, column }: Explained): ReportStep => {
  const supporters = between.consensus.map(() => 0);
  for (const row of matrices.weightsNormalized)
    for (const [miner, weight] of row) {
      const agreed = between.consensus[miner];
      if (agreed !== undefined && agreed > 0n && weight >= agreed) supporters[miner] = (supporters[miner] ?? 0) + 1;
    }
  return {
    name: "consensus",
    does: "per miner the largest weight that kappa of the active stake supports",
    facts: [fact("kappa", "share", between.kappa)],
    vectors: [
      column("consensus", "share", between.consensus, "stake-weighted median of the weights toward the neuron"),
      column("supporters", "count", supporters, "validators that give at least that"),
      column("consensus", "u16", decision.output.consensus, "stored"),
    ],
  };
};

const clipping = ({ between, matrices, decision, column }: Explained): ReportStep => {
  const lost = lostToClipping(matrices, between.activeStake);
  return {
    name: "clipping",
    does: "weight above consensus is cut down to it; a validator's trust is what is left of its weights",
    facts: [],
    vectors: [
      column("weights clipped", "count", lost.cells, "how many of the validator's weights were cut"),
      column("weight lost", "share", lost.byValidator, "how much of the validator's weight was cut"),
      column("validator trust", "share", between.validatorTrust, "what is left of the validator's weight"),
      column("rank lost", "share", lost.byMiner, "what clipping cost the neuron, by active stake"),
      column("validator trust", "u16", decision.output.validatorTrust, "stored"),
    ],
  };
};

const incentive = ({ between, decision, column }: Explained): ReportStep => ({
  name: "incentive",
  does: "clipped weights times active stake rank the miners; incentive is the share of all ranks",
  facts: [],
  vectors: [
    column("rank", "share", between.ranks, "clipped weights toward the neuron, by active stake"),
    column("incentive", "share", between.incentive, "of all ranks"),
    column("incentive", "u16", decision.output.incentive, "stored"),
  ],
});

const bonds = ({ input, between, matrices, decision, column }: Explained): ReportStep => {
  const kept = keptBonds(input, matrices);
  const isYuma3 = matrices.bonds.yuma === 3;
  return {
    name: "bonds",
    does: isYuma3
      ? "each bond moves toward the weight by its alpha; dividends are the share of each miner's bonds, times incentive and stake"
      : "bonds, as shares of each miner, move toward weight times stake; dividends are bonds times incentive",
    facts: [
      fact("bonds penalty", "share", between.bondsPenalty),
      fact("bonds kept before block", "block", lastTempo(input)),
    ],
    vectors: [
      column("bonds stored", "count", kept.stored, "bonds of the validator before the epoch"),
      column("bonds dropped", "count", kept.dropped, "toward neurons registered since the last epoch"),
      column(
        "bonds now",
        "count",
        decision.output.bonds.map((cells) => cells.length / 2),
        "stored",
      ),
      ...(between.totalBondsPerValidator === undefined
        ? []
        : [column("bonds times incentive", "share", between.totalBondsPerValidator, "before stake")]),
      column("dividends", "share", between.dividends, "of all dividends"),
      column("dividends", "u16", decision.output.dividends, "stored"),
    ],
  };
};

const split = ({ input, between, decision: { output }, column }: Explained): ReportStep => ({
  name: "emission",
  does:
    between.emissionSum === 0n
      ? "nobody has incentive or dividends: the emission goes to stake, active stake first"
      : "half of the emission follows incentive, half dividends; fractions of a rao are not paid",
  facts: [
    fact("emission", "rao", input.emission),
    fact("incentive and dividends together", "share", between.emissionSum),
  ],
  vectors: [
    column("server share", "share", between.normalizedServerEmission, "of the emission, for incentive"),
    column("validator share", "share", between.normalizedValidatorEmission, "of the emission, for dividends"),
    column("server emission", "rao", output.serverEmission, "paid for incentive"),
    column("validator emission", "rao", output.validatorEmission, "paid for dividends"),
    column("emission", "rao", output.emission, "stored: both together, rounded once"),
  ],
});

const total = (values: readonly bigint[]): bigint => values.reduce((a, b) => a + b, 0n);

/** What is left over so that the parts add up to the whole. */
const adding = (name: string, unit: Unit, whole: bigint, parts: readonly ReportFact[], rest: string): ReportTotal => ({
  name,
  unit,
  parts: [...parts, fact(rest, unit, whole - total(parts.map(({ value }) => BigInt(value))))],
  whole,
});

const totals = ({ input, between, decision: { output } }: Explained): ReportTotal[] => {
  const share = (name: string, values: readonly I32F32[]): ReportTotal => {
    const whole = sum(values) === 0n ? 0n : 1n << 32n;
    return adding(name, "share", whole, [fact("of all neurons", "share", total(values))], "lost to rounding");
  };
  return [
    adding(
      "emission",
      "rao",
      input.emission,
      [
        fact("servers, for incentive", "rao", total(output.serverEmission)),
        fact("validators, for dividends", "rao", total(output.validatorEmission)),
      ],
      "not paid, lost to rounding",
    ),
    share("stake shares", between.stake),
    share("active stake", between.activeStake),
    share("incentive", between.incentive),
    share("dividends", between.dividends),
  ];
};

/** The decision must have been asked for its matrices. */
export const explainEpoch = (input: EpochInput, decision: EpochDecision): EpochReport => {
  const { matrices, intermediates: between } = decision;
  if (matrices === undefined) throw new Error("an epoch is explained with its matrices");
  const explained: Explained = { input, decision, between, matrices, column: columnsOf(input.n) };
  const steps = [activity, stake, permits, activeStake, weights, consensus, clipping, incentive, bonds, split];
  return {
    yuma: matrices.bonds.yuma,
    liquidAlpha: matrices.bonds.yuma === 3 && matrices.bonds.alphas !== undefined,
    neurons: input.n,
    block: input.currentBlock,
    emission: input.emission,
    steps: steps.map((step) => step(explained)),
    clippedWeights: clippedWeights(matrices),
    bondChanges: bondChanges(input, decision, matrices),
    totals: totals(explained),
  };
};
