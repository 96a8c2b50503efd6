// An explained epoch as text tables, or as plain JSON. No access to a chain.

import type {
  BondChange,
  ClippedWeight,
  EpochReport,
  Quantity,
  ReportFact,
  ReportStep,
  ReportTotal,
  Unit,
} from "../../runtime/pallets/subtensor/epoch/report.ts";

export interface RenderOptions {
  /** Only the rows of these neurons; all of them without. */
  readonly uids?: readonly number[];
  /** How many single weights and bonds to list at most. */
  readonly cells?: number;
}

const DEFAULT_CELLS = 20;

const decimals = (numerator: bigint, places: number): string => {
  const digits = (numerator < 0n ? -numerator : numerator).toString().padStart(places + 1, "0");
  return `${numerator < 0n ? "-" : ""}${digits.slice(0, -places)}.${digits.slice(-places)}`;
};

/** Shares to nine places, cut off, not rounded: two equal texts may differ in the last bits. */
const shareText = (bits: bigint): string => decimals((bits * 1_000_000_000n) >> 32n, 9);
/** Rao as TAO or alpha, exact. */
const amountText = (rao: bigint): string => decimals(rao, 9);

export const quantityText = (unit: Unit, value: Quantity | undefined): string => {
  if (value === undefined) return "-";
  if (typeof value === "boolean") return value ? "yes" : "no";
  switch (unit) {
    case "share":
      return shareText(BigInt(value));
    case "stake":
      return amountText(BigInt(value) >> 64n);
    case "rao":
      return amountText(BigInt(value));
    default:
      return value.toString();
  }
};

interface TableColumn {
  readonly title: string;
  readonly cells: readonly string[];
}

const table = (columns: readonly TableColumn[]): string[] => {
  const height = Math.max(0, ...columns.map(({ cells }) => cells.length));
  const widths = columns.map(({ title, cells }) =>
    cells.reduce((width, cell) => Math.max(width, cell.length), title.length),
  );
  const line = (texts: readonly string[]): string =>
    `  ${texts.map((text, i) => text.padStart(widths[i] ?? 0)).join("  ")}`.trimEnd();
  return [
    line(columns.map(({ title }) => title)),
    ...Array.from({ length: height }, (_, r) => line(columns.map(({ cells }) => cells[r] ?? ""))),
  ];
};

const factsLine = (facts: readonly ReportFact[]): string[] =>
  facts.length === 0
    ? []
    : [`  ${facts.map(({ name, unit, value }) => `${name} ${quantityText(unit, value)}`).join(" · ")}`];

const UNIT_NOTE: Partial<Readonly<Record<Unit, string>>> = { u16: "of 65535" };

const stepText = (step: ReportStep, number: number, uids: readonly number[]): string[] => {
  const columns = step.vectors.map(({ name, unit, values }) => {
    const note = UNIT_NOTE[unit];
    return {
      title: note === undefined ? name : `${name} ${note}`,
      cells: uids.map((uid) => quantityText(unit, values[uid])),
    };
  });
  return [
    "",
    `${number}. ${step.name} – ${step.does}`,
    ...factsLine(step.facts),
    ...table([{ title: "uid", cells: uids.map(String) }, ...columns]),
  ];
};

/** Single cells, those of the chosen neurons only, and not more than told. */
const cellsText = <C extends { readonly validator: number; readonly miner: number }>(
  title: string,
  all: readonly C[],
  { uids, cells = DEFAULT_CELLS }: RenderOptions,
  columnsOf: (shown: readonly C[]) => TableColumn[],
): string[] => {
  const chosen =
    uids === undefined ? all : all.filter(({ validator, miner }) => uids.includes(validator) || uids.includes(miner));
  const shown = chosen.slice(0, cells);
  const more = chosen.length - shown.length;
  return [
    "",
    `${title}: ${chosen.length}`,
    ...(shown.length === 0
      ? []
      : table([
          { title: "validator", cells: shown.map(({ validator }) => `${validator}`) },
          { title: "miner", cells: shown.map(({ miner }) => `${miner}`) },
          ...columnsOf(shown),
        ])),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ];
};

const clipColumns = (shown: readonly ClippedWeight[]): TableColumn[] => [
  { title: "weight given", cells: shown.map(({ given }) => shareText(given)) },
  { title: "left", cells: shown.map(({ left }) => shareText(left)) },
];

const bondColumns = (shown: readonly BondChange[]): TableColumn[] => [
  { title: "before", cells: shown.map(({ before }) => shareText(before)) },
  { title: "pulled toward", cells: shown.map(({ pulledToward }) => shareText(pulledToward)) },
  { title: "alpha", cells: shown.map(({ alpha }) => shareText(alpha)) },
  { title: "after", cells: shown.map(({ after }) => shareText(after)) },
  { title: "stored of 65535", cells: shown.map(({ stored }) => `${stored}`) },
];

/** Shares in units of their last bit, so that the sum shows. */
const totalText = ({ name, unit, parts, whole }: ReportTotal): string[] => {
  const rows = [...parts, { name: "together", unit, value: whole }];
  const width = Math.max(...rows.map((row) => row.name.length));
  const texts = rows.map(({ value }) => (unit === "share" ? `${value} / 2^32` : quantityText(unit, value)));
  const wide = Math.max(...texts.map((text) => text.length));
  return [`  ${name}`, ...rows.map((row, i) => `    ${row.name.padEnd(width)}  ${(texts[i] ?? "").padStart(wide)}`)];
};

export const renderReport = (report: EpochReport, options: RenderOptions = {}): string => {
  const uids = options.uids ?? Array.from({ length: report.neurons }, (_, uid) => uid);
  const kind = `Yuma ${report.yuma}${report.liquidAlpha ? " with liquid alpha" : ""}`;
  return [
    `Epoch at block ${report.block} · ${report.neurons} neurons · ${kind} · emission ${amountText(report.emission)}`,
    ...report.steps.flatMap((step, i) => stepText(step, i + 1, uids)),
    ...cellsText("weights clipped", report.clippedWeights, options, clipColumns),
    ...cellsText("bonds", report.bondChanges, options, bondColumns),
    "",
    "totals",
    ...report.totals.flatMap(totalText),
    "",
  ].join("\n");
};

/** Plain JSON: numbers beyond 32 bits as decimal text, shares and stakes as their raw bits; the unit tells which. */
export const reportJson = (report: EpochReport): string =>
  JSON.stringify(
    report,
    (_, value) => (typeof value === "bigint" ? value.toString() : value === undefined ? null : value),
    2,
  );
