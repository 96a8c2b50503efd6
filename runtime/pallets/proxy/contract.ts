// Accounts that act for other accounts.
// Mirrors pallets/proxy/src/lib.rs.

import { RuntimeCall } from "../../frame/call.ts";
import { DispatchResult } from "../../frame/dispatch_result.ts";
import { twox } from "../../frame/hasher.ts";
import { signed } from "../../frame/origin.ts";
import { call, constant, error, event, palletIdentity, section } from "../../frame/section.ts";
import { map } from "../../frame/storage.ts";
import { AccountId, H256 } from "../../primitives/ids.ts";
import { MultiAddress } from "../../primitives/multi_address.ts";
import { ProxyType } from "../../primitives/proxy_type.ts";
import { bool, boundedVec, compact, option, tuple, u16, u32, unit } from "../../primitives/scale/index.ts";
import { rao, Tao } from "../../primitives/units.ts";
import { Announcement, DepositKind, ProxyDefinition } from "./definition.ts";
import { weights } from "./weights.ts";

const MAX_PROXIES = 20;
const MAX_PENDING = 75;

export const ProxyModule = palletIdentity("Proxy", 16, { crate: "pallet_subtensor_proxy", alias: "pallet_proxy" });

export const proxy = section(ProxyModule, {
  constants: {
    ProxyDepositBase: constant(Tao, rao(60_000_000n)),
    ProxyDepositFactor: constant(Tao, rao(33_000_000n)),
    MaxProxies: constant(u32, MAX_PROXIES),
    MaxPending: constant(u32, MAX_PENDING),
    AnnouncementDepositBase: constant(Tao, rao(36_000_000n)),
    AnnouncementDepositFactor: constant(Tao, rao(68_000_000n)),
  },
  storage: {
    Proxies: map([twox(AccountId)], tuple(boundedVec(ProxyDefinition, MAX_PROXIES), Tao), { default: [[], rao(0n)] }),
    Announcements: map([twox(AccountId)], tuple(boundedVec(Announcement, MAX_PENDING), Tao), {
      default: [[], rao(0n)],
    }),
    LastCallResult: map([twox(AccountId)], DispatchResult),
    RealPaysFee: map([twox(AccountId), twox(AccountId)], unit),
  },
  events: {
    ProxyExecuted: event(0, { result: DispatchResult }),
    PureCreated: event(1, { pure: AccountId, who: AccountId, proxy_type: ProxyType, disambiguation_index: u16 }),
    PureKilled: event(2, { pure: AccountId, spawner: AccountId, proxy_type: ProxyType, disambiguation_index: u16 }),
    Announced: event(3, { real: AccountId, proxy: AccountId, call_hash: H256 }),
    ProxyAdded: event(4, { delegator: AccountId, delegatee: AccountId, proxy_type: ProxyType, delay: u32 }),
    ProxyRemoved: event(5, { delegator: AccountId, delegatee: AccountId, proxy_type: ProxyType, delay: u32 }),
    DepositPoked: event(6, { who: AccountId, kind: DepositKind, old_deposit: Tao, new_deposit: Tao }),
    RealPaysFeeSet: event(7, { real: AccountId, delegate: AccountId, pays_fee: bool }),
  },
  errors: {
    TooMany: error(0, "There are too many proxies registered or too many announcements pending."),
    NotFound: error(1, "Proxy registration not found."),
    NotProxy: error(2, "Sender is not a proxy of the account to be proxied."),
    Unproxyable: error(3, "A call which is incompatible with the proxy type's filter was attempted."),
    Duplicate: error(4, "Account is already a proxy."),
    NoPermission: error(5, "Call may not be made by proxy because it may escalate its privileges."),
    Unannounced: error(6, "Announcement, if made at all, was made too recently."),
    NoSelfProxy: error(7, "Cannot add self as proxy."),
    AnnouncementDepositInvariantViolated: error(
      8,
      "Invariant violated: deposit recomputation returned None after updating announcements.",
    ),
    InvalidDerivedAccountId: error(9, "Failed to derive a valid account id from the provided entropy."),
  },
  calls: {
    proxy: call(
      0,
      signed,
      { real: MultiAddress, force_proxy_type: option(ProxyType), call: RuntimeCall },
      {
        weight: ({ call }, infoOf) => weights.proxy(infoOf(call).weight),
        pays: ({ call }, infoOf) => infoOf(call).pays,
      },
    ),
    add_proxy: call(
      1,
      signed,
      { delegate: MultiAddress, proxy_type: ProxyType, delay: u32 },
      { weight: weights.add_proxy },
    ),
    remove_proxy: call(
      2,
      signed,
      { delegate: MultiAddress, proxy_type: ProxyType, delay: u32 },
      { weight: weights.remove_proxy },
    ),
    remove_proxies: call(3, signed, {}, { weight: weights.remove_proxies }),
    create_pure: call(4, signed, { proxy_type: ProxyType, delay: u32, index: u16 }, { weight: weights.create_pure }),
    kill_pure: call(
      5,
      signed,
      { spawner: MultiAddress, proxy_type: ProxyType, index: u16, height: compact(u32), ext_index: compact(u32) },
      { weight: weights.kill_pure },
    ),
    announce: call(6, signed, { real: MultiAddress, call_hash: H256 }, { weight: weights.announce }),
    remove_announcement: call(
      7,
      signed,
      { real: MultiAddress, call_hash: H256 },
      { weight: weights.remove_announcement },
    ),
    reject_announcement: call(
      8,
      signed,
      { delegate: MultiAddress, call_hash: H256 },
      { weight: weights.reject_announcement },
    ),
    proxy_announced: call(
      9,
      signed,
      { delegate: MultiAddress, real: MultiAddress, force_proxy_type: option(ProxyType), call: RuntimeCall },
      { weight: ({ call }, infoOf) => weights.proxy_announced(infoOf(call).weight) },
    ),
    poke_deposit: call(10, signed, {}, { weight: weights.poke_deposit }),
    set_real_pays_fee: call(
      11,
      signed,
      { delegate: MultiAddress, pays_fee: bool },
      { weight: weights.set_real_pays_fee },
    ),
  },
});
