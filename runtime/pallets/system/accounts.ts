// Accounts and the reference counters that keep them alive. Mirrors frame_system's account functions and StoredMap.

import type { FrameContext } from "../../frame/context.ts";
import { refuse } from "../../frame/refusal.ts";
import type { At } from "../../frame/state.ts";
import type { Accounts } from "../../ports/accounts.ts";
import type { AccountId } from "../../primitives/ids.ts";
import type { ValueOf } from "../../primitives/scale/index.ts";
import { type AccountInfo, system } from "./contract.ts";

const { Account } = system.storage;
const { events } = system;
type Info = ValueOf<typeof AccountInfo>;

/** Consumers that one account may have (MaxConsumers). */
const MAX_CONSUMERS = 16;
const U32_MAX = 0xffff_ffff;
const plusOne = (count: number): number => Math.min(count + 1, U32_MAX);
const change = (at: At, who: AccountId, fields: Partial<Info>): void =>
  Account.set(at, who, { ...Account.get(at, who), ...fields });

function created(ctx: FrameContext, who: AccountId): "created" {
  ctx.emit(events.NewAccount({ account: who }));
  return "created";
}
function reaped(ctx: FrameContext, who: AccountId): "reaped" {
  Account.delete(ctx, who);
  ctx.emit(events.KilledAccount({ account: who }));
  return "reaped";
}

export const accounts: Accounts = {
  data: (at, who) => Account.get(at, who).data,
  setData(at, who, data) {
    const info = Account.get(at, who);
    if (info.providers > 0 || info.sufficients > 0) Account.set(at, who, { ...info, data });
    else Account.delete(at, who);
  },
  nonce: (at, who) => Account.get(at, who).nonce,
  incrementNonce: (at, who) => change(at, who, { nonce: Account.get(at, who).nonce + 1 }),
  exists: (at, who) => Account.has(at, who),
  providers: (at, who) => Account.get(at, who).providers,
  consumers: (at, who) => Account.get(at, who).consumers,
  sufficients: (at, who) => Account.get(at, who).sufficients,
  addProvider(ctx, who) {
    const info = Account.get(ctx, who);
    if (info.providers === 0 && info.sufficients === 0) {
      Account.set(ctx, who, { ...info, providers: 1 });
      return created(ctx, who);
    }
    Account.set(ctx, who, { ...info, providers: plusOne(info.providers) });
    return "existed";
  },
  removeProvider(ctx, who) {
    if (!Account.has(ctx, who)) return "reaped";
    const info = Account.get(ctx, who);
    const providers = Math.max(info.providers, 1);
    if (providers === 1 && info.consumers === 0 && info.sufficients === 0) return reaped(ctx, who);
    if (providers === 1 && info.consumers > 0) refuse({ type: "ConsumerRemaining" });
    Account.set(ctx, who, { ...info, providers: providers - 1 });
    return "exists";
  },
  addSufficient(ctx, who) {
    const info = Account.get(ctx, who);
    if (info.providers === 0 && info.sufficients === 0) {
      Account.set(ctx, who, { ...info, sufficients: 1 });
      return created(ctx, who);
    }
    Account.set(ctx, who, { ...info, sufficients: plusOne(info.sufficients) });
    return "existed";
  },
  removeSufficient(ctx, who) {
    if (!Account.has(ctx, who)) return "reaped";
    const info = Account.get(ctx, who);
    const sufficients = Math.max(info.sufficients, 1);
    if (sufficients === 1 && info.providers === 0) return reaped(ctx, who);
    Account.set(ctx, who, { ...info, sufficients: sufficients - 1 });
    return "exists";
  },
  addConsumer(ctx, who) {
    const { providers, consumers } = Account.get(ctx, who);
    if (providers === 0) refuse({ type: "NoProviders" });
    if (consumers >= MAX_CONSUMERS) refuse({ type: "TooManyConsumers" });
    change(ctx, who, { consumers: consumers + 1 });
  },
  addConsumerWithoutLimit(ctx, who) {
    const { providers, consumers } = Account.get(ctx, who);
    if (providers === 0) refuse({ type: "NoProviders" });
    change(ctx, who, { consumers: plusOne(consumers) });
  },
  removeConsumer(ctx, who) {
    const { consumers } = Account.get(ctx, who);
    if (consumers > 0) change(ctx, who, { consumers: consumers - 1 });
  },
  canRemoveProvider(at, who) {
    const { providers, consumers } = Account.get(at, who);
    return consumers === 0 || providers > 1;
  },
  canAddConsumer(at, who) {
    const { providers, consumers } = Account.get(at, who);
    return providers > 0 && consumers < MAX_CONSUMERS;
  },
};
