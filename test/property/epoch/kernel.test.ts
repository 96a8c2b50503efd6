// The kernel's operations equal their plain twins, on ordinary and on extreme numbers.

import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { alphaAt, alphaDifference, alphaSlope, liquidAlphas } from "../../../runtime/pallets/subtensor/epoch/alpha.ts";
import {
  amountsOut,
  kernel,
  type MatrixAt,
  matrixIn,
  matrixOut,
  newVector,
  proportionsOut,
  rowsIn,
  storedRowsOut,
  type VectorAt,
  vectorIn,
  vectorOut,
} from "../../../runtime/pallets/subtensor/epoch/kernel.ts";
import {
  interpolatedSparse,
  movingAverageByAlphaSparse,
  movingAverageSparse,
} from "../../../runtime/pallets/subtensor/epoch/math/blend.ts";
import { weightedMedianColumnsSparse } from "../../../runtime/pallets/subtensor/epoch/math/median.ts";
import {
  expSafe,
  ONE,
  proportionFromU16,
  proportionToU16,
  safeDiv,
  sum,
  ZERO,
} from "../../../runtime/pallets/subtensor/epoch/math/scalar.ts";
import {
  columnClippedSparse,
  columnMaxUpscaledSparse,
  columnNormalizedSparse,
  columnProductsSparse,
  columnScaledSparse,
  rowNormalizedSparse,
  rowProductsSparse,
  rowScaledSparse,
  rowSumsSparse,
} from "../../../runtime/pallets/subtensor/epoch/math/sparse.ts";
import { normalized, product, proportionsToU16 } from "../../../runtime/pallets/subtensor/epoch/math/vector.ts";
import { I32F32, I96F32 } from "../../../runtime/primitives/fixed/formats.ts";
import { U64_MAX, u64 } from "../../../runtime/primitives/ints.ts";
import type { SparseMatrix } from "../../../runtime/rules/consensus.ts";
import { fixed32, sparse, vector } from "./arbitraries.ts";

beforeEach(() => kernel.reset());

const RUNS = { numRuns: 400 };
const SCALAR_RUNS = { numRuns: 1500 };
const N = 7;

describe("numbers", () => {
  const agree = (ours: (a: bigint, b: bigint) => bigint, twin: (a: I32F32, b: I32F32) => bigint): void =>
    fc.assert(
      fc.property(fixed32, fixed32, (a, b) => {
        expect(ours(a, b)).toBe(twin(a, b));
      }),
      SCALAR_RUNS,
    );

  test("add", () => agree(kernel.add, I32F32.saturatingAdd));
  test("sub", () => agree(kernel.sub, I32F32.saturatingSub));
  test("mul", () => agree(kernel.mul, I32F32.saturatingMul));
  test("mulOrZero", () => agree(kernel.mulOrZero, (a, b) => I32F32.checkedMul(a, b) ?? ZERO));
  test("div", () => agree(kernel.div, safeDiv));
  test("div with an inverse", () => agree((a, b) => kernel.divWith(a, b, kernel.inverse(b)), safeDiv));

  test("div with an inverse, at the edge of every quotient", () =>
    fc.assert(
      fc.property(
        fc.bigInt(1n, 1n << 48n),
        fc.bigInt(0n, 1n << 34n),
        fc.integer({ min: -2, max: 2 }),
        (y, quotient, off) => {
          const x = ((quotient * y) >> 32n) + BigInt(off);
          const [left, right] = [I32F32.fromBits(x), I32F32.fromBits(y)];
          expect(kernel.divWith(left, right, kernel.inverse(right))).toBe(safeDiv(left, right));
        },
      ),
      { numRuns: 5000 },
    ));

  test("div, every size of both operands", () => {
    for (let a = 0n; a < 64n; a++)
      for (let b = 0n; b < 64n; b++)
        for (const [x, y] of [
          [1n << a, 1n << b],
          [(1n << a) + 1n, (1n << b) - 1n],
          [(1n << a) - 1n, (1n << b) + 1n],
          [-(1n << a), (1n << b) | 5n],
          [(1n << a) | 3n, -(1n << b)],
        ] as const) {
          const [left, right] = [I32F32.fromBits(x), I32F32.fromBits(y)];
          expect(kernel.div(left, right)).toBe(safeDiv(left, right));
          expect(kernel.divWith(left, right, kernel.inverse(right))).toBe(safeDiv(left, right));
          expect(kernel.mul(left, right)).toBe(I32F32.saturatingMul(left, right));
        }
  });

  test("reciprocal of 1 or more", () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.bigInt(ONE, I32F32.MAX),
          fc.integer({ min: 32, max: 62 }).map((k) => 1n << BigInt(k)),
        ),
        (bits) => {
          expect(kernel.reciprocal(bits)).toBe(safeDiv(ONE, I32F32.fromBits(bits)));
        },
      ),
      SCALAR_RUNS,
    ));

  test("expSafe", () =>
    fc.assert(
      fc.property(fc.oneof(fixed32, fc.bigInt(-21n << 32n, 21n << 32n).map(I32F32.fromBits)), (x) => {
        expect(kernel.expSafe(x)).toBe(expSafe(x));
      }),
      SCALAR_RUNS,
    ));

  test("alphaAt", () =>
    fc.assert(
      fc.property(
        fc.bigInt(0n, ONE).map(I32F32.fromBits),
        fixed32,
        fixed32,
        fc.integer({ min: -32768, max: 32767 }),
        (difference, low, high, steepness) => {
          kernel.reset();
          const range = { low, high, steepness: I32F32.fromNum(steepness) };
          kernel.setAlphaRange(low, high, alphaSlope(range));
          expect(kernel.alphaAt(difference)).toBe(alphaAt(difference, range));
        },
      ),
      SCALAR_RUNS,
    ));
});

const matrix = sparse(N, N);
const numbers = vector(N);

/** A vector computed by the kernel into fresh memory. */
const computed = (compute: (out: VectorAt) => void, length = N): I32F32[] => {
  const out = newVector(length);
  compute(out);
  return vectorOut(out, length);
};

/** A matrix changed in place. */
const changed = (source: SparseMatrix, change: (at: MatrixAt) => void): SparseMatrix => {
  const at = matrixIn(source);
  change(at);
  return matrixOut(at, source.length);
};

const forAll = (name: string, check: (m: SparseMatrix, v: I32F32[]) => void): void =>
  test(name, () =>
    fc.assert(
      fc.property(matrix, numbers, (m, v) => {
        kernel.reset();
        check(m, v);
      }),
      RUNS,
    ),
  );

describe("matrices", () => {
  forAll("in and out again", (m) => expect(matrixOut(matrixIn(m), N)).toEqual(m));
  forAll("rowNormalize", (m) => expect(changed(m, kernel.rowNormalize)).toEqual(rowNormalizedSparse(m)));
  forAll("rowSums", (m) => expect(computed((out) => kernel.rowSums(matrixIn(m), out))).toEqual(rowSumsSparse(m)));
  forAll("columnNormalize", (m) =>
    expect(changed(m, (at) => kernel.columnNormalize(at, N))).toEqual(columnNormalizedSparse(m, N)),
  );
  forAll("columnMaxUpscale", (m) =>
    expect(changed(m, (at) => kernel.columnMaxUpscale(at, N))).toEqual(columnMaxUpscaledSparse(m, N)),
  );
  forAll("columnClip", (m, v) =>
    expect(matrixOut(kernel.columnClip(matrixIn(m), vectorIn(v), N), N)).toEqual(columnClippedSparse(m, v)),
  );
  forAll("columnProducts", (m, v) =>
    expect(computed((out) => kernel.columnProducts(matrixIn(m), vectorIn(v), N, out))).toEqual(
      columnProductsSparse(m, v, N),
    ),
  );
  forAll("rowProducts", (m, v) =>
    expect(computed((out) => kernel.rowProducts(matrixIn(m), vectorIn(v), N, out))).toEqual(rowProductsSparse(m, v)),
  );
  forAll("scaledRowSums", (m, v) =>
    expect(computed((out) => kernel.scaledRowSums(matrixIn(m), vectorIn(v), N, out))).toEqual(
      rowSumsSparse(columnScaledSparse(m, v)),
    ),
  );
  forAll("rowScale leaves its source alone", (m, v) => {
    const at = matrixIn(m);
    expect(matrixOut(kernel.rowScale(at, vectorIn(v)), N)).toEqual(rowScaledSparse(m, v));
    expect(matrixOut(at, N)).toEqual(m);
  });
  forAll("copyMatrix leaves its source alone", (m) => {
    const at = matrixIn(m);
    const copy = kernel.copyMatrix(at);
    kernel.rowNormalize(copy);
    expect(matrixOut(copy, N)).toEqual(rowNormalizedSparse(m));
    expect(matrixOut(at, N)).toEqual(m);
  });
  forAll("storeCells", (m) =>
    expect(storedRowsOut(matrixIn(m), N, (uid) => uid !== 2)).toEqual(
      m.map((row, uid) =>
        Uint16Array.from(uid === 2 ? [] : row.flatMap(([column, value]) => [column, proportionToU16(value)])),
      ),
    ),
  );

  test("interpolate and movingAverage", () =>
    fc.assert(
      fc.property(matrix, matrix, fixed32, (a, b, ratio) => {
        kernel.reset();
        if (ratio !== ZERO && ratio !== ONE)
          expect(matrixOut(kernel.interpolate(matrixIn(a), matrixIn(b), N, ratio), N)).toEqual(
            interpolatedSparse(a, b, N, ratio),
          );
        expect(matrixOut(kernel.movingAverage(matrixIn(a), matrixIn(b), ratio), N)).toEqual(
          movingAverageSparse(a, b, ratio),
        );
      }),
      RUNS,
    ));

  test("medianColumns", () =>
    fc.assert(
      fc.property(matrix, numbers, fixed32, (m, stake, majority) => {
        kernel.reset();
        const result = computed((out) => kernel.medianColumns(vectorIn(stake), matrixIn(m), N, majority, out));
        expect(result).toEqual(weightedMedianColumnsSparse(stake, m, N, majority));
      }),
      { numRuns: 800 },
    ));

  test("movingAverageLiquid and alphaRow", () =>
    fc.assert(
      fc.property(
        matrix,
        matrix,
        numbers,
        fixed32,
        fixed32,
        fc.integer({ min: -32768, max: 32767 }),
        (fresh, old, consensus, low, high, steepness) => {
          kernel.reset();
          const range = { low, high, steepness: I32F32.fromNum(steepness) };
          const alphas = liquidAlphas(fresh, old, consensus, range);
          kernel.setAlphaRange(low, high, alphaSlope(range));
          const [freshAt, oldAt, consensusAt] = [matrixIn(fresh), matrixIn(old), vectorIn(consensus)];
          fresh.forEach((_, row) => {
            const found = computed((out) => kernel.alphaRow(freshAt, oldAt, row, consensusAt, N, out));
            expect(found).toEqual(alphas[row]);
          });
          expect(matrixOut(kernel.movingAverageLiquid(freshAt, oldAt, consensusAt, N), N)).toEqual(
            movingAverageByAlphaSparse(fresh, old, alphas),
          );
        },
      ),
      RUNS,
    ));

  test("the alpha of a difference does not depend on what was asked before", () => {
    const range = { low: proportionFromU16(45875), high: proportionFromU16(58982), steepness: I32F32.fromNum(1000) };
    kernel.setAlphaRange(range.low, range.high, alphaSlope(range));
    const columns = 20_000;
    const consensus = Array.from({ length: columns }, (_, j) => I32F32.fromBits(BigInt(j) * 214_748n));
    const row = newVector(columns);
    kernel.alphaRow(
      matrixIn([consensus.map((_, j) => [j, ONE] as const)]),
      matrixIn([[]]),
      0,
      vectorIn(consensus),
      columns,
      row,
    );
    expect(vectorOut(row, columns)).toEqual(
      consensus.map((value) => alphaAt(alphaDifference(value, ONE, ZERO), range)),
    );
  });
});

describe("vectors", () => {
  const amount = fc.oneof(fc.constantFrom(0n, 1n, U64_MAX), fc.bigInt(0n, U64_MAX));

  forAll("sum and normalizeBy", (_, v) => {
    const at = vectorIn(v);
    expect(kernel.sum(at, N)).toBe(sum(v));
    expect(computed((out) => kernel.normalizeBy(at, N, kernel.sum(at, N), out))).toEqual(normalized(v));
  });

  test("sums and products", () =>
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        kernel.reset();
        const [left, right] = [vectorIn(a), vectorIn(b)];
        expect(computed((out) => kernel.sums(left, right, N, out))).toEqual(
          a.map((x, i) => I32F32.saturatingAdd(x, b[i]!)),
        );
        expect(computed((out) => kernel.products(left, right, N, out))).toEqual(product(a, b));
      }),
      RUNS,
    ));

  test("proportionsToU16 and pay", () =>
    fc.assert(
      fc.property(numbers, amount, (shares, emission) => {
        kernel.reset();
        const at = vectorIn(shares);
        expect(proportionsOut(at, N)).toEqual(proportionsToU16(shares));
        const out = newVector(N);
        kernel.pay(at, N, emission, out);
        expect(amountsOut(out, N)).toEqual(
          shares.map((share) =>
            I96F32.saturatingToNum(
              I96F32.saturatingMul(I96F32.fromFixed(I32F32, share), I96F32.saturatingFromNum(emission)),
              u64,
            ),
          ),
        );
      }),
      RUNS,
    ));
});

describe("stored rows", () => {
  test("a proportion of every u16", () => {
    const cells = Uint16Array.from(Array.from({ length: 65536 }, (_, value) => [0, value]).flat());
    const { raw, starts } = rowsIn([{ uid: 0, cells }], 1);
    const bonds = kernel.loadBonds(1, raw, starts, 1n, vectorIn([0n]), true);
    const [row = []] = matrixOut(bonds, 1);
    expect(row.length).toBe(65536);
    row.forEach(([, value], stored) => {
      if (value !== proportionFromU16(stored)) expect([stored, value]).toEqual([stored, proportionFromU16(stored)]);
    });
  });

  test("an odd cell at the end of a row is not a cell", () => {
    const { raw, starts } = rowsIn([{ uid: 0, cells: Uint16Array.of(0, 7, 1) }], 2);
    expect(matrixOut(kernel.loadBonds(2, raw, starts, 1n, vectorIn([0n, 0n]), false), 2)).toEqual([
      [[0, I32F32.fromNum(7)]],
      [],
    ]);
  });
});
