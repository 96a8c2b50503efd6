// Who may act for whom: adding, finding and removing proxies, with their deposit. Mirrors pallets/proxy (lib.rs:
// add_proxy_delegate, remove_proxy_delegate, remove_all_proxy_delegates, find_proxy, deposit).

import type { Context } from "../../context.ts";
import { lookup } from "../../frame/lookup.ts";
import { ensure, refuse } from "../../frame/refusal.ts";
import type { Handles } from "../../frame/section.ts";
import type { AccountId } from "../../primitives/ids.ts";
import { u64 } from "../../primitives/ints.ts";
import { ProxyType } from "../../primitives/proxy_type.ts";
import { rao, type Tao } from "../../primitives/units.ts";
import { proxy } from "./contract.ts";
import type { ProxyDefinition } from "./definition.ts";

export type Ctx = Context<"currency" | "extrinsics">;
export type Handler<N extends string> = Handles<typeof proxy, N, Ctx>;
const { Proxies, RealPaysFee } = proxy.storage;
const { errors, events, constants } = proxy;

const rank = (type: ProxyType): number => ProxyType.encode(type)[0]!;
/** By delegate, then type, then delay: the order in which proxies are kept. */
const before = (a: ProxyDefinition, b: ProxyDefinition): boolean =>
  a.delegate !== b.delegate
    ? a.delegate < b.delegate
    : a.proxy_type !== b.proxy_type
      ? rank(a.proxy_type) < rank(b.proxy_type)
      : a.delay < b.delay;
const same = (a: ProxyDefinition, b: ProxyDefinition): boolean =>
  a.delegate === b.delegate && a.proxy_type === b.proxy_type && a.delay === b.delay;

/** Base and factor for so many entries; nothing for none. */
export const depositFor = (base: Tao, factor: Tao, count: number): Tao =>
  count === 0 ? rao(0n) : u64.saturatingAdd(base, u64.saturatingMul(factor, rao(BigInt(count))));
export const proxyDeposit = (ctx: Ctx, count: number): Tao =>
  depositFor(constants.ProxyDepositBase.get(ctx), constants.ProxyDepositFactor.get(ctx), count);
/** Reserves what is missing, or frees what is too much. */
export function moveDeposit(ctx: Ctx, who: AccountId, { from, to }: { readonly from: Tao; readonly to: Tao }): void {
  if (to > from) ctx.ports.currency.reserve(ctx, who, rao(to - from));
  else if (to < from) ctx.ports.currency.unreserve(ctx, who, rao(from - to));
}

export function addDelegate(ctx: Ctx, delegator: AccountId, definition: ProxyDefinition): void {
  ensure(delegator !== definition.delegate, errors.NoSelfProxy);
  const [proxies, old] = Proxies.get(ctx, delegator);
  ensure(!proxies.some((one) => same(one, definition)), errors.Duplicate);
  ensure(proxies.length < constants.MaxProxies.get(ctx), errors.TooMany);
  const at = proxies.filter((one) => before(one, definition)).length;
  const next = [...proxies.slice(0, at), definition, ...proxies.slice(at)];
  const deposit = proxyDeposit(ctx, next.length);
  moveDeposit(ctx, delegator, { from: old, to: deposit });
  Proxies.set(ctx, delegator, [next, deposit]);
  const { delegate, proxy_type, delay } = definition;
  ctx.emit(events.ProxyAdded({ delegator, delegatee: delegate, proxy_type, delay }));
}

export function removeDelegate(ctx: Ctx, delegator: AccountId, definition: ProxyDefinition): void {
  const [proxies, old] = Proxies.get(ctx, delegator);
  ensure(
    proxies.some((one) => same(one, definition)),
    errors.NotFound,
  );
  const next = proxies.filter((one) => !same(one, definition));
  const deposit = proxyDeposit(ctx, next.length);
  moveDeposit(ctx, delegator, { from: old, to: deposit });
  const { delegate, proxy_type, delay } = definition;
  RealPaysFee.delete(ctx, delegator, delegate);
  ctx.emit(events.ProxyRemoved({ delegator, delegatee: delegate, proxy_type, delay }));
  if (next.length > 0) Proxies.set(ctx, delegator, [next, deposit]);
  else Proxies.delete(ctx, delegator);
}

/** The first proxy of the delegate, of the type if one is asked for. */
export const findProxy = (
  ctx: Ctx,
  real: AccountId,
  delegate: AccountId,
  type: ProxyType | undefined,
): ProxyDefinition =>
  Proxies.get(ctx, real)[0].find(
    (one) => one.delegate === delegate && (type === undefined || one.proxy_type === type),
  ) ?? refuse(errors.NotProxy);

export const addProxy: Handler<"add_proxy"> = (ctx, who, { delegate, proxy_type, delay }) =>
  addDelegate(ctx, who, { delegate: lookup(delegate), proxy_type, delay });

export const removeProxy: Handler<"remove_proxy"> = (ctx, who, { delegate, proxy_type, delay }) =>
  removeDelegate(ctx, who, { delegate: lookup(delegate), proxy_type, delay });

export const removeProxies: Handler<"remove_proxies"> = (ctx, who) => {
  const [, deposit] = Proxies.take(ctx, who);
  ctx.ports.currency.unreserve(ctx, who, deposit);
  RealPaysFee.clear(ctx, who);
};

export const setRealPaysFee: Handler<"set_real_pays_fee"> = (ctx, real, { delegate: address, pays_fee }) => {
  const delegate = lookup(address);
  findProxy(ctx, real, delegate, undefined);
  if (pays_fee) RealPaysFee.set(ctx, real, delegate, null);
  else RealPaysFee.delete(ctx, real, delegate);
  ctx.emit(events.RealPaysFeeSet({ real, delegate, pays_fee }));
};
