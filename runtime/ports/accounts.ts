// What pallets ask of the account store (frame_system): balances, nonces, and the reference counters that keep an
// account alive. Provided by System.

import type { FrameContext } from "../frame/context.ts";
import type { At } from "../frame/state.ts";
import type { AccountId } from "../primitives/ids.ts";
import { struct, u64, u128, type ValueOf, wrapper } from "../primitives/scale/index.ts";
import { rao, Tao } from "../primitives/units.ts";

/** pallet_balances::types::AccountData; balances are 64-bit rao on this chain. */
export const AccountData = struct(
  "pallet_balances::types::AccountData",
  { free: Tao, reserved: Tao, frozen: Tao, flags: wrapper("pallet_balances::types::ExtraFlags", u128) },
  { Balance: u64 },
);
export type AccountData = ValueOf<typeof AccountData>;
/** The flag of accounts whose references are counted the present way. */
export const NEW_LOGIC = 1n << 127n;
/** What an absent account reads as; writing it is the same as writing nothing. */
export const NO_BALANCE: AccountData = { free: rao(0n), reserved: rao(0n), frozen: rao(0n), flags: NEW_LOGIC };

export interface Accounts {
  data(at: At, who: AccountId): AccountData;
  /** Stores the balance data, or removes the account when nothing refers to it. Does not touch the reference counters. */
  setData(at: At, who: AccountId, data: AccountData): void;
  nonce(at: At, who: AccountId): number;
  incrementNonce(at: At, who: AccountId): void;
  exists(at: At, who: AccountId): boolean;
  providers(at: At, who: AccountId): number;
  consumers(at: At, who: AccountId): number;
  sufficients(at: At, who: AccountId): number;
  /** One more reason to live; tells whether the account is new (and then emits NewAccount). */
  addProvider(ctx: FrameContext, who: AccountId): "created" | "existed";
  /** One reason less; refuses with ConsumerRemaining; the account may go (KilledAccount). */
  removeProvider(ctx: FrameContext, who: AccountId): "reaped" | "exists";
  addSufficient(ctx: FrameContext, who: AccountId): "created" | "existed";
  removeSufficient(ctx: FrameContext, who: AccountId): "reaped" | "exists";
  /** Refuses with NoProviders or TooManyConsumers. */
  addConsumer(ctx: FrameContext, who: AccountId): void;
  /** As `addConsumer`, past the limit on consumers. */
  addConsumerWithoutLimit(ctx: FrameContext, who: AccountId): void;
  removeConsumer(ctx: FrameContext, who: AccountId): void;
  canRemoveProvider(at: At, who: AccountId): boolean;
  canAddConsumer(at: At, who: AccountId): boolean;
}
