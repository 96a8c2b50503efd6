// Yuma 3 over a sequence of epochs: the reference's expectations with its literals, one test for each of its tests and
// under its name. From pallets/subtensor/src/tests/epoch.rs; the tolerance of 0.001 is the reference's. Its comparison of
// bonds skips three columns of rows that have no more than three, so it compares none of its bond literals; here they are.

import { describe, test } from "vitest";
import { withoutBondsToward } from "../../../runtime/pallets/subtensor/epoch/bond_rows.ts";
import { proportionFromU16 } from "../../../runtime/pallets/subtensor/epoch/math/scalar.ts";
import type { EpochInput } from "../../../runtime/rules/consensus.ts";
import { denseBonds } from "./dense_epoch.ts";
import { dense, near, nearDense, num, num32, vec } from "./matrices.ts";
import { generatedEpoch } from "./neurons.ts";
import { EPOCHS, type EpochOf, SPARSE, Subnet } from "./subnet.ts";

const MAX = 65535;
const HALF = 32767;
const TOLERANCE = num(1e-3);
type Rows = readonly (readonly number[])[];

interface Scenario {
  readonly name: string;
  readonly stakes: readonly bigint[];
  readonly settings?: Partial<EpochInput>;
  /** Weights of the three validators toward the servers, set before this epoch. */
  readonly votes: (epoch: number) => Rows | undefined;
  /** Per epoch: bonds of the validators toward the servers, and dividends of all. */
  readonly bonds: readonly Rows[];
  readonly dividends: Rows;
}

const started = (epoch: EpochOf, stakes: readonly bigint[], settings: Partial<EpochInput> = {}): Subnet => {
  const subnet = new Subnet(epoch, stakes, {
    tempo: 1,
    yuma3: true,
    liquidAlpha: true,
    alphaLow: 6553,
    alphaHigh: 19660,
    alphaSigmoidSteepness: 1000,
    bondsPenalty: 0,
    bondsMovingAverage: 975_000n,
    kappa: HALF,
    maxAllowedValidators: 3,
    ...settings,
  });
  subnet.block++;
  subnet.run();
  return subnet;
};

const vote = (subnet: Subnet, votes: Rows): void => {
  votes.forEach((values, uid) => {
    subnet.setWeights(
      uid,
      values.map((_, i) => 3 + i),
      values,
    );
  });
};

const nextEpoch = (subnet: Subnet): void => {
  subnet.block++;
  subnet.run();
};

const compare = (subnet: Subnet, bonds: Rows, dividends: readonly number[]): void => {
  bonds.forEach((row, uid) => {
    const found = row.map((_, i) => proportionFromU16(subnet.bond(uid, 3 + i)));
    near(found, row.map(num32), TOLERANCE);
  });
  near((subnet.output?.dividends ?? []).map(proportionFromU16), dividends.map(num32), TOLERANCE);
};

const [FIRST, SECOND] = [
  [MAX, 0],
  [0, MAX],
];
const all = (row: readonly number[]): Rows => [row, row, row];
const one = (...values: readonly number[]) => all(values);

const SCENARIOS: readonly Scenario[] = [
  {
    name: "test_yuma_3_kappa_moves_first",
    stakes: [8n, 1n, 1n, 0n, 0n],
    votes: (epoch) => [all(FIRST), [SECOND, FIRST, FIRST], [SECOND, SECOND, FIRST], all(SECOND)][epoch],
    bonds: [
      one(0.1013, 0),
      [
        [0.0908, 0.1013],
        [0.3697, 0],
        [0.3697, 0],
      ],
      [
        [0.0815, 0.1924],
        [0.317, 0.1013],
        [0.558, 0],
      ],
      [
        [0.0731, 0.2742],
        [0.2765, 0.1924],
        [0.4306, 0.1013],
      ],
      [
        [0.0656, 0.3478],
        [0.2435, 0.2742],
        [0.3589, 0.1924],
      ],
      [
        [0.0588, 0.4139],
        [0.2157, 0.3478],
        [0.3089, 0.2742],
      ],
    ],
    dividends: [
      [0.8, 0.1, 0.1, 0, 0],
      [1, 0, 0, 0, 0],
      [0.9382, 0.0618, 0, 0, 0],
      [0.8819, 0.0773, 0.0407, 0, 0],
      [0.8564, 0.0844, 0.0592, 0, 0],
      [0.8418, 0.0884, 0.0697, 0, 0],
    ],
  },
  {
    name: "test_yuma_3_kappa_moves_second",
    stakes: [8n, 1n, 1n, 0n, 0n],
    votes: (epoch) => [all(FIRST), [FIRST, SECOND, FIRST], [SECOND, SECOND, FIRST], all(SECOND)][epoch],
    bonds: [
      one(0.1013, 0),
      [
        [0.1924, 0],
        [0.0908, 0.2987],
        [0.1924, 0],
      ],
      [
        [0.1715, 0.1013],
        [0.0815, 0.3697],
        [0.4336, 0],
      ],
      [
        [0.1531, 0.1924],
        [0.0731, 0.4336],
        [0.3608, 0.1013],
      ],
      [
        [0.1369, 0.2742],
        [0.0656, 0.491],
        [0.3103, 0.1924],
      ],
      [
        [0.1225, 0.3478],
        [0.0588, 0.5426],
        [0.2712, 0.2742],
      ],
    ],
    dividends: [
      [0.8, 0.1, 0.1, 0, 0],
      [0.8446, 0.0498, 0.1056, 0, 0],
      [0.6868, 0.3132, 0, 0, 0],
      [0.7421, 0.209, 0.0489, 0, 0],
      [0.7625, 0.1706, 0.0669, 0, 0],
      [0.773, 0.1508, 0.0762, 0, 0],
    ],
  },
  {
    name: "test_yuma_3_kappa_moves_last",
    stakes: [8n, 1n, 1n, 0n, 0n],
    votes: (epoch) => [all(FIRST), [FIRST, SECOND, FIRST], [FIRST, SECOND, SECOND], all(SECOND)][epoch],
    bonds: [
      one(0.1013, 0),
      [
        [0.1924, 0],
        [0.0908, 0.2987],
        [0.1924, 0],
      ],
      [
        [0.2742, 0],
        [0.0815, 0.5081],
        [0.1715, 0.2987],
      ],
      [
        [0.2416, 0.1013],
        [0.0731, 0.558],
        [0.1531, 0.3697],
      ],
      [
        [0.2141, 0.1924],
        [0.0656, 0.6028],
        [0.1369, 0.4336],
      ],
      [
        [0.1903, 0.2742],
        [0.0588, 0.643],
        [0.1225, 0.491],
      ],
    ],
    dividends: [
      [0.8, 0.1, 0.1, 0, 0],
      [0.8446, 0.0498, 0.1056, 0, 0],
      [0.8966, 0.0333, 0.0701, 0, 0],
      [0.4663, 0.321, 0.2127, 0, 0],
      [0.5976, 0.234, 0.1683, 0, 0],
      [0.6592, 0.1932, 0.1475, 0, 0],
    ],
  },
  {
    name: "test_yuma_3_one_epoch_switch",
    stakes: [33n, 33n, 34n, 0n, 0n],
    votes: (epoch) => (epoch === 2 ? [FIRST, FIRST, SECOND] : all(FIRST)),
    bonds: [
      one(0.1013, 0),
      one(0.1924, 0),
      [
        [0.2742, 0],
        [0.2742, 0],
        [0.1715, 0.2987],
      ],
      [
        [0.3478, 0],
        [0.3478, 0],
        [0.2554, 0.2618],
      ],
      [
        [0.4139, 0],
        [0.4139, 0],
        [0.3309, 0.2312],
      ],
      [
        [0.4733, 0],
        [0.4733, 0],
        [0.3987, 0.2051],
      ],
    ],
    dividends: [
      [0.33, 0.33, 0.34, 0, 0],
      [0.33, 0.33, 0.34, 0, 0],
      [0.3782, 0.3782, 0.2436, 0, 0],
      [0.3628, 0.3628, 0.2745, 0, 0],
      [0.3541, 0.3541, 0.2917, 0, 0],
      [0.3487, 0.3487, 0.3026, 0, 0],
    ],
  },
  {
    name: "test_yuma_3_liquid_alpha_disabled",
    stakes: [33n, 33n, 34n, 0n, 0n],
    settings: { liquidAlpha: false },
    votes: (epoch) => (epoch === 2 ? [FIRST, FIRST, SECOND] : all(FIRST)),
    bonds: [
      one(0.025, 0),
      one(0.0494, 0),
      [
        [0.0731, 0],
        [0.0731, 0],
        [0.0481, 0.025],
      ],
      [
        [0.0963, 0],
        [0.0963, 0],
        [0.0719, 0.0244],
      ],
      [
        [0.1189, 0],
        [0.1189, 0],
        [0.0951, 0.0238],
      ],
      [
        [0.1409, 0],
        [0.1409, 0],
        [0.1178, 0.0232],
      ],
    ],
    dividends: [
      [0.33, 0.33, 0.34, 0, 0],
      [0.33, 0.33, 0.34, 0, 0],
      [0.3734, 0.3734, 0.2532, 0, 0],
      [0.3611, 0.3611, 0.2779, 0, 0],
      [0.3541, 0.3541, 0.2919, 0, 0],
      [0.3495, 0.3495, 0.3009, 0, 0],
    ],
  },
  {
    name: "test_yuma_3_stable_miner",
    stakes: [8n, 1n, 1n, 0n, 0n, 0n],
    votes: (epoch) => {
      const [before, after] = [
        [HALF, 0, HALF],
        [0, HALF, HALF],
      ];
      return [all(before), [before, after, before], [after, after, before], all(after)][epoch];
    },
    bonds: [
      one(0.0507, 0, 0.0507),
      [
        [0.0962, 0, 0.0962],
        [0.0455, 0.1, 0.0962],
        [0.0962, 0, 0.0962],
      ],
      [
        [0.0863, 0.0507, 0.1371],
        [0.0408, 0.1405, 0.1371],
        [0.177, 0, 0.1371],
      ],
      [
        [0.0774, 0.0962, 0.1739],
        [0.0367, 0.177, 0.1739],
        [0.1579, 0.0507, 0.1739],
      ],
      [
        [0.0694, 0.1371, 0.2069],
        [0.0329, 0.2097, 0.2069],
        [0.1411, 0.0962, 0.2069],
      ],
      [
        [0.0623, 0.1739, 0.2366],
        [0.0296, 0.2391, 0.2366],
        [0.1263, 0.1371, 0.2366],
      ],
    ],
    dividends: [
      [0.8, 0.1, 0.1, 0, 0, 0],
      [0.8226, 0.0745, 0.1028, 0, 0, 0],
      [0.775, 0.1685, 0.0565, 0, 0, 0],
      [0.7864, 0.1372, 0.0764, 0, 0, 0],
      [0.7912, 0.1241, 0.0847, 0, 0, 0],
      [0.7937, 0.1173, 0.089, 0, 0, 0],
    ],
  },
];

describe.each(EPOCHS)("%s", (_, epoch) => {
  test.each(SCENARIOS)("$name", ({ stakes, settings, votes, bonds, dividends }) => {
    const subnet = started(epoch, stakes, settings);
    bonds.forEach((row, index) => {
      const set = votes(index);
      if (set !== undefined) vote(subnet, set);
      nextEpoch(subnet);
      compare(subnet, row, dividends[index] ?? []);
    });
  });
});

const RESET_TARGETS: Readonly<Record<number, { bonds: Rows; dividends: readonly number[] }>> = {
  0: { bonds: one(0.1013, 0), dividends: [0.8, 0.1, 0.1, 0, 0] },
  1: {
    bonds: [
      [0.1924, 0],
      [0.0908, 0.2987],
      [0.0908, 0.2987],
    ],
    dividends: [0.8944, 0.0528, 0.0528, 0, 0],
  },
  2: {
    bonds: [
      [0.1715, 0.1013],
      [0.0815, 0.3697],
      [0.0815, 0.3697],
    ],
    dividends: [0.523, 0.2385, 0.2385, 0, 0],
  },
  19: {
    bonds: [
      [0.0269, 0.8539],
      [0.0131, 0.8975],
      [0.0131, 0.8975],
    ],
    dividends: [0.7919, 0.104, 0.104, 0, 0],
  },
  20: {
    bonds: [
      [0, 0.8687],
      [0, 0.9079],
      [0, 0.9079],
    ],
    dividends: [0.7928, 0.1036, 0.1036, 0, 0],
  },
  21: {
    bonds: [
      [0, 0.882],
      [0.2987, 0.6386],
      [0.2987, 0.6386],
    ],
    dividends: [0.8467, 0.0766, 0.0766, 0, 0],
  },
  40: {
    bonds: [
      [0.8687, 0.0578],
      [0.9079, 0.0523],
      [0.9079, 0.0523],
    ],
    dividends: [0.7928, 0.1036, 0.1036, 0, 0],
  },
};

describe.each(SPARSE)("%s", (_, epoch) => {
  test("test_yuma_3_bonds_reset", () => {
    const subnet = started(epoch, [8n, 1n, 1n, 0n, 0n]);
    for (let index = 0; index <= 40; index++) {
      if (index === 0 || index > 21) vote(subnet, all(FIRST));
      else if (index === 1) vote(subnet, [FIRST, SECOND, SECOND]);
      else if (index === 21) vote(subnet, [SECOND, FIRST, FIRST]);
      else vote(subnet, all(SECOND));
      if (index === 20) subnet.setBonds((cells) => withoutBondsToward(cells, 3));
      nextEpoch(subnet);
      const target = RESET_TARGETS[index];
      if (target !== undefined) compare(subnet, target.bonds, target.dividends);
    }
  });
});

test("test_liquid_alpha_equal_values_against_itself", () => {
  const weights = dense(4, [0, 0.1, 0, 0, 0.2, 0.4, 0, 0.3, 0.1, 0, 0.4, 0.5]);
  const bonds = dense(4, [0.1, 0.1, 0.5, 0, 0, 0.4, 0.5, 0.1, 0.1, 0, 0.4, 0.2]);
  const consensus = vec(0.3, 0.2, 0.1, 0.4);
  const base = generatedEpoch({ seed: 1, neurons: 1, validators: 1 });
  const input = { ...base, alphaLow: 6553, alphaHigh: 6553, bondsMovingAverage: 900_000n };
  const bondsWith = (liquidAlpha: boolean) => denseBonds({ ...input, liquidAlpha }, weights, bonds, consensus);
  nearDense(bondsWith(true), bondsWith(false), TOLERANCE);
});
