// What each proxy type lets through, as the runtime API tells it. Mirrors common/src/lib.rs (ProxyTypeInfo, ProxyFilterInfo).

import {
  arm,
  bool,
  bytes,
  enumeration,
  option,
  struct,
  u8,
  u128,
  type ValueOf,
  variant,
  vec,
} from "../../primitives/scale/index.ts";

export const ProxyTypeInfo = struct("subtensor_runtime_common::ProxyTypeInfo", {
  name: bytes,
  index: u8,
  deprecated: bool,
});
export type ProxyTypeInfo = ValueOf<typeof ProxyTypeInfo>;

export const FilterMode = enumeration("subtensor_runtime_common::FilterMode", ["AllowAll", "DenyAll", "Allow", "Deny"]);
export type FilterMode = ValueOf<typeof FilterMode>;

export const CallCondition = variant("subtensor_runtime_common::CallCondition", {
  ParamLessThan: arm(0, { param_name: bytes, limit: u128 }),
  NestedCallMustBe: arm(1, { pallet_name: bytes, call_name: bytes }),
});
export type CallCondition = ValueOf<typeof CallCondition>;

export const CallInfo = struct("subtensor_runtime_common::CallInfo", {
  pallet_name: bytes,
  pallet_index: u8,
  /** Every call of the pallet, when there is none. */
  call_name: option(bytes),
  call_index: option(u8),
  condition: option(CallCondition),
});
export type CallInfo = ValueOf<typeof CallInfo>;

export const ProxyFilterInfo = struct("subtensor_runtime_common::ProxyFilterInfo", {
  proxy_type: u8,
  name: bytes,
  deprecated: bool,
  filter_mode: FilterMode,
  calls: vec(CallInfo),
  exceptions: vec(CallInfo),
});
export type ProxyFilterInfo = ValueOf<typeof ProxyFilterInfo>;
