// Origins: who calls. An origin is a caller and the filters that dispatch applies to it; root passes every filter.
// Mirrors frame_system::RawOrigin and frame-support's origin traits.

import type { AccountId } from "../primitives/ids.ts";
import type { Call } from "./call.ts";
import { Refusal } from "./refusal.ts";

/** Who calls: the system's raw origins, or one that a pallet defines. */
export type Caller =
  | { readonly type: "Root" }
  | { readonly type: "Signed"; readonly who: AccountId }
  | { readonly type: "None" }
  | { readonly type: "Authorized" }
  | { readonly type: "Pallet"; readonly pallet: string; readonly value: unknown };

export interface Origin {
  readonly caller: Caller;
  /** Calls that do not pass one of these are refused with CallFiltered. Root is never filtered. */
  readonly filters: readonly ((call: Call) => boolean)[];
}
export const rootOrigin: Origin = { caller: { type: "Root" }, filters: [] };
export const noneOrigin: Origin = { caller: { type: "None" }, filters: [] };
export const signedOrigin = (who: AccountId): Origin => ({ caller: { type: "Signed", who }, filters: [] });
/** The same caller under one more filter. */
export const filtered = (origin: Origin, filter: (call: Call) => boolean): Origin => ({
  caller: origin.caller,
  filters: [...origin.filters, filter],
});

const badOrigin = (): never => {
  throw new Refusal({ type: "BadOrigin" });
};
export const ensureSigned = (origin: Origin): AccountId =>
  origin.caller.type === "Signed" ? origin.caller.who : badOrigin();
export const ensureRoot = (origin: Origin): void => (origin.caller.type === "Root" ? undefined : badOrigin());
export const ensureNone = (origin: Origin): void => (origin.caller.type === "None" ? undefined : badOrigin());

/** Which origin a call asks for, and what its handler is told of it. */
export interface OriginRule<W> {
  readonly name: string;
  readonly check: (origin: Origin) => W;
}
/** A signed origin; the handler is told who. */
export const signed: OriginRule<AccountId> = { name: "signed", check: ensureSigned };
/** A signed origin; the handler is told the whole of it, for its filters. */
export const signedWithFilters: OriginRule<Origin> = {
  name: "signed",
  check: (origin) => {
    ensureSigned(origin);
    return origin;
  },
};
/** Whoever is not nobody: signed, root, or an origin of a pallet; the handler is told the whole of it. */
export const anyButNone: OriginRule<Origin> = {
  name: "any but none",
  check: (origin) => (origin.caller.type === "None" ? badOrigin() : origin),
};
/** Root. */
export const root: OriginRule<undefined> = { name: "root", check: (origin) => void ensureRoot(origin) };
/** No origin: inherents and unsigned transactions. */
export const none: OriginRule<undefined> = { name: "none", check: (origin) => void ensureNone(origin) };
/** A signed origin (the account) or root (undefined). */
export const signedOrRoot: OriginRule<AccountId | undefined> = {
  name: "signed or root",
  check: (origin) => (origin.caller.type === "Root" ? undefined : ensureSigned(origin)),
};
/** Whatever origin; the handler checks it itself, where the reference does. */
export const anyOrigin: OriginRule<Origin> = { name: "any", check: (origin) => origin };
