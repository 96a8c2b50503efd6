// Counts the rows of a replay: a row is equal when every value of it is, to the last bit.

export interface Replayed {
  readonly tried: number;
  readonly equal: number;
  /** One line for each row that differs, the first hundred. */
  readonly differences: string[];
}

export interface Tally extends Replayed {
  /** Compares what was computed with what was recorded, in the files' notation (bigint as text, none as null). */
  readonly row: (where: string, got: unknown, want: unknown) => void;
}

const KEPT = 100;

/** The recorded notation of a value. */
const noted = (_key: string, value: unknown) =>
  typeof value === "bigint" ? value.toString() : value === undefined ? null : value;
const text = (value: unknown): string => JSON.stringify(value, noted) ?? "null";

export const tally = (): Tally => {
  let tried = 0;
  let equal = 0;
  const differences: string[] = [];
  return {
    get tried() {
      return tried;
    },
    get equal() {
      return equal;
    },
    differences,
    row: (where, got, want) => {
      tried += 1;
      const [left, right] = [text(got), text(want)];
      if (left === right) equal += 1;
      else if (differences.length < KEPT) differences.push(`${where}: got ${left}, recorded ${right}`);
    },
  };
};

/** The result of f, or the given word when it throws: the reference's panic. */
export const orElse = <T, W>(f: () => T, word: W): T | W => {
  try {
    return f();
  } catch {
    return word;
  }
};

/** A row as an object by column name. */
export type Row = Readonly<Record<string, unknown>>;
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}
export const rowsOf = ({ columns, rows }: Table): Row[] =>
  rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));

/** The integer in a field. */
export const whole = (row: Row, name: string): bigint => BigInt(row[name] as string | number);
