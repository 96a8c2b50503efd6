// The epoch's kernel, typed: vectors and sparse matrices in its memory, and how plain values get in and out.
// A handle is good until the next `begin`; reading copies. Each operation has its plain twin in math/ or alpha.ts.

import { epochWasm } from "../../../kernel/epoch.wasm.ts";
import { type Kernel, loadKernel } from "../../../kernel/load.ts";
import type { Brand } from "../../../primitives/brand.ts";
import type { I32F32 } from "../../../primitives/fixed/formats.ts";
import type { SparseCell, SparseMatrix, StoredRow } from "../../../rules/consensus.ts";

/** Addresses in the kernel's memory. */
export type VectorAt = Brand<number, "VectorAt">;
export type MatrixAt = Brand<number, "MatrixAt">;
type Address = number;

/** Unlike other kernels this one grows its memory: to what the largest epoch so far needed. */
interface EpochKernel extends Kernel {
  reset(): void;
  take(bytes: number): Address;
  newMatrix(rows: number, cells: number): MatrixAt;
  /** The values anew, rows and columns shared. */
  copyMatrix(matrix: MatrixAt): MatrixAt;
  startsOf(matrix: MatrixAt): Address;
  columnsOf(matrix: MatrixAt): Address;
  valuesOf(matrix: MatrixAt): Address;
  loadWeights(
    rows: number,
    raw: Address,
    starts: Address,
    permits: Address,
    kept: number,
    updated: VectorAt,
    registered: VectorAt,
  ): MatrixAt;
  loadBonds(
    rows: number,
    raw: Address,
    starts: Address,
    tempo: bigint,
    registered: VectorAt,
    proportions: boolean,
  ): MatrixAt;
  maskCommitted(matrix: MatrixAt, committed: VectorAt, registered: VectorAt): void;
  storeCells(matrix: MatrixAt, out: Address): void;
  rowNormalize(matrix: MatrixAt): void;
  rowSums(matrix: MatrixAt, out: VectorAt): void;
  columnNormalize(matrix: MatrixAt, columns: number): void;
  columnMaxUpscale(matrix: MatrixAt, columns: number): void;
  columnClip(matrix: MatrixAt, thresholds: VectorAt, columns: number): MatrixAt;
  columnProducts(matrix: MatrixAt, vector: VectorAt, columns: number, out: VectorAt): void;
  rowProducts(matrix: MatrixAt, vector: VectorAt, columns: number, out: VectorAt): void;
  scaledRowSums(matrix: MatrixAt, vector: VectorAt, columns: number, out: VectorAt): void;
  rowScale(matrix: MatrixAt, vector: VectorAt): MatrixAt;
  interpolate(a: MatrixAt, b: MatrixAt, columns: number, ratio: bigint): MatrixAt;
  movingAverage(fresh: MatrixAt, old: MatrixAt, alpha: bigint): MatrixAt;
  medianColumns(stake: VectorAt, score: MatrixAt, columns: number, majority: bigint, out: VectorAt): void;
  setAlphaRange(low: bigint, high: bigint, slope: bigint): void;
  alphaAt(difference: bigint): bigint;
  alphaRow(weights: MatrixAt, bonds: MatrixAt, row: number, consensus: VectorAt, columns: number, out: VectorAt): void;
  movingAverageLiquid(fresh: MatrixAt, old: MatrixAt, consensus: VectorAt, columns: number): MatrixAt;
  sum(vector: VectorAt, length: number): bigint;
  normalizeBy(vector: VectorAt, length: number, total: bigint, out: VectorAt): void;
  sums(left: VectorAt, right: VectorAt, length: number, out: VectorAt): void;
  products(left: VectorAt, right: VectorAt, length: number, out: VectorAt): void;
  proportionsToU16(vector: VectorAt, length: number, out: Address): void;
  pay(shares: VectorAt, length: number, emission: bigint, out: VectorAt): void;
  add(a: bigint, b: bigint): bigint;
  sub(a: bigint, b: bigint): bigint;
  mul(a: bigint, b: bigint): bigint;
  mulOrZero(a: bigint, b: bigint): bigint;
  div(a: bigint, b: bigint): bigint;
  inverse(y: bigint): number;
  divWith(x: bigint, y: bigint, inverseOfY: number): bigint;
  reciprocal(x: bigint): bigint;
  expSafe(x: bigint): bigint;
}

export const kernel: EpochKernel = loadKernel<EpochKernel>(epochWasm);

const words = (at: Address, length: number): BigInt64Array => new BigInt64Array(kernel.memory.buffer, at, length);
const halves = (at: Address, length: number): Uint16Array => new Uint16Array(kernel.memory.buffer, at, length);

export const newVector = (length: number): VectorAt => kernel.take(8 * length) as VectorAt;

/** Block numbers beyond 2^63 keep their 64 bits. */
export const vectorIn = (values: readonly bigint[]): VectorAt => {
  const at = newVector(values.length);
  words(at, values.length).set(values);
  return at;
};

/** Array.from walks an iterator and takes three times as long. */
const copied = <T>(view: { readonly length: number; readonly [i: number]: T }): T[] => {
  const out = new Array<T>(view.length);
  for (let i = 0; i < view.length; i++) out[i] = view[i]!;
  return out;
};

export const vectorOut = (at: VectorAt, length: number): I32F32[] => copied(words(at, length)) as I32F32[];

export const amountsOut = (at: VectorAt, length: number): bigint[] =>
  copied(new BigUint64Array(kernel.memory.buffer, at, length));

export const flagsIn = (flags: readonly boolean[]): Address => {
  const at = kernel.take(flags.length);
  const bytes = new Uint8Array(kernel.memory.buffer, at, flags.length);
  flags.forEach((flag, i) => {
    bytes[i] = flag ? 1 : 0;
  });
  return at;
};

export const proportionsOut = (vector: VectorAt, length: number): number[] => {
  const at = kernel.take(2 * length);
  kernel.proportionsToU16(vector, length, at);
  return copied(halves(at, length));
};

/** Rows by uid in one block, with the cell each row starts at. No uid twice; rows beyond the last neuron are left out. */
export const rowsIn = (rows: readonly StoredRow[], n: number): { raw: Address; starts: Address } => {
  const byUid = new Array<Uint16Array | undefined>(n);
  let cells = 0;
  for (const row of rows)
    if (row.uid < n) {
      byUid[row.uid] = row.cells;
      cells += row.cells.length >> 1;
    }
  const raw = kernel.take(4 * cells);
  const starts = kernel.take(4 * (n + 1));
  const block = halves(raw, 2 * cells);
  const from = new Uint32Array(kernel.memory.buffer, starts, n + 1);
  let next = 0;
  for (let uid = 0; uid < n; uid++) {
    from[uid] = next;
    const row = byUid[uid];
    if (row === undefined) continue;
    const count = row.length >> 1;
    block.set(row.length === 2 * count ? row : row.subarray(0, 2 * count), 2 * next);
    next += count;
  }
  from[n] = next;
  return { raw, starts };
};

/** The cells of the chosen rows as the chain stores them; other rows empty. */
export const storedRowsOut = (matrix: MatrixAt, n: number, isKept: (uid: number) => boolean): Uint16Array[] => {
  const starts = new Uint32Array(kernel.memory.buffer, kernel.startsOf(matrix), n + 1).slice();
  const cells = starts[n]!;
  const at = kernel.take(4 * cells);
  kernel.storeCells(matrix, at);
  const block = halves(at, 2 * cells);
  return Array.from({ length: n }, (_, uid) =>
    isKept(uid) ? block.slice(2 * starts[uid]!, 2 * starts[uid + 1]!) : new Uint16Array(0),
  );
};

export const matrixIn = (matrix: SparseMatrix): MatrixAt => {
  const cells = matrix.flat();
  const at = kernel.newMatrix(matrix.length, cells.length);
  const starts = new Uint32Array(kernel.memory.buffer, kernel.startsOf(at), matrix.length + 1);
  let next = 0;
  matrix.forEach((row, r) => {
    next += row.length;
    starts[r + 1] = next;
  });
  halves(kernel.columnsOf(at), cells.length).set(cells.map(([column]) => column));
  words(kernel.valuesOf(at), cells.length).set(cells.map(([, value]) => value));
  return at;
};

export const matrixOut = (at: MatrixAt, rows: number): SparseMatrix => {
  const starts = new Uint32Array(kernel.memory.buffer, kernel.startsOf(at), rows + 1);
  const cells = starts[rows]!;
  const columns = halves(kernel.columnsOf(at), cells);
  const values = vectorOut(kernel.valuesOf(at) as VectorAt, cells);
  return Array.from({ length: rows }, (_, r) => {
    const row: SparseCell[] = [];
    for (let i = starts[r]!; i < starts[r + 1]!; i++) row.push([columns[i]!, values[i] as I32F32]);
    return row;
  });
};
