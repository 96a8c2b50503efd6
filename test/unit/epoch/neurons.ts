// A seeded source of numbers, and from it subnets of neurons: stakes, weights and bonds like those of a living subnet.

import { I64F64 } from "../../../runtime/primitives/fixed/formats.ts";
import type { EpochInput, StoredRow } from "../../../runtime/rules/consensus.ts";

/** Draws whole numbers below the given limit; the same seed draws the same numbers anywhere. */
export const seeded = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0;
  return (below) => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
};

export interface SubnetShape {
  readonly seed: number;
  readonly neurons: number;
  readonly validators: number;
  readonly yuma3?: boolean;
  readonly liquidAlpha?: boolean;
  readonly bondsPenalty?: number;
}

const MAX = 65535;

/**
 * Validators agree on the quality of miners up to noise; one in eight favours a miner of its own. Bonds come from weights
 * of the same kind. The owner validates; a few neurons are inactive, a few have registered since the last epoch.
 */
export const generatedEpoch = (shape: SubnetShape): EpochInput => {
  const { neurons: n, validators } = shape;
  const random = seeded(shape.seed);
  const currentBlock = 5_000_000n;
  const quality = Array.from({ length: n }, (_, uid) => (uid < validators ? 0 : random(MAX)));
  const rowOf = (uid: number, noise: number): StoredRow => {
    const favourite = random(8) === 0 ? validators + random(Math.max(1, n - validators)) : -1;
    const cells: number[] = [];
    quality.forEach((score, column) => {
      const value = column === favourite ? MAX : Math.min(MAX, Math.max(0, score + random(2 * noise + 1) - noise));
      if (score > 0 && value > 0) cells.push(column, value);
    });
    return { uid, cells: Uint16Array.from(cells) };
  };
  const rows = (noise: number): StoredRow[] => Array.from({ length: validators }, (_, uid) => rowOf(uid, noise));
  return {
    n,
    currentBlock,
    tempo: 360,
    activityCutoff: 5000n,
    lastUpdate: Array.from({ length: n }, (_, uid) =>
      uid < validators ? currentBlock - BigInt(random(uid % 16 === 15 ? 20_000 : 700)) : BigInt(random(4_000_000)),
    ),
    blockAtRegistration: Array.from({ length: n }, (_, uid) =>
      uid >= validators && random(64) === 0 ? currentBlock - BigInt(random(300)) : BigInt(random(4_000_000)),
    ),
    totalStake: Array.from({ length: n }, (_, uid) =>
      I64F64.fromNum(
        uid < validators ? BigInt(1 + random(1_000_000)) * 10_000_000n : BigInt(random(1000)) * 1_000_000n,
      ),
    ),
    stakeThreshold: 1_000_000_000n,
    ownerUid: 0,
    validatorPermits: Array.from({ length: n }, (_, uid) => uid < validators),
    maxAllowedValidators: 64,
    weights: rows(6000),
    bonds: rows(9000),
    kappa: 32767,
    bondsPenalty: shape.bondsPenalty ?? MAX,
    bondsMovingAverage: 900_000n,
    liquidAlpha: shape.liquidAlpha ?? false,
    alphaLow: 45875,
    alphaHigh: 58982,
    alphaSigmoidSteepness: 1000,
    yuma3: shape.yuma3 ?? false,
    lastMechanismStepBlock: currentBlock - 361n,
    pendingCommits: undefined,
    emission: 148_000_000_000n,
  };
};
