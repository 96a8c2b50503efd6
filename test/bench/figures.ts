// Figures of a benchmark: medians with their spread, against a limit where one is promised.

export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly runs: number;
  /** What is promised: at most, or at least. */
  readonly limit?: { readonly kind: "at most" | "at least"; readonly value: number };
}
export function figure(name: string, unit: string, samples: readonly number[], limit?: Figure["limit"]): Figure {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return {
    name,
    unit,
    median,
    min: sorted[0]!,
    max: sorted.at(-1)!,
    runs: sorted.length,
    ...(limit === undefined ? {} : { limit }),
  };
}
export const atMost = (value: number) => ({ kind: "at most", value }) as const;
export const atLeast = (value: number) => ({ kind: "at least", value }) as const;
export const isKept = ({ median, limit }: Figure): boolean =>
  limit === undefined || (limit.kind === "at most" ? median <= limit.value : median >= limit.value);

const short = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(2) : value.toPrecision(3);
/** One row per figure, aligned. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((one) => [
    one.name,
    `${short(one.median)} ${one.unit}`,
    `${short(one.min)} – ${short(one.max)}`,
    String(one.runs),
    one.limit === undefined ? "" : `${one.limit.kind} ${one.limit.value}`,
    one.limit === undefined ? "" : isKept(one) ? "ok" : "MISSED",
  ]);
  const all = [["figure", "median", "spread", "runs", "promised", ""], ...rows];
  const widths = all[0]!.map((_, i) => Math.max(...all.map((row) => row[i]!.length)));
  return all
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
