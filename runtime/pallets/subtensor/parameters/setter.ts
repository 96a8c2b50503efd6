// A setter of a hyperparameter: it stores the value and tells it. Mirrors pallets/subtensor/src/utils/misc.rs.

import type { Emitted } from "../../../frame/event.ts";
import type { Item } from "../../../frame/storage.ts";
import type { NetUid } from "../../../primitives/ids.ts";
import type { Ctx } from "../context.ts";

export type Setter<V> = (ctx: Ctx, netuid: NetUid, value: V) => void;
/** Sets what a subnet has of an item; silent without an event. */
export const setterOf =
  <V>(item: Item<[NetUid], V, V>, told?: (netuid: NetUid, value: V) => Emitted): Setter<V> =>
  (ctx, netuid, value) => {
    item.set(ctx, netuid, value);
    if (told !== undefined) ctx.emit(told(netuid, value));
  };

export type ChainSetter<V> = (ctx: Ctx, value: V) => void;
/** Sets what holds for the whole chain; silent without an event. */
export const chainSetterOf =
  <V>(item: Item<[], V, V>, told?: (value: V) => Emitted): ChainSetter<V> =>
  (ctx, value) => {
    item.set(ctx, value);
    if (told !== undefined) ctx.emit(told(value));
  };
