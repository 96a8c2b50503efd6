// The epoch file: what is written is read back, what is left out is as on a new subnet, what does not fit is named.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { epochFileOf, parseEpochFile } from "../../../node/explain/file.ts";
import { yuma } from "../../../runtime/pallets/subtensor/epoch/yuma.ts";
import { I64F64 } from "../../../runtime/primitives/fixed/formats.ts";
import type { EpochInput } from "../../../runtime/rules/consensus.ts";
import { livelyEpochInput } from "../../property/epoch/arbitraries.ts";
import { generatedEpoch } from "../epoch/neurons.ts";

const again = (input: EpochInput): EpochInput => parseEpochFile(JSON.stringify(epochFileOf(input)));
/** Without what the file leaves out: empty rows, rows and an owner beyond the last neuron. */
const trimmed = (input: EpochInput): EpochInput => ({
  ...input,
  ownerUid: input.ownerUid !== undefined && input.ownerUid < input.n ? input.ownerUid : undefined,
  weights: input.weights.filter(({ uid, cells }) => uid < input.n && cells.length > 0),
  bonds: input.bonds.filter(({ uid, cells }) => uid < input.n && cells.length > 0),
});

describe("round trip", () => {
  test("256 neurons", () => {
    const input = generatedEpoch({ seed: 3, neurons: 256, validators: 64, yuma3: true, liquidAlpha: true });
    expect(again(input)).toEqual(input);
    expect(yuma(again(input))).toEqual(yuma(input));
  });

  test("any epoch of regular shape", () =>
    fc.assert(
      fc.property(livelyEpochInput, (input) => {
        expect(again(input)).toEqual(trimmed(input));
        expect(yuma(again(input))).toEqual(yuma(input));
      }),
      { numRuns: 120 },
    ));

  test("commits and fractions of a rao", () => {
    const base = generatedEpoch({ seed: 4, neurons: 3, validators: 1 });
    const input: EpochInput = {
      ...base,
      totalStake: [I64F64.fromBits(5n), I64F64.fromBits(-1n), I64F64.fromNum(7)],
      pendingCommits: {
        currentEpoch: 9n,
        revealPeriod: 2n,
        hashed: [{ uid: 0, queue: [{ epoch: 8n, block: 100n }] }],
        timelocked: [{ epoch: 7n, commits: [{ uid: 1, block: 99n }] }],
      },
    };
    expect(again(input)).toEqual(input);
  });
});

test("the example of the documentation", () => {
  const page = readFileSync(new URL("../../../node/explain/epoch_file.md", import.meta.url), "utf8");
  const [, example = ""] = page.match(/```json\n([\s\S]*?)```/) ?? [];
  const input = parseEpochFile(example);
  expect(input.validatorPermits).toEqual([true, true, false, false]);
  expect(input.activityCutoff).toBe(5000n);
  const { output } = yuma(input);
  expect(output.incentive.map((x) => x > 0)).toEqual([false, false, true, true]);
});

test("what is left out", () => {
  const input = parseEpochFile('{"emission": 5, "neurons": [{"stake": 1}]}');
  expect(input).toMatchObject({
    n: 1,
    currentBlock: 1_000_000n,
    tempo: 360,
    lastUpdate: [1_000_000n],
    blockAtRegistration: [0n],
    validatorPermits: [false],
    ownerUid: undefined,
    maxAllowedValidators: 128,
    kappa: 32767,
    bondsPenalty: 65535,
    bondsMovingAverage: 900_000n,
    yuma3: true,
    liquidAlpha: false,
    pendingCommits: undefined,
    emission: 5n,
  });
});

describe("what does not fit is named", () => {
  const one = '"emission": 1, "neurons": [{"stake": 1}]';
  const table: readonly (readonly [string, string])[] = [
    ["{", "the file: not JSON"],
    ["[]", "the file: expected an object, found []"],
    ['{"neurons": []}', "emission: expected a whole number, found nothing"],
    ['{"emission": 1}', "neurons: expected a list, found nothing"],
    ['{"emission": 1.5, "neurons": []}', "emission: expected a whole number, found 1.5"],
    ['{"emission": 1e300, "neurons": []}', "too large for a JSON number"],
    ['{"emission": -1, "neurons": []}', "emission: expected 0 to 18446744073709551615, found -1"],
    ['{"emission": "18446744073709551616", "neurons": []}', "emission: expected 0 to 18446744073709551615"],
    ['{"emission": 1, "neurons": [{"stake": 1}, {}]}', "neurons[1].stake: expected either stake"],
    ['{"emission": 1, "neurons": [{"stake": 1, "stakeBits": 1}]}', "neurons[0].stake: expected either stake"],
    ['{"emission": 1, "neurons": [{"stake": "x"}]}', 'neurons[0].stake: expected a whole number, found "x"'],
    ['{"emission": 1, "neurons": [{"stake": 1, "permit": 1}]}', "neurons[0].permit: expected true or false, found 1"],
    ['{"emission": 1, "neurons": [{"steak": 1}]}', "neurons[0].steak: no such field; there are stake,"],
    [`{${one}, "kapa": 1}`, "kapa: no such field"],
    [`{${one}, "kappa": 65536}`, "kappa: expected 0 to 65535, found 65536"],
    [`{${one}, "alphaSigmoidSteepness": 40000}`, "alphaSigmoidSteepness: expected -32768 to 32767"],
    [`{${one}, "owner": 1}`, "owner: neuron 1 is none of the 1 neurons"],
    [`{${one}, "weights": [[0]]}`, "weights[0]: expected a list of two, found [0]"],
    [`{${one}, "weights": [[0, [[0, 65536]]]]}`, "weights[0][1][0][1]: expected 0 to 65535, found 65536"],
    [`{${one}, "weights": [[1, []]]}`, "weights[0][0]: neuron 1 is none of the 1 neurons"],
    [`{${one}, "bonds": [[0, []], [0, []]]}`, "bonds[1][0]: neuron 0 has a row already"],
    [`{${one}, "commits": {"currentEpoch": 1}}`, "commits.revealPeriod: expected a whole number"],
  ];
  test.each(table)("%s", (text, message) => expect(() => parseEpochFile(text)).toThrow(message));
});
