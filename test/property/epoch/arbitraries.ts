// Numbers, matrices and epochs for the properties of the epoch: biased to edges, and as odd as storage could hold them.

import fc from "fast-check";
import { I32F32, I64F64 } from "../../../runtime/primitives/fixed/formats.ts";
import { U64_MAX } from "../../../runtime/primitives/ints.ts";
import type { EpochInput, SparseMatrix, StoredRow } from "../../../runtime/rules/consensus.ts";

const ONE = 1n << 32n;
const edges = [0n, 1n, -1n, ONE - 1n, ONE, ONE + 1n, -ONE, ONE << 1n, 65535n << 32n, (1n << 48n) - 1n];

/** Raw bits of an I32F32: ordinary values of the epoch, edges, and everything else. */
export const fixed32 = fc
  .oneof(
    { weight: 4, arbitrary: fc.bigInt(0n, ONE) },
    { weight: 2, arbitrary: fc.constantFrom(...edges, I32F32.MAX, I32F32.MIN, I32F32.MAX - 1n, I32F32.MIN + 1n) },
    { weight: 1, arbitrary: fc.bigInt(0n, 65535n).map((whole) => whole << 32n) },
    { weight: 1, arbitrary: fc.bigInt({ min: I32F32.MIN, max: I32F32.MAX }) },
  )
  .map(I32F32.fromBits);

export const vector = (length: number) => fc.array(fixed32, { minLength: length, maxLength: length });

/** Rows unsorted, columns repeated and some beyond the last. */
export const sparse = (rows: number, columns: number): fc.Arbitrary<SparseMatrix> =>
  fc.array(
    fc.oneof(
      { weight: 1, arbitrary: fc.constant([]) },
      {
        weight: 3,
        arbitrary: fc.array(fc.tuple(fc.nat(columns + 1), fixed32), { maxLength: columns + 2 }),
      },
    ),
    { minLength: rows, maxLength: rows },
  );

const stored = fc.oneof(fc.constantFrom(0, 1, 65535), fc.nat(65535));

const cellsOf = (pairs: readonly (readonly [number, number])[]) => Uint16Array.from(pairs.flat());

const row = (n: number): fc.Arbitrary<Uint16Array> =>
  fc.oneof(
    fc.constant(new Uint16Array(0)),
    fc.array(stored, { minLength: n, maxLength: n }).map((values) => cellsOf(values.map((value, j) => [j, value]))),
    fc.array(fc.tuple(fc.nat(n + 1), stored), { maxLength: n + 2 }).map(cellsOf),
    fc
      .uniqueArray(fc.nat(n + 1), { maxLength: n })
      .chain((columns) => fc.tuple(...[...columns].sort((a, b) => a - b).map((c) => fc.tuple(fc.constant(c), stored))))
      .map(cellsOf),
  );

const rowsOf = (n: number): fc.Arbitrary<StoredRow[]> =>
  fc.uniqueArray(fc.record({ uid: fc.nat(n), cells: row(n) }), { maxLength: n, selector: ({ uid }) => uid });

const block = fc.oneof(fc.bigInt(0n, 40n), fc.constantFrom(0n, U64_MAX, U64_MAX - 1n, 1n << 63n));
const proportion = fc.oneof(fc.constantFrom(0, 1, 32767, 65534, 65535), fc.nat(65535));

/** Stake in I64F64: rao of ordinary size, all kinds of zero and dust, and sums that wrap. */
const stake = fc
  .oneof(
    { weight: 4, arbitrary: fc.bigInt(0n, 10n ** 15n).map((rao) => rao << 64n) },
    { weight: 2, arbitrary: fc.bigInt(0n, (10n ** 15n) << 64n) },
    { weight: 1, arbitrary: fc.constantFrom(0n, 1n, I64F64.MAX, U64_MAX << 63n) },
    { weight: 1, arbitrary: fc.bigInt({ min: I64F64.MIN, max: I64F64.MAX }) },
  )
  .map(I64F64.fromBits);

const commits = (n: number): fc.Arbitrary<NonNullable<EpochInput["pendingCommits"]>> =>
  fc.record({
    currentEpoch: fc.bigInt(0n, 12n),
    revealPeriod: fc.oneof(fc.bigInt(0n, 4n), fc.constant(U64_MAX)),
    hashed: fc.array(
      fc.record({
        uid: fc.nat(n),
        queue: fc.array(fc.record({ epoch: fc.bigInt(0n, 12n), block }), { maxLength: 3 }),
      }),
      { maxLength: 4 },
    ),
    timelocked: fc.array(
      fc.record({
        epoch: fc.bigInt(0n, 12n),
        commits: fc.array(fc.record({ uid: fc.nat(n), block }), { maxLength: 3 }),
      }),
      { maxLength: 3 },
    ),
  });

/** Vectors mostly of length n, now and then not. */
const perUid = <T>(n: number, element: fc.Arbitrary<T>, isRegular: boolean): fc.Arbitrary<T[]> =>
  fc.array(element, isRegular ? { minLength: n, maxLength: n } : { maxLength: n + 2 });

const shaped = (n: number, isRegular: boolean): fc.Arbitrary<EpochInput> =>
  fc.record({
    n: fc.constant(n),
    currentBlock: block,
    tempo: proportion,
    activityCutoff: block,
    lastUpdate: perUid(n, block, isRegular),
    blockAtRegistration: perUid(n, block, isRegular),
    totalStake: perUid(n, stake, isRegular),
    stakeThreshold: fc.oneof(fc.constant(0n), fc.bigInt(0n, 10n ** 15n), fc.constant(U64_MAX)),
    ownerUid: fc.option(fc.nat(n), { nil: undefined }),
    validatorPermits: perUid(n, fc.boolean(), isRegular),
    maxAllowedValidators: fc.oneof(fc.nat(n + 1), fc.constant(64)),
    weights: rowsOf(n),
    bonds: rowsOf(n),
    kappa: proportion,
    bondsPenalty: proportion,
    bondsMovingAverage: fc.oneof(fc.bigInt(0n, 1_000_000n), fc.constantFrom(0n, 1_000_001n, U64_MAX, 1n << 63n)),
    liquidAlpha: fc.boolean(),
    alphaLow: proportion,
    alphaHigh: proportion,
    alphaSigmoidSteepness: fc.oneof(
      fc.constantFrom(-32768, -1, 0, 1, 1000, 32767),
      fc.integer({ min: -2000, max: 2000 }),
    ),
    yuma3: fc.boolean(),
    lastMechanismStepBlock: block,
    pendingCommits: fc.option(commits(n), { nil: undefined }),
    emission: fc.oneof(fc.constantFrom(0n, 1n, U64_MAX), fc.bigInt(0n, 10n ** 12n)),
  });

export const epochInput: fc.Arbitrary<EpochInput> = fc
  .tuple(fc.nat(12), fc.integer({ min: 0, max: 9 }))
  .chain(([n, kind]) => shaped(n, kind > 0));

/** Everybody validates, nothing is outdated, stakes are ordinary: the paths that odd input seldom reaches. */
export const livelyEpochInput: fc.Arbitrary<EpochInput> = fc.integer({ min: 1, max: 12 }).chain((n) =>
  fc
    .tuple(
      shaped(n, true),
      fc.array(fc.bigInt(1n, 10n ** 15n), { minLength: n, maxLength: n }),
      fc.uniqueArray(fc.record({ uid: fc.nat(n - 1), cells: row(n) }), {
        minLength: n,
        maxLength: n,
        selector: ({ uid }) => uid,
      }),
    )
    .map(([input, stakes, weights]) => ({
      ...input,
      currentBlock: 1000n,
      activityCutoff: 500n,
      lastMechanismStepBlock: 900n,
      lastUpdate: stakes.map(() => 950n),
      blockAtRegistration: stakes.map((_, uid) => BigInt(10 + uid)),
      totalStake: stakes.map((rao) => I64F64.fromNum(rao)),
      stakeThreshold: 0n,
      validatorPermits: stakes.map(() => true),
      maxAllowedValidators: 64,
      weights,
      pendingCommits: undefined,
    })),
);
