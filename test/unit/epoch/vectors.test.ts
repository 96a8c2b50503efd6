// Every recorded row of the epoch's mathematics and of whole epochs, equal to the last bit; and the replay itself notices
// a difference.

import { describe, expect, test } from "vitest";
import { load } from "../../vectors/load.ts";
import { type EpochVector, replay as replayEpoch } from "../../vectors/replay_epoch.ts";
import { mathFunctions, replay as replayMath } from "../../vectors/replay_math.ts";

describe("math.json", () => {
  test("every function of the reference, every row", () => {
    // Masks are recorded once for <= and once for <.
    expect(new Set(Object.keys(mathFunctions).map((name) => name.replace(/_l[et]$/, ""))).size).toBe(73);
    const { tried, equal, differences } = replayMath(load("math"));
    expect(differences).toEqual([]);
    expect([tried, equal]).toEqual([1410, 1410]);
  });

  test("a wrong bit is a difference", () => {
    const { tried, equal, differences } = replayMath({ sum: { cases: [{ args: [["1", "2"]], out: "4" }] } });
    expect([tried, equal, differences.length]).toEqual([1, 0, 1]);
  });
});

const casesOf = (name: string): readonly EpochVector[] => (load(name) as { cases: EpochVector[] }).cases;

describe("epoch.json", () => {
  for (const name of ["epoch", "epoch-bench"])
    test(`${name}: every case through the kernel and through its twin`, () => {
      const cases = casesOf(name);
      const { tried, equal, differences } = replayEpoch({ cases });
      expect(differences).toEqual([]);
      expect([tried, equal]).toEqual([cases.length, cases.length]);
      expect(tried).toBeGreaterThan(0);
    });

  const [sample] = casesOf("epoch");
  test("a wrong bit anywhere is a difference", () => {
    if (sample === undefined) throw new Error("no case");
    const spoilt: readonly EpochVector[] = [
      { ...sample, intermediate: { ...sample.intermediate, kappa_fixed: "1" } },
      { ...sample, matrices: { ...sample.matrices, clipped_weights: [] } },
      { ...sample, output: { ...sample.output, bonds: [[0, [[0, 1]]]] } },
      { ...sample, input: { ...sample.input, rao_emission: "1" } },
    ];
    for (const vector of spoilt) expect(replayEpoch({ cases: [vector] }).equal).toBe(0);
  });
});
