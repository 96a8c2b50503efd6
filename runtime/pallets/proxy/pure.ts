// Pure proxies: accounts without a key, made to be acted for. Mirrors pallets/proxy (lib.rs: create_pure, kill_pure,
// pure_account).

import { lookup } from "../../frame/lookup.ts";
import { ensure } from "../../frame/refusal.ts";
import { concatBytes, utf8ToBytes } from "../../primitives/bytes.ts";
import { blake2b256 } from "../../primitives/hash/index.ts";
import { AccountId } from "../../primitives/ids.ts";
import { ProxyType } from "../../primitives/proxy_type.ts";
import { u16, u32 } from "../../primitives/scale/index.ts";
import { proxy } from "./contract.ts";
import { type Handler, proxyDeposit } from "./delegates.ts";

const { Proxies } = proxy.storage;
const { errors, events } = proxy;

const PREFIX = utf8ToBytes("modlpy/proxy____");
/** Where a pure proxy was made: block and place in it. */
export interface Birth {
  readonly height: number;
  readonly extrinsic: number;
}
export const pureAccount = (
  spawner: AccountId,
  proxyType: ProxyType,
  index: number,
  { height, extrinsic }: Birth,
): AccountId =>
  AccountId.decode(
    blake2b256(
      concatBytes(
        PREFIX,
        AccountId.encode(spawner),
        u32.encode(height),
        u32.encode(extrinsic),
        ProxyType.encode(proxyType),
        u16.encode(index),
      ),
    ),
  );

export const createPure: Handler<"create_pure"> = (ctx, who, { proxy_type, delay, index }) => {
  const pure = pureAccount(who, proxy_type, index, {
    height: ctx.block.number,
    extrinsic: ctx.ports.extrinsics.index(ctx),
  });
  ensure(!Proxies.has(ctx, pure), errors.Duplicate);
  const deposit = proxyDeposit(ctx, 1);
  ctx.ports.currency.reserve(ctx, who, deposit);
  Proxies.set(ctx, pure, [[{ delegate: who, proxy_type, delay }], deposit]);
  ctx.emit(events.PureCreated({ pure, who, proxy_type, disambiguation_index: index }));
};

export const killPure: Handler<"kill_pure"> = (
  ctx,
  who,
  { spawner: address, proxy_type, index, height, ext_index },
) => {
  const spawner = lookup(address);
  ensure(pureAccount(spawner, proxy_type, index, { height, extrinsic: ext_index }) === who, errors.NoPermission);
  const [, deposit] = Proxies.take(ctx, who);
  ctx.ports.currency.unreserve(ctx, spawner, deposit);
  ctx.emit(events.PureKilled({ pure: who, spawner, proxy_type, disambiguation_index: index }));
};
