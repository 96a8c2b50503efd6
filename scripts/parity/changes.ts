// What is meant to differ from the recorded facts, each with its reason. The metadata of the SDK's pallets was recorded
// at spec 393; spec 425 changed some of it. Everything else that differs is a mistake.

import type { Allowed } from "./surface.ts";

export interface Change {
  /** "Pallet.kind.Name", or a beginning of it that ends in a dot. */
  readonly place: string;
  /** The fact that differs; every fact where absent. */
  readonly fact?: string;
  readonly reason: string;
}
export const CHANGES: readonly Change[] = [
  { place: "System.constants.Version", fact: "value", reason: "spec version and API list of 425 instead of 393" },
  {
    place: "Swap.storage.AlphaSqrtPrice",
    fact: "surplus",
    reason:
      "removed at spec 423, but read without fallback by clients of that time; the reference later put it back for them",
  },
];
export const allowed: Allowed = (place, fact) =>
  CHANGES.some(
    (one) =>
      (one.place === place || (one.place.endsWith(".") && place.startsWith(one.place))) &&
      (one.fact === undefined || one.fact === fact),
  );

/** Defaults that the facts do not spell as a literal: little-endian bytes. */
export const DEFAULTS: Readonly<Record<string, string>> = {
  // A pool starts balanced: the quote's weight is one half of 10^18 parts.
  "Swap.SwapBalancer": "0000b2d3595bf006",
};

/** Values of the `fast-runtime` and `pow-faucet` builds that the facts do not give: little-endian bytes. */
export const FAST_VALUES: Readonly<Record<string, string>> = {
  // Slots of 250 ms; the minimum period is half a slot.
  "Aura.SlotDuration": "fa00000000000000",
  "Timestamp.MinimumPeriod": "7d00000000000000",
  // The faucet build sets no limit.
  "SubtensorModule.NetworkRateLimit": "0000000000000000",
};

/** Parts of the composite enums at spec 425 (construct_runtime! of runtime/src/lib.rs). */
export const OUTER: readonly (readonly [name: string, index: number])[] = [
  ["RuntimeHoldReason.Preimage", 14],
  ["RuntimeHoldReason.SafeMode", 20],
  ["RuntimeHoldReason.Contracts", 29],
  ["OriginCaller.system", 0],
  ["OriginCaller.Ethereum", 21],
];

/** Associated types where spec 425 shows others than the recorded V16. */
export const ASSOCIATED: Readonly<Record<string, readonly string[]>> = {
  MevShield: ["AuthorityId", "RuntimeCall"],
};
