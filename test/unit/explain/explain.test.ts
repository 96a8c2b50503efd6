// The explanation of an epoch: its vectors are the decision's, its parts add up, its text and JSON hold.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderReport, reportJson } from "../../../node/explain/render.ts";
import { explainEpoch } from "../../../runtime/pallets/subtensor/epoch/explain.ts";
import type { EpochReport, Quantity, ReportStep } from "../../../runtime/pallets/subtensor/epoch/report.ts";
import { yuma } from "../../../runtime/pallets/subtensor/epoch/yuma.ts";
import type { EpochDecision, EpochInput } from "../../../runtime/rules/consensus.ts";
import { epochInput, livelyEpochInput } from "../../property/epoch/arbitraries.ts";
import { generatedEpoch } from "../epoch/neurons.ts";

const explained = (input: EpochInput): { report: EpochReport; decision: EpochDecision } => {
  const decision = yuma(input, { matrices: true });
  return { report: explainEpoch(input, decision), decision };
};

const stepOf = (report: EpochReport, name: string): ReportStep => {
  const step = report.steps.find((candidate) => candidate.name === name);
  if (step === undefined) throw new Error(`no step ${name}`);
  return step;
};

const vectorOf = (
  report: EpochReport,
  step: string,
  name: string,
  unit?: string,
): readonly (Quantity | undefined)[] => {
  const vector = stepOf(report, step).vectors.find((v) => v.name === name && (unit === undefined || v.unit === unit));
  if (vector === undefined) throw new Error(`no vector ${name} in ${step}`);
  return vector.values;
};

/** Parts add up, each vector has one element per neuron, each stored weight is accounted for once. */
const holds = (input: EpochInput): void => {
  const { report } = explained(input);
  for (const { whole, parts } of report.totals)
    expect(parts.reduce((sum, { value }) => sum + BigInt(value), 0n)).toBe(whole);
  for (const { vectors } of report.steps) for (const { values } of vectors) expect(values.length).toBe(input.n);
  const census = ["no permit", "to itself", "outdated", "committed before", "weights counted"];
  vectorOf(report, "weights", "weights set").forEach((set, uid) => {
    const parts = census.map((name) => Number(vectorOf(report, "weights", name)[uid]));
    expect(parts.reduce((a, b) => a + b, 0)).toBe(set);
  });
};

const SHAPES = [
  { name: "Yuma 2", yuma3: false, liquidAlpha: false },
  { name: "Yuma 3", yuma3: true, liquidAlpha: false },
  { name: "Yuma 3 with liquid alpha", yuma3: true, liquidAlpha: true },
];

describe.each(SHAPES)("256 neurons, $name", ({ name, yuma3, liquidAlpha }) => {
  const input = generatedEpoch({ seed: 7, neurons: 256, validators: 64, yuma3, liquidAlpha, bondsPenalty: 40_000 });
  const { report, decision } = explained(input);
  const { output, intermediates } = decision;

  test("what is shown as stored is what the epoch stores", () => {
    expect(vectorOf(report, "consensus", "consensus", "u16")).toEqual(output.consensus);
    expect(vectorOf(report, "incentive", "incentive", "u16")).toEqual(output.incentive);
    expect(vectorOf(report, "bonds", "dividends", "u16")).toEqual(output.dividends);
    expect(vectorOf(report, "clipping", "validator trust", "u16")).toEqual(output.validatorTrust);
    expect(vectorOf(report, "emission", "server emission")).toEqual(output.serverEmission);
    expect(vectorOf(report, "emission", "validator emission")).toEqual(output.validatorEmission);
    expect(vectorOf(report, "permits", "new permit")).toEqual(output.validatorPermits);
    expect(vectorOf(report, "active stake", "active stake")).toEqual(intermediates.activeStake);
  });

  test("parts add up", () => holds(input));

  test("the generated subnet has something to explain", () => {
    expect(report.clippedWeights.length).toBeGreaterThan(100);
    expect(report.bondChanges.length).toBeGreaterThan(1000);
    expect(output.incentive.filter((x) => x > 0).length).toBeGreaterThan(100);
    expect(vectorOf(report, "weights", "outdated").some((x) => Number(x) > 0)).toBe(true);
    expect(vectorOf(report, "activity", "inactive")).toContain(true);
  });

  test("a clipped weight lies above consensus and falls to it", () => {
    for (const { miner, given, left } of report.clippedWeights) {
      expect(given > (intermediates.consensus[miner] ?? 0n)).toBe(true);
      expect(left).toBe(intermediates.consensus[miner]);
    }
  });

  test("trust is what clipping left, and lost weight is what it took", () => {
    const lost = vectorOf(report, "clipping", "weight lost") as bigint[];
    decision.matrices?.weightsNormalized.forEach((row, uid) => {
      const whole = row.reduce((sum, [, weight]) => sum + weight, 0n);
      expect((lost[uid] ?? 0n) + (intermediates.validatorTrust[uid] ?? 0n)).toBe(whole);
    });
  });

  test("stored bonds are those of the output", () => {
    output.bonds.forEach((cells, validator) => {
      const stored = report.bondChanges.filter((change) => change.validator === validator && change.stored > 0);
      const kept: [number, number][] = [];
      for (let i = 0; i < cells.length; i += 2) if (cells[i + 1]) kept.push([cells[i]!, cells[i + 1] as number]);
      expect(stored.map(({ miner, stored: bond }) => [miner, bond])).toEqual(kept);
    });
  });

  test("text", () => {
    const text = renderReport(report, { uids: [0, 100], cells: 5 });
    expect(text.split("\n")[0]).toBe(`Epoch at block 5000000 · 256 neurons · ${name} · emission 148.000000000`);
    for (const { name: step, does } of report.steps) expect(text).toContain(`. ${step} – ${does}`);
    expect(text).toMatch(/weights clipped: \d+/);
    expect(text).toMatch(/… and \d+ more/);
    // Two neurons: a title and two rows under each step.
    const rows = text.split("\n").filter((line) => /^\s+(0|100)\s/.test(line));
    expect(rows.length).toBeGreaterThanOrEqual(2 * report.steps.length);
    expect(renderReport(report).length).toBeGreaterThan(text.length);
  });

  test("JSON", () => {
    const json = JSON.parse(reportJson(report));
    expect(json.emission).toBe("148000000000");
    expect(json.steps.map((step: { name: string }) => step.name)).toEqual(report.steps.map((step) => step.name));
    const incentive = json.steps[7].vectors[1];
    expect(incentive.values).toEqual(intermediates.incentive.map(String));
  });
});

describe("any epoch", () => {
  const shows = (input: EpochInput): void => {
    holds(input);
    const { report } = explained(input);
    expect(renderReport(report).length).toBeGreaterThan(0);
    JSON.parse(reportJson(report));
  };
  test("as odd as storage could be", () => fc.assert(fc.property(epochInput, shows), { numRuns: 120 }));
  test("with validators at work", () => fc.assert(fc.property(livelyEpochInput, shows), { numRuns: 120 }));

  test("without its matrices it is not explained", () => {
    const input = generatedEpoch({ seed: 1, neurons: 4, validators: 2 });
    expect(() => explainEpoch(input, yuma(input))).toThrow("matrices");
  });
});
