// Laws of a whole epoch: the kernel's rule is its plain twin, nothing throws, and what is paid adds up.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainYuma } from "../../../runtime/pallets/subtensor/epoch/plain.ts";
import { yuma } from "../../../runtime/pallets/subtensor/epoch/yuma.ts";
import type { EpochDecision, EpochInput } from "../../../runtime/rules/consensus.ts";
import { epochInput, livelyEpochInput } from "./arbitraries.ts";

const equalTwin = (input: EpochInput): void => {
  const wish = { matrices: true };
  expect(yuma(input, wish)).toEqual(plainYuma(input, wish));
};

const total = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n);

describe("the rule equals its plain twin", () => {
  test("as odd as storage could be", () => fc.assert(fc.property(epochInput, equalTwin), { numRuns: 600 }));
  test("with validators at work", () => fc.assert(fc.property(livelyEpochInput, equalTwin), { numRuns: 600 }));

  test("the same epoch twice gives the same, whatever ran between", () =>
    fc.assert(
      fc.property(livelyEpochInput, epochInput, (input, other) => {
        const first = yuma(input);
        yuma(other);
        expect(yuma(input)).toEqual(first);
      }),
      { numRuns: 200 },
    ));
});

describe("payment", () => {
  /** Shares are floored and their sum may wrap past one by rounding: at most one rao per share is lost, none is made. */
  const addsUp = ({ output, intermediates }: EpochDecision, emission: bigint): void => {
    const { serverEmission, validatorEmission } = output;
    const shares = [...intermediates.normalizedServerEmission, ...intermediates.normalizedValidatorEmission];
    const whole = total(shares);
    const paid = total(serverEmission) + total(validatorEmission);
    const exact = (whole * emission) >> 32n;
    expect(paid <= exact).toBe(true);
    expect(exact - paid < BigInt(shares.length) + 1n).toBe(true);
  };

  test("never above the emission, and short of it by rounding only", () =>
    fc.assert(
      fc.property(livelyEpochInput, fc.bigInt(0n, 10n ** 15n), (input, emission) =>
        addsUp(yuma({ ...input, emission }), emission),
      ),
      { numRuns: 500 },
    ));

  test("only stored permits' rows keep bonds, and only within the neurons", () =>
    fc.assert(
      fc.property(livelyEpochInput, (input) => {
        const { output } = yuma(input);
        output.bonds.forEach((cells, uid) => {
          if (!output.validatorPermits[uid]) expect(cells.length).toBe(0);
        });
        expect(output.bonds.length).toBe(input.n);
      }),
      { numRuns: 200 },
    ));
});
