// A profile says which build of the reference is meant: the production constants or the fast-blocks ones, with or
// without the proof-of-work faucet. It also carries constants replaced for a test or an experiment.

export interface Profile {
  readonly name: string;
  /** The `fast-runtime` build: 250 ms slots, short tempos and delays. */
  readonly fast: boolean;
  /** The `pow-faucet` build. */
  readonly faucet: boolean;
  /** Constants replaced by name, "Pallet.Constant"; empty on the chains that people use. */
  readonly constants: Readonly<Record<string, unknown>>;
}

export const STANDARD: Profile = { name: "standard", fast: false, faucet: false, constants: {} };
export const FAST: Profile = { name: "fast", fast: true, faucet: true, constants: {} };

/** A value, or a value that depends on the profile. */
export type ByProfile<V> = V | ((profile: Profile) => V);
export const resolve = <V>(value: ByProfile<V>, profile: Profile): V =>
  typeof value === "function" ? (value as (profile: Profile) => V)(profile) : value;
/** The reference's `prod_or_fast!`. */
export const prodOrFast =
  <V>(production: V, fast: V) =>
  (profile: Profile): V =>
    profile.fast ? fast : production;
/** The value of a declared constant: a storage default that follows the constant where it is replaced. */
export const follow =
  <V>(constant: { get(ctx: { readonly profile: Profile }): V }) =>
  (profile: Profile): V =>
    constant.get({ profile });
