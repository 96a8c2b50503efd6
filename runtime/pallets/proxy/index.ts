// Proxy put together. Mirrors pallets/proxy.

import { within } from "../../context.ts";
import { type Call, RuntimeCall } from "../../frame/call.ts";
import { pallet } from "../../frame/pallet.ts";
import { implement } from "../../frame/section.ts";
import type { At } from "../../frame/state.ts";
import type { Lease, Proxies } from "../../ports/proxies.ts";
import { ProxyType } from "../../primitives/proxy_type.ts";
import { bool } from "../../primitives/scale/index.ts";
import { proxy as act, proxyAnnounced } from "./acting.ts";
import { announce, pokeDeposit, rejectAnnouncement, removeAnnouncement } from "./announcements.ts";
import { ProxyModule, proxy } from "./contract.ts";
import { addDelegate, addProxy, removeDelegate, removeProxies, removeProxy, setRealPaysFee } from "./delegates.ts";
import { isSuperset, permits } from "./filters.ts";
import { createPure, killPure } from "./pure.ts";

export const proxyPallet = pallet(ProxyModule, {
  sections: [
    implement(proxy, {
      proxy: act,
      add_proxy: addProxy,
      remove_proxy: removeProxy,
      remove_proxies: removeProxies,
      create_pure: createPure,
      kill_pure: killPure,
      announce,
      remove_announcement: removeAnnouncement,
      reject_announcement: rejectAnnouncement,
      proxy_announced: proxyAnnounced,
      poke_deposit: pokeDeposit,
      set_real_pays_fee: setRealPaysFee,
    }),
  ],
  hooks: {
    onFinalize: (at: At) => void proxy.storage.LastCallResult.clear(at),
  },
  viewFunctions: {
    check_permissions: {
      args: { call: RuntimeCall, proxy_type: ProxyType },
      output: bool,
      docs: "Whether a proxy of the type may make the call.",
      signature: "(<TasConfig>::RuntimeCall,T::ProxyType) -> bool",
      answer: (_ctx: At, { call, proxy_type }: { call: Call; proxy_type: ProxyType }) => permits(proxy_type, call),
    },
    is_superset: {
      args: { to_check: ProxyType, against: ProxyType },
      output: bool,
      docs: "Whether the first type may do at least what the second may.",
      signature: "(T::ProxyType,T::ProxyType) -> bool",
      answer: (_ctx: At, { to_check, against }: { to_check: ProxyType; against: ProxyType }) =>
        isSuperset(to_check, against),
    },
  },
});

const beneficiary = ({ beneficiary }: Lease) =>
  ({ delegate: beneficiary, proxy_type: "SubnetLeaseBeneficiary", delay: 0 }) as const;
const open = within<"currency" | "extrinsics">;

/** Provides `proxies`. */
export const proxies: Proxies = {
  realPaysFee: (at, { real, delegate }) => proxy.read.RealPaysFee.has(at, real, delegate),
  addLeaseBeneficiary: (ctx, lease) => addDelegate(open(ctx), lease.lease, beneficiary(lease)),
  removeLeaseBeneficiary: (ctx, lease) => removeDelegate(open(ctx), lease.lease, beneficiary(lease)),
};
