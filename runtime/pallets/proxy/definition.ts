// Who may act for whom, and what was announced. Mirrors pallets/proxy/src/lib.rs (ProxyDefinition, Announcement).

import { AccountId, H256 } from "../../primitives/ids.ts";
import { ProxyType } from "../../primitives/proxy_type.ts";
import { enumeration, struct, u32, type ValueOf } from "../../primitives/scale/index.ts";

export const ProxyDefinition = struct(
  "pallet_subtensor_proxy::ProxyDefinition",
  { delegate: AccountId, proxy_type: ProxyType, delay: u32 },
  { AccountId, ProxyType, BlockNumber: u32 },
);
export type ProxyDefinition = ValueOf<typeof ProxyDefinition>;

export const Announcement = struct(
  "pallet_subtensor_proxy::Announcement",
  { real: AccountId, call_hash: H256, height: u32 },
  { AccountId, Hash: H256, BlockNumber: u32 },
);
export type Announcement = ValueOf<typeof Announcement>;

export const DepositKind = enumeration("pallet_subtensor_proxy::DepositKind", ["Proxies", "Announcements"]);
export type DepositKind = ValueOf<typeof DepositKind>;
