// Replays fixed.json: conversions and arithmetic of every fixed-point type.

import type { Fixed } from "../../runtime/primitives/fixed/fixed.ts";
import { F32, F64 } from "../../runtime/primitives/fixed/float.ts";
import { type Int, i64, i128, u8, u16, u32, u64, u128 } from "../../runtime/primitives/ints.ts";
import { formatNamed } from "./fixed_formats.ts";
import { orElse, type Replayed, type Row, rowsOf, type Tally, tally, whole } from "./tally.ts";

type TableName = "from_int" | "from_float" | "from_fixed" | "unary" | "to_int" | "to_float" | "binary";
type Tables = Readonly<Record<TableName, readonly (readonly unknown[])[]>>;
interface FixedVectors {
  readonly columns: Readonly<Record<TableName, readonly string[]>>;
  readonly types: Readonly<
    Record<string, Tables & { bits: number; frac: number; signed: boolean; from_float_inf?: Record<string, string> }>
  >;
}

type Unary = (x: bigint) => bigint | undefined;
const unaryOf = (type: Fixed<bigint>): Record<string, Unary> => ({
  int: type.int,
  frac: type.fraction,
  checked_floor: type.floor,
  saturating_floor: type.floor,
  wrapping_floor: type.floor,
  checked_ceil: type.checkedCeil,
  saturating_ceil: type.saturatingCeil,
  wrapping_ceil: type.ceil,
  checked_round: type.checkedRound,
  saturating_round: type.saturatingRound,
  wrapping_round: type.round,
  round_to_zero: type.roundToZero,
  checked_round_ties_to_even: type.checkedRoundTiesToEven,
  checked_neg: type.checkedNeg,
  saturating_neg: type.saturatingNeg,
  wrapping_neg: type.neg,
  // Unsigned types have neither of these in the reference.
  saturating_abs: type.signed ? type.saturatingAbs : () => undefined,
  signum: type.signed ? type.signum : () => undefined,
});

type Binary = (a: bigint, b: bigint) => bigint | number | undefined | null;
const binaryOf = (type: Fixed<bigint>): Record<string, Binary> => ({
  saturating_add: type.saturatingAdd,
  checked_add: type.checkedAdd,
  wrapping_add: type.add,
  saturating_sub: type.saturatingSub,
  checked_sub: type.checkedSub,
  wrapping_sub: type.sub,
  saturating_mul: type.saturatingMul,
  checked_mul: type.checkedMul,
  wrapping_mul: type.mul,
  // A zero divisor is a panic there, recorded as null.
  saturating_div: (a, b) => orElse(() => type.saturatingDiv(a, b), null),
  checked_div: type.checkedDiv,
  wrapping_div: (a, b) => orElse(() => type.div(a, b), null),
  checked_rem: type.checkedRem,
  cmp: type.cmp,
});

const ints: Readonly<Record<string, Int<number> | Int<bigint>>> = { u8, u16, u32, u64, i64, u128, i128 };
const toInt = (type: Fixed<bigint>, x: bigint, column: string) => {
  const [mode, name] = column.split("_") as [string, string];
  const int = ints[name] as Int<bigint>;
  const convert = { sat: type.saturatingToNum, chk: type.checkedToNum, wrap: type.toNum }[mode];
  const value = convert?.(x, int);
  return value === undefined ? undefined : BigInt(value);
};

/** Answers for the columns after the inputs, beside what the row records there. */
const compare = (rows: Tally, where: string, row: Row, inputs: number, answer: (column: string) => unknown) => {
  const columns = Object.keys(row);
  const given = columns.slice(0, inputs).map((name) => row[name]);
  const asked = columns.slice(inputs);
  rows.row(
    `${where} ${given.join(" ")} [${asked.join(" ")}]`,
    asked.map(answer),
    asked.map((name) => row[name]),
  );
};

export const replay = (data: unknown): Replayed => {
  const vectors = data as FixedVectors;
  const rows = tally();
  for (const [name, tables] of Object.entries(vectors.types)) {
    const type = formatNamed(name);
    const read = (table: TableName) => rowsOf({ columns: vectors.columns[table], rows: tables[table] });
    rows.row(`${name} shape`, [type.bits, type.frac, type.signed], [tables.bits, tables.frac, tables.signed]);

    for (const row of read("from_int")) {
      const x = whole(row, "value");
      const answers = { saturating: type.saturatingFromNum, checked: type.checkedFromNum, wrapping: type.fromNum };
      compare(rows, `${name} from`, row, 2, (column) => answers[column as keyof typeof answers](x));
    }
    for (const row of read("from_float")) {
      const x = Buffer.from(row.value_f64_hex_bits as string, "hex").readDoubleBE();
      const format = row.src_type === "f32" ? F32 : F64;
      compare(rows, `${name} from`, row, 3, (column) =>
        column === "saturating"
          ? orElse(() => type.saturatingFromFloat(x, format), "panic")
          : column === "checked"
            ? orElse(() => type.checkedFromFloat(x, format), "panic")
            : orElse(() => type.fromFloat(x, format), "panic"),
      );
    }
    if (tables.from_float_inf)
      rows.row(
        `${name} from infinities`,
        {
          saturating_inf: type.saturatingFromFloat(Number.POSITIVE_INFINITY),
          saturating_neg_inf: type.saturatingFromFloat(Number.NEGATIVE_INFINITY),
        },
        tables.from_float_inf,
      );
    for (const row of read("from_fixed")) {
      const x = whole(row, "src_bits");
      const source = formatNamed(row.src_type as string);
      const answers = {
        saturating: type.saturatingFromFixed,
        checked: type.checkedFromFixed,
        wrapping: type.fromFixed,
      };
      compare(rows, `${name} from`, row, 2, (column) => answers[column as keyof typeof answers](source, x));
    }
    const unary = unaryOf(type);
    for (const row of read("unary"))
      compare(rows, `${name} of`, row, 1, (column) => unary[column]?.(whole(row, "bits")));
    for (const row of read("to_int"))
      compare(rows, `${name} to int`, row, 1, (column) => toInt(type, whole(row, "bits"), column));
    for (const row of read("to_float"))
      compare(rows, `${name} to float`, row, 1, (column) =>
        type.toFloat(whole(row, "bits"), column === "to_f32" ? F32 : F64),
      );
    const binary = binaryOf(type);
    for (const row of read("binary"))
      compare(rows, `${name} of`, row, 2, (column) => binary[column]?.(whole(row, "a"), whole(row, "b")));
  }
  return rows;
};
