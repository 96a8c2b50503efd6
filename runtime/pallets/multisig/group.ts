// The group behind a shared account: in order, without repetition, neither too few nor too many. Mirrors
// pallet-multisig 41, lib.rs (multi_account_id, ensure_sorted_and_insert, deposit, timepoint).

import type { Context } from "../../context.ts";
import { ensure } from "../../frame/refusal.ts";
import { concatBytes, utf8ToBytes } from "../../primitives/bytes.ts";
import { blake2b256 } from "../../primitives/hash/index.ts";
import { AccountId } from "../../primitives/ids.ts";
import { u64 } from "../../primitives/ints.ts";
import { u16, vec } from "../../primitives/scale/index.ts";
import { rao, type Tao } from "../../primitives/units.ts";
import { multisig, type Timepoint } from "./contract.ts";

export type Ctx = Context<"currency" | "extrinsics">;
const { constants, errors } = multisig;

const PREFIX = utf8ToBytes("modlpy/utilisuba");
const Signatories = vec(AccountId);
/** The account of a group, of which `threshold` must agree. */
export const multisigAccount = (signatories: readonly AccountId[], threshold: number): AccountId =>
  AccountId.decode(blake2b256(concatBytes(PREFIX, Signatories.encode(signatories), u16.encode(threshold))));

/** The group's account, once its members stand in order. */
export function ensureGroup(ctx: Ctx, who: AccountId, others: readonly AccountId[], threshold: number): AccountId {
  ensure(others.length > 0, errors.TooFewSignatories);
  ensure(others.length < constants.MaxSignatories.get(ctx), errors.TooManySignatories);
  let before: AccountId | undefined;
  for (const one of others) {
    ensure(before === undefined || before < one, errors.SignatoriesOutOfOrder);
    ensure(one !== who, errors.SenderInSignatories);
    before = one;
  }
  const lower = others.filter((one) => one < who);
  return multisigAccount([...lower, who, ...others.slice(lower.length)], threshold);
}

export const depositFor = (ctx: Ctx, threshold: number): Tao =>
  rao(u64.wrap(constants.DepositBase.get(ctx) + u64.wrap(constants.DepositFactor.get(ctx) * BigInt(threshold))));
/** Here and now. */
export const timepoint = (ctx: Ctx): Timepoint => ({
  height: ctx.block.number,
  index: ctx.ports.extrinsics.index(ctx),
});
export const sameTimepoint = (a: Timepoint, b: Timepoint): boolean => a.height === b.height && a.index === b.index;
