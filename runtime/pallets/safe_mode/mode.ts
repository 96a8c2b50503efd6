// Entering, extending and leaving safe mode, and the deposits paid for it. Mirrors pallet-safe-mode 22, lib.rs.

import type { Context } from "../../context.ts";
import { attempt, ensure, refuse } from "../../frame/refusal.ts";
import type { Handles } from "../../frame/section.ts";
import type { AccountId } from "../../primitives/ids.ts";
import { u32 } from "../../primitives/ints.ts";
import type { Tao } from "../../primitives/units.ts";
import type { Weight } from "../../primitives/weight.ts";
import { type ExitReason, SafeMode, safeMode } from "./contract.ts";
import { weights } from "./weights.ts";

type Ctx = Context<"currency">;
type Handler<N extends string> = Handles<typeof safeMode, N, Ctx>;
const { Deposits, EnteredUntil } = safeMode.storage;
const { constants, errors, events } = safeMode;

/** Blocks that root brings: a day to begin with, half a day more. */
const ROOT_ENTER_DURATION = 7200;
const ROOT_EXTEND_DURATION = 3600;
const REASON = { pallet: SafeMode.name, value: "EnterOrExtend" };

function hold(ctx: Ctx, who: AccountId, amount: Tao): void {
  const { currency } = ctx.ports;
  ensure(currency.onHold(ctx, REASON, who) === 0n, errors.AlreadyDeposited);
  ensure(attempt(() => currency.hold(ctx, REASON, who, amount)) === undefined, errors.CurrencyError);
  Deposits.set(ctx, who, ctx.block.number, amount);
  ctx.emit(events.DepositPlaced({ account: who, amount }));
}
function begin(ctx: Ctx, duration: number, payer?: AccountId): void {
  ensure(!EnteredUntil.has(ctx), errors.Entered);
  if (payer !== undefined) hold(ctx, payer, constants.EnterDepositAmount.get(ctx) ?? refuse(errors.NotConfigured));
  const until = u32.saturatingAdd(ctx.block.number, duration);
  EnteredUntil.set(ctx, until);
  ctx.emit(events.Entered({ until }));
}
function prolong(ctx: Ctx, duration: number, payer?: AccountId): void {
  const before = EnteredUntil.get(ctx) ?? refuse(errors.Exited);
  if (payer !== undefined) hold(ctx, payer, constants.ExtendDepositAmount.get(ctx) ?? refuse(errors.NotConfigured));
  const until = u32.saturatingAdd(before, duration);
  EnteredUntil.set(ctx, until);
  ctx.emit(events.Extended({ until }));
}
function end(ctx: Ctx, reason: ExitReason): void {
  if (EnteredUntil.take(ctx) === undefined) refuse(errors.Exited);
  ctx.emit(events.Exited({ reason }));
}

export const enter: Handler<"enter"> = (ctx, who) => begin(ctx, constants.EnterDuration.get(ctx), who);
export const forceEnter: Handler<"force_enter"> = (ctx) => begin(ctx, ROOT_ENTER_DURATION);
export const extend: Handler<"extend"> = (ctx, who) => prolong(ctx, constants.ExtendDuration.get(ctx), who);
export const forceExtend: Handler<"force_extend"> = (ctx) => prolong(ctx, ROOT_EXTEND_DURATION);
export const forceExit: Handler<"force_exit"> = (ctx) => end(ctx, "Force");

export const forceSlashDeposit: Handler<"force_slash_deposit"> = (ctx, _root, { account, block }) => {
  const amount = Deposits.take(ctx, account, block) ?? refuse(errors.NoDeposit);
  const burnt = attempt(
    () =>
      void ctx.ports.currency.burnHeld(ctx, REASON, account, amount, { precision: "BestEffort", fortitude: "Force" }),
  );
  ensure(burnt === undefined, errors.CurrencyError);
  ctx.emit(events.DepositSlashed({ account, amount }));
};

function release(ctx: Ctx, account: AccountId, amount: Tao): void {
  let released = amount;
  const refusal = attempt(() => {
    released = ctx.ports.currency.release(ctx, REASON, account, amount, "BestEffort");
  });
  ensure(refusal === undefined, errors.CurrencyError);
  ctx.emit(events.DepositReleased({ account, amount: released }));
}
export const releaseDeposit: Handler<"release_deposit"> = (ctx, _who, { account, block }) => {
  const amount = Deposits.take(ctx, account, block) ?? refuse(errors.NoDeposit);
  ensure(!EnteredUntil.has(ctx), errors.Entered);
  const delay = constants.ReleaseDelay.get(ctx) ?? refuse(errors.NotConfigured);
  ensure(ctx.block.number > u32.saturatingAdd(block, delay), errors.CannotReleaseYet);
  release(ctx, account, amount);
};
export const forceReleaseDeposit: Handler<"force_release_deposit"> = (ctx, _root, { account, block }) =>
  release(ctx, account, Deposits.take(ctx, account, block) ?? refuse(errors.NoDeposit));

/** Ends safe mode when its last block is over. */
export function endOnTime(ctx: Ctx, now: number): Weight {
  const until = EnteredUntil.get(ctx);
  if (until === undefined || now <= until) return weights.on_initialize_noop;
  end(ctx, "Timeout");
  return weights.on_initialize_exit;
}
