// Replays transcendental.json: exp, ln, log2, sqrt and powers, safe-math, and the few functions of the chain built on them.

import { emissionAtIssuance } from "../../runtime/pallets/subtensor/coinbase/emission_curve.ts";
import { powNormalized, safePow } from "../../runtime/pallets/subtensor/coinbase/subnet_shares.ts";
import { alphaSigmoid } from "../../runtime/pallets/subtensor/epoch/alpha.ts";
import { expSafe, safeLn, sigmoidSafe } from "../../runtime/pallets/subtensor/epoch/math/scalar.ts";
import { expDecay } from "../../runtime/pallets/subtensor/locks/exp_decay.ts";
import { I32F32, U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { exp, ln, log2, pow, powi, sqrt } from "../../runtime/primitives/fixed/transcendental.ts";
import {
  checkedLn,
  checkedLog,
  checkedPow,
  checkedSqrt,
  traitCheckedFloor,
} from "../../runtime/primitives/safe_math/fixed_ext.ts";
import { formatNamed } from "./fixed_formats.ts";
import { orElse, type Replayed, type Row, rowsOf, type Table, tally, whole } from "./tally.ts";

type Section = (row: Row) => unknown[];

/** The library's functions answer "err" where they fail. */
const unary = { exp, ln, log2, sqrt };
const err = (x: bigint | undefined) => x ?? "err";

const i32f32 = (row: Row, name: string) => I32F32.fromBits(whole(row, name));
const u64f64 = (row: Row, name: string) => U64F64.fromBits(whole(row, name));

/** Of primitives/safe-math, by type. */
const safeMath: Readonly<Record<string, (type: string) => Section>> = {
  checked_pow: (type) => (row) => [checkedPow(formatNamed(type), whole(row, "x"), Number(row.exponent_i32))],
  checked_sqrt: (type) => (row) => [checkedSqrt(formatNamed(type), whole(row, "x"), whole(row, "epsilon"))],
  checked_ln: (type) => (row) => [checkedLn(formatNamed(type), whole(row, "x"))],
  checked_log: (type) => (row) => [checkedLog(formatNamed(type), whole(row, "x"), whole(row, "base"))],
  misc: (name) => (row) => {
    const type = formatNamed(name);
    const [a, b] = [whole(row, "a"), whole(row, "b")];
    return [
      traitCheckedFloor(type, a),
      type.absDiff(a, b),
      type.safeDiv(a, b),
      type.safeDivOr(a, b, type.saturatingFromNum(7)),
    ];
  },
};

/** Of the chain itself. */
const chain: Readonly<Record<string, Section>> = {
  exp_safe_I32F32: (row) => [expSafe(i32f32(row, "x"))],
  safe_ln_I32F32: (row) => [safeLn(i32f32(row, "x"))],
  sigmoid_safe_I32F32: (row) => [sigmoidSafe(i32f32(row, "input"), i32f32(row, "rho"), i32f32(row, "kappa"))],
  exp_decay: (row) => [expDecay(whole(row, "dt"), whole(row, "tau"))],
  safe_pow: (row) => [safePow(u64f64(row, "val_U64F64"), u64f64(row, "p_U64F64"))],
  inplace_pow_normalize: (row) => {
    const flows = (row.flows_U64F64 as string[]).map((bits) => U64F64.fromBits(BigInt(bits)));
    return [powNormalized(flows, u64f64(row, "p_U64F64"))];
  },
  block_emission_for_issuance: (row) => [
    emissionAtIssuance(whole(row, "issuance"), {
      totalSupply: 21_000_000_000_000_000n,
      defaultBlockEmission: 1_000_000_000n,
    }) ?? "err",
  ],
  alpha_sigmoid: (row) => [
    alphaSigmoid(i32f32(row, "consensus"), i32f32(row, "weight"), i32f32(row, "bond"), {
      low: i32f32(row, "alpha_low"),
      high: i32f32(row, "alpha_high"),
      steepness: i32f32(row, "steepness"),
    }),
  ],
};

const sectionNamed = (name: string): Section | undefined => {
  if (chain[name]) return chain[name];
  const guarded = /^safe_math_(checked_[a-z]+|misc)_([A-Z0-9]+)$/.exec(name);
  if (guarded) return safeMath[guarded[1] as string]?.(guarded[2] as string);
  const plain = /^(exp|ln|log2|sqrt)_([A-Z0-9]+)_([A-Z0-9]+)(_b)?$/.exec(name);
  if (plain) {
    const f = unary[plain[1] as keyof typeof unary];
    const [from, to] = [formatNamed(plain[2]), formatNamed(plain[3])];
    return (row) => [err(f(from, to, whole(row, "x")))];
  }
  const power = /^(powi?)_([A-Z0-9]+)$/.exec(name);
  if (!power) return undefined;
  const type = formatNamed(power[2]);
  return power[1] === "pow"
    ? (row) => [err(pow(type, type, whole(row, "x"), whole(row, "exponent")))]
    : (row) => [err(powi(type, type, whole(row, "x"), Number(row.exponent)))];
};

export const replay = (data: unknown): Replayed => {
  const rows = tally();
  for (const [name, table] of Object.entries(data as Record<string, Table>)) {
    const section = sectionNamed(name);
    for (const row of rowsOf(table)) {
      const answers = section ? orElse(() => section(row), ["panic"]) : ["no such section"];
      const values = Object.values(row);
      const inputs = values.length - answers.length;
      rows.row(`${name} ${values.slice(0, inputs).join(" ")}`, answers, values.slice(inputs));
    }
  }
  return rows;
};
