// Calls announced ahead of time, for proxies with a delay; and bringing deposits up to date. Mirrors pallets/proxy
// (lib.rs: announce, remove_announcement, reject_announcement, edit_announcements, rejig_deposit, poke_deposit).

import { lookup } from "../../frame/lookup.ts";
import { ensure, refuse } from "../../frame/refusal.ts";
import type { AccountId } from "../../primitives/ids.ts";
import { rao, type Tao } from "../../primitives/units.ts";
import { proxy } from "./contract.ts";
import type { Announcement, DepositKind } from "./definition.ts";
import { type Ctx, depositFor, type Handler, moveDeposit, proxyDeposit } from "./delegates.ts";

const { Announcements, Proxies } = proxy.storage;
const { errors, events, constants } = proxy;

const announcementDeposit = (ctx: Ctx, count: number): Tao =>
  depositFor(constants.AnnouncementDepositBase.get(ctx), constants.AnnouncementDepositFactor.get(ctx), count);

export const announce: Handler<"announce"> = (ctx, who, { real: address, call_hash }) => {
  const real = lookup(address);
  ensure(
    Proxies.get(ctx, real)[0].some((one) => one.delegate === who),
    errors.NotProxy,
  );
  const [pending, old] = Announcements.get(ctx, who);
  ensure(pending.length < constants.MaxPending.get(ctx), errors.TooMany);
  const next = [...pending, { real, call_hash, height: ctx.block.number }];
  const deposit = announcementDeposit(ctx, next.length);
  moveDeposit(ctx, who, { from: old, to: deposit });
  Announcements.set(ctx, who, [next, deposit]);
  ctx.emit(events.Announced({ real, proxy: who, call_hash }));
};

/** Drops the announcements that are meant; refuses with NotFound if there is none. */
export function dropAnnouncements(ctx: Ctx, delegate: AccountId, isMeant: (one: Announcement) => boolean): void {
  const [pending, old] = Announcements.get(ctx, delegate);
  const rest = pending.filter((one) => !isMeant(one));
  if (rest.length === pending.length) refuse(errors.NotFound);
  const deposit = announcementDeposit(ctx, rest.length);
  moveDeposit(ctx, delegate, { from: old, to: deposit });
  if (rest.length > 0) Announcements.set(ctx, delegate, [rest, deposit]);
  else Announcements.delete(ctx, delegate);
}

export const removeAnnouncement: Handler<"remove_announcement"> = (ctx, who, { real: address, call_hash }) => {
  const real = lookup(address);
  dropAnnouncements(ctx, who, (one) => one.real === real && one.call_hash === call_hash);
};

export const rejectAnnouncement: Handler<"reject_announcement"> = (ctx, who, { delegate, call_hash }) =>
  dropAnnouncements(ctx, lookup(delegate), (one) => one.real === who && one.call_hash === call_hash);

export const pokeDeposit: Handler<"poke_deposit"> = (ctx, who) => {
  const [proxies, proxiesDeposit] = Proxies.get(ctx, who);
  const proxiesMoved = poke(ctx, who, "Proxies", { from: proxiesDeposit, to: proxyDeposit(ctx, proxies.length) });
  if (proxies.length === 0) Proxies.delete(ctx, who);
  else if (proxiesMoved !== undefined) Proxies.set(ctx, who, [proxies, proxiesMoved]);

  const [pending, pendingDeposit] = Announcements.get(ctx, who);
  const pendingMoved = poke(ctx, who, "Announcements", {
    from: pendingDeposit,
    to: announcementDeposit(ctx, pending.length),
  });
  if (pending.length === 0) Announcements.delete(ctx, who);
  else if (pendingMoved !== undefined) Announcements.set(ctx, who, [pending, pendingMoved]);
  return { pays: proxiesMoved === undefined && pendingMoved === undefined ? "Yes" : "No" };
};
/** Moves a deposit to what it is today; gives it if that changed it. */
function poke(
  ctx: Ctx,
  who: AccountId,
  kind: DepositKind,
  { from, to }: { readonly from: Tao; readonly to: Tao },
): Tao | undefined {
  if (from === to) return undefined;
  moveDeposit(ctx, who, { from, to });
  ctx.emit(events.DepositPoked({ who, kind, old_deposit: from, new_deposit: rao(to) }));
  return to;
}
