// Acting in another's name. Mirrors pallets/proxy (lib.rs: proxy, proxy_announced, do_proxy).

import { type Call, RuntimeCall } from "../../frame/call.ts";
import { lookup } from "../../frame/lookup.ts";
import { filtered, signedOrigin } from "../../frame/origin.ts";
import { outcomeOf, resultOf } from "../../frame/outcome.ts";
import { attempt, ensure, refuse } from "../../frame/refusal.ts";
import { blake2b256 } from "../../primitives/hash/index.ts";
import { type AccountId, h256 } from "../../primitives/ids.ts";
import type { ProxyType } from "../../primitives/proxy_type.ts";
import { dropAnnouncements } from "./announcements.ts";
import { proxy as contract } from "./contract.ts";
import type { ProxyDefinition } from "./definition.ts";
import { type Ctx, findProxy, type Handler } from "./delegates.ts";
import { isSuperset, permits } from "./filters.ts";

const { LastCallResult } = contract.storage;
const { errors, events } = contract;

export const proxy: Handler<"proxy"> = (ctx, who, { real: address, force_proxy_type, call }) => {
  const real = lookup(address);
  const definition = findProxy(ctx, real, who, force_proxy_type);
  ensure(definition.delay === 0, errors.Unannounced);
  act(ctx, definition, real, call);
};

export const proxyAnnounced: Handler<"proxy_announced"> = (
  ctx,
  _who,
  { delegate: delegateAddress, real: realAddress, force_proxy_type, call },
) => {
  const delegate = lookup(delegateAddress);
  const real = lookup(realAddress);
  const definition = findProxy(ctx, real, delegate, force_proxy_type);
  const hash = h256(blake2b256(RuntimeCall.encode(call)));
  const now = ctx.block.number;
  // Whatever goes wrong with the announcement, the caller is told the same.
  const refusal = attempt(() =>
    dropAnnouncements(
      ctx,
      delegate,
      (one) => one.real === real && one.call_hash === hash && Math.max(now - one.height, 0) >= definition.delay,
    ),
  );
  if (refusal !== undefined) refuse(errors.Unannounced);
  act(ctx, definition, real, call);
};

/** Runs the call as the real account, within what the type of proxy may do. A refusal is told, not thrown. */
function act(ctx: Ctx, { proxy_type }: ProxyDefinition, real: AccountId, call: Call): void {
  const origin = filtered(signedOrigin(real), (one) => mayCall(proxy_type, one));
  const result = resultOf(outcomeOf(() => ctx.dispatch(origin, call)));
  LastCallResult.set(ctx, real, result);
  ctx.emit(events.ProxyExecuted({ result }));
}
/** A proxy gives nobody more than it has, and only one without limits removes all others or itself. */
function mayCall(own: ProxyType, call: Call): boolean {
  if (call.pallet === "Proxy") {
    const changesOne = call.name === "add_proxy" || call.name === "remove_proxy";
    if (changesOne && !isSuperset(own, call.args.proxy_type as ProxyType)) return false;
    if ((call.name === "remove_proxies" || call.name === "kill_pure") && own !== "Any") return false;
  }
  return permits(own, call);
}
