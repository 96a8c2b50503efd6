// The public surface of a runtime in comparable form: per pallet and kind, entries by name, each a few facts as text.

export type Facts = Readonly<Record<string, string>>;
export type Entries = Map<string, Facts>;
export const KINDS = ["calls", "storage", "events", "errors", "constants", "views", "associated"] as const;
export type Kind = (typeof KINDS)[number];
export interface SurfacePallet {
  readonly name: string;
  readonly index: number;
  readonly entries: Readonly<Record<Kind, Entries>>;
}
export interface Surface {
  readonly pallets: readonly SurfacePallet[];
  /** Runtime API methods by "Api.method". */
  readonly apis: Entries;
  /** APIs that the runtime's version lists. */
  readonly versions: Entries;
  readonly extensions: Entries;
  /** The parts of composite enums: "RuntimeHoldReason.Preimage". */
  readonly outer: Entries;
}

export interface Difference {
  readonly place: string;
  readonly fact: string;
  readonly expected: string;
  readonly declared: string;
}
export interface Tally {
  declared: number;
  matching: number;
  readonly missing: string[];
  readonly different: Difference[];
}
export const emptyTally = (): Tally => ({ declared: 0, matching: 0, missing: [], different: [] });

/** Differences that are meant to be: by place and, where given, by fact. */
export type Allowed = (place: string, fact: string) => boolean;

export function compareEntries(
  place: string,
  expected: Entries,
  declared: Entries,
  allowed: Allowed,
  into: Tally,
): void {
  into.declared += declared.size;
  for (const [name, facts] of expected) {
    const whole = `${place}.${name}`;
    const found = declared.get(name);
    if (found === undefined) {
      if (facts.optional === undefined && !allowed(whole, "missing")) into.missing.push(whole);
      continue;
    }
    const differences = Object.entries(facts).filter(
      ([fact, value]) => fact !== "optional" && value !== found[fact] && !allowed(whole, fact),
    );
    if (differences.length === 0) into.matching++;
    for (const [fact, value] of differences)
      into.different.push({ place: whole, fact, expected: value, declared: found[fact] ?? "nothing" });
  }
  for (const name of declared.keys()) {
    const whole = `${place}.${name}`;
    if (expected.has(name)) continue;
    if (allowed(whole, "surplus")) into.matching++;
    else into.different.push({ place: whole, fact: "presence", expected: "nothing", declared: "declared" });
  }
}

/** Two long texts from a little before where they part. */
export function parting(a: string, b: string, width = 100): [string, string] {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const from = Math.max(0, at - 30);
  const cut = (text: string) =>
    `${from > 0 ? "…" : ""}${text.slice(from, from + width)}${text.length > from + width ? "…" : ""}`;
  return [cut(a), cut(b)];
}
