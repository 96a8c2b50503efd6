// Keeping, wanting and clearing preimages. Mirrors pallet-preimage 41, lib.rs (note_bytes, do_request_preimage,
// do_unnote_preimage, do_unrequest_preimage, do_ensure_updated).

import type { Context } from "../../context.ts";
import { attempt, ensure, refuse } from "../../frame/refusal.ts";
import { blake2b256 } from "../../primitives/hash/index.ts";
import { type AccountId, type H256, h256 } from "../../primitives/ids.ts";
import { u32, u64 } from "../../primitives/ints.ts";
import { rao, type Tao } from "../../primitives/units.ts";
import { MAX_SIZE, Preimage, preimage, type RequestStatus } from "./contract.ts";

export type Ctx = Context<"currency">;
type Owned = readonly [who: AccountId, amount: Tao];
const { PreimageFor, RequestStatusFor, StatusFor } = preimage.storage;
const { errors, events } = preimage;

/** Two items and 64 bytes, then each byte of the preimage. */
const BASE_DEPOSIT = 104_000_000n;
const BYTE_DEPOSIT = 1_000_000n;
const REASON = { pallet: Preimage.name, value: "Preimage" };

function takeTicket(ctx: Ctx, who: AccountId, length: number): Owned {
  const amount = rao(u64.saturate(BASE_DEPOSIT + BYTE_DEPOSIT * BigInt(length)));
  ctx.ports.currency.hold(ctx, REASON, who, amount);
  return [who, amount];
}
/** A release that fails leaves the amount on hold. */
function returnTicket(ctx: Ctx, [who, amount]: Owned): void {
  attempt(() => void ctx.ports.currency.release(ctx, REASON, who, amount, "BestEffort"));
}

/** Brings a status from before holds up to date; tells whether there was one. */
export function ensureUpdated(ctx: Ctx, hash: H256): boolean {
  const old = StatusFor.take(ctx, hash);
  if (old === undefined) return false;
  // What cannot be held again is lost to its owner, status and all.
  const renewed = ([who, amount]: Owned, length: number): Owned | undefined => {
    ctx.ports.currency.unreserve(ctx, who, amount);
    let ticket: Owned | undefined;
    attempt(() => {
      ticket = takeTicket(ctx, who, length);
    });
    return ticket;
  };
  if (old.type === "Unrequested") {
    const ticket = renewed(old.value.deposit, old.value.len);
    if (ticket !== undefined)
      RequestStatusFor.set(ctx, hash, { type: "Unrequested", value: { ticket, len: old.value.len } });
    return true;
  }
  const { deposit, count, len } = old.value;
  let ticket: Owned | undefined;
  if (deposit !== undefined && len === undefined) ctx.ports.currency.unreserve(ctx, ...deposit);
  else if (deposit !== undefined && len !== undefined) {
    ticket = renewed(deposit, len);
    if (ticket === undefined) return true;
  }
  setRequested(ctx, hash, { maybe_ticket: ticket, count, maybe_len: len });
  return true;
}
const setRequested = (ctx: Ctx, hash: H256, value: Extract<RequestStatus, { type: "Requested" }>["value"]): void =>
  RequestStatusFor.set(ctx, hash, { type: "Requested", value });
function statusOf(ctx: Ctx, hash: H256): RequestStatus | undefined {
  ensureUpdated(ctx, hash);
  return RequestStatusFor.get(ctx, hash);
}

/** Keeps bytes, for a depositor or for the system; tells whether the system wants them. */
export function noteBytes(
  ctx: Ctx,
  bytes: Uint8Array,
  depositor: AccountId | undefined,
): { readonly requested: boolean; readonly hash: H256 } {
  const hash = h256(blake2b256(bytes));
  const len = bytes.length;
  ensure(len <= MAX_SIZE, errors.TooBig);
  const status = statusOf(ctx, hash);
  let requested = true;
  if (status?.type === "Requested") setRequested(ctx, hash, { ...status.value, maybe_len: len });
  else if (depositor === undefined)
    setRequested(ctx, hash, { maybe_ticket: status?.value.ticket, count: 1, maybe_len: status?.value.len ?? len });
  else {
    ensure(status === undefined, errors.AlreadyNoted);
    const ticket = takeTicket(ctx, depositor, len);
    RequestStatusFor.set(ctx, hash, { type: "Unrequested", value: { ticket, len } });
    requested = false;
  }
  PreimageFor.set(ctx, [hash, len], bytes);
  ctx.emit(events.Noted({ hash }));
  return { requested, hash };
}

export function request(ctx: Ctx, hash: H256): void {
  const status = statusOf(ctx, hash);
  if (status?.type === "Requested") {
    const count = u32.saturatingAdd(status.value.count, 1);
    setRequested(ctx, hash, { ...status.value, count });
    if (count > 1) return;
  } else setRequested(ctx, hash, { maybe_ticket: status?.value.ticket, count: 1, maybe_len: status?.value.len });
  ctx.emit(events.Requested({ hash }));
}

export function unrequest(ctx: Ctx, hash: H256): void {
  const status = statusOf(ctx, hash);
  if (status?.type !== "Requested") refuse(errors.NotRequested);
  const { count, maybe_len, maybe_ticket } = status.value;
  if (count > 1) {
    setRequested(ctx, hash, { ...status.value, count: count - 1 });
    return;
  }
  // Kept with an owner: it goes back to him.
  if (maybe_len !== undefined && maybe_ticket !== undefined) {
    RequestStatusFor.set(ctx, hash, { type: "Unrequested", value: { ticket: maybe_ticket, len: maybe_len } });
    return;
  }
  if (maybe_len !== undefined) PreimageFor.delete(ctx, [hash, maybe_len]);
  RequestStatusFor.delete(ctx, hash);
  if (maybe_len !== undefined) ctx.emit(events.Cleared({ hash }));
}

/** Clears bytes, or only gives the deposit back while somebody wants them. An owner may clear his own; `undefined` may all. */
export function unnote(ctx: Ctx, hash: H256, owner: AccountId | undefined): void {
  const status = statusOf(ctx, hash) ?? refuse(errors.NotNoted);
  const ticket = status.type === "Requested" ? status.value.maybe_ticket : status.value.ticket;
  if (ticket === undefined) {
    ensure(owner === undefined, errors.NotAuthorized);
    unrequest(ctx, hash);
    return;
  }
  ensure(owner === undefined || owner === ticket[0], errors.NotAuthorized);
  returnTicket(ctx, ticket);
  if (status.type === "Requested") {
    setRequested(ctx, hash, { ...status.value, maybe_ticket: undefined });
    return;
  }
  RequestStatusFor.delete(ctx, hash);
  PreimageFor.delete(ctx, [hash, status.value.len]);
  ctx.emit(events.Cleared({ hash }));
}

export function lengthOf(ctx: Ctx, hash: H256): number | undefined {
  const status = statusOf(ctx, hash);
  return status?.type === "Requested" ? status.value.maybe_len : status?.value.len;
}
/** The bytes; refuses with Unavailable. */
export function fetchBytes(ctx: Ctx, hash: H256, length?: number): Uint8Array {
  const len = length ?? lengthOf(ctx, hash) ?? refuse({ type: "Unavailable" });
  return PreimageFor.get(ctx, [hash, len]) ?? refuse({ type: "Unavailable" });
}
export const isRequested = (ctx: Ctx, hash: H256): boolean => statusOf(ctx, hash)?.type === "Requested";
