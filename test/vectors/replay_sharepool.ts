// Replays sharepool.json: SafeFloat arithmetic and sequences of pool operations.

import type { U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import {
  add,
  divide,
  greater,
  isZero,
  mulDiv,
  SAFE_FLOAT_ZERO,
  type SafeFloat,
  safeFloat,
  safeFloatFromU64,
  safeFloatFromU64F64,
  safeFloatToU64,
  sub,
} from "../../runtime/primitives/share_pool/safe_float.ts";
import {
  type SharePoolData,
  tryValueOfKey,
  updateValueForAll,
  updateValueForOne,
  valueOfKey,
  wouldUpdateValueForOne,
} from "../../runtime/primitives/share_pool/share_pool.ts";
import { type Replayed, type Row, rowsOf, type Table, tally, whole } from "./tally.ts";

type Pair = readonly [mantissa: string, exponent: string];
interface Sequence {
  readonly start: { shared_value: string; denominator: Pair; shares: readonly (readonly [number, Pair])[] };
  readonly steps: readonly {
    readonly op: string;
    readonly key: number;
    readonly arg: string;
    readonly sim: boolean | null;
    readonly shared_value: string;
    readonly denominator: Pair;
    readonly share: Pair | null;
    readonly values: readonly string[];
    readonly try_values: readonly (string | null)[];
  }[];
}

const read = (pair: unknown): SafeFloat => {
  const [mantissa, exponent] = pair as Pair;
  return { mantissa: BigInt(mantissa), exponent: BigInt(exponent) };
};
const shown = (x: SafeFloat | undefined) => x && [x.mantissa, x.exponent];

/** By section: what the recorded result columns should hold, in order. */
const sections: Readonly<Record<string, { inputs: number; answer: (row: Row) => unknown[] }>> = {
  new: { inputs: 2, answer: (row) => [shown(safeFloat(whole(row, "mantissa"), whole(row, "exponent")))] },
  binary: {
    inputs: 2,
    answer: (row) => {
      const [a, b] = [read(row.a), read(row.b)];
      return [shown(add(a, b)), shown(sub(a, b)), shown(divide(a, b)), greater(a, b)];
    },
  },
  mul_div: { inputs: 3, answer: (row) => [shown(mulDiv(read(row.self), read(row.a), read(row.b)))] },
  to_u64: { inputs: 1, answer: (row) => [safeFloatToU64(read(row.a)), isZero(read(row.a))] },
  from_u64: { inputs: 1, answer: (row) => [shown(safeFloatFromU64(whole(row, "u64")))] },
  from_u64f64: { inputs: 1, answer: (row) => [shown(safeFloatFromU64F64(whole(row, "u64f64_bits") as U64F64))] },
};

/** A pool in memory. */
export const memoryPool = (): SharePoolData<number> & { readonly shares: Map<number, SafeFloat> } => {
  let value = 0n;
  let denominator = SAFE_FLOAT_ZERO;
  const shares = new Map<number, SafeFloat>();
  return {
    shares,
    sharedValue: () => value,
    share: (key) => shares.get(key),
    denominator: () => denominator,
    setSharedValue: (next) => {
      value = next;
    },
    setShare: (key, share) => {
      shares.set(key, share);
    },
    setDenominator: (next) => {
      denominator = next;
    },
  };
};

export const replay = (data: unknown): Replayed => {
  const { pool_sequences, ...tables } = data as Record<string, Table> & { pool_sequences: readonly Sequence[] };
  const rows = tally();
  for (const [name, table] of Object.entries(tables)) {
    const section = sections[name];
    for (const row of rowsOf(table)) {
      const values = Object.values(row);
      const inputs = values.slice(0, section?.inputs ?? 0);
      rows.row(
        `${name} ${JSON.stringify(inputs)}`,
        section ? section.answer(row) : "no such section",
        values.slice(section?.inputs ?? 0),
      );
    }
  }
  pool_sequences.forEach(({ start, steps }, number) => {
    const pool = memoryPool();
    pool.setSharedValue(BigInt(start.shared_value));
    pool.setDenominator(read(start.denominator));
    for (const [key, share] of start.shares) pool.setShare(key, read(share));
    steps.forEach((step, i) => {
      const amount = BigInt(step.arg);
      let sim: boolean | null = null;
      if (step.op === "update_value_for_one") updateValueForOne(pool, step.key, amount);
      else if (step.op === "update_value_for_all") updateValueForAll(pool, amount);
      else if (step.op === "sim_update_value_for_one") sim = wouldUpdateValueForOne(pool, amount);
      else throw new Error(`no pool operation ${step.op}`);
      const keys = step.values.map((_, key) => key);
      rows.row(
        `pool ${number} step ${i} ${step.op} ${step.key} ${step.arg}`,
        {
          sim,
          shared_value: pool.sharedValue(),
          denominator: shown(pool.denominator()),
          share: shown(pool.share(step.key)),
          values: keys.map((key) => valueOfKey(pool, key)),
          try_values: keys.map((key) => tryValueOfKey(pool, key)),
        },
        {
          sim: step.sim,
          shared_value: step.shared_value,
          denominator: step.denominator,
          share: step.share,
          values: step.values,
          try_values: step.try_values,
        },
      );
    });
  });
  return rows;
};
