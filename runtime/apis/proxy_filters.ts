// What each type of proxy lets through, told to clients. Mirrors runtime/src/lib.rs (ProxyFilterRuntimeApi) and
// support/macros/src/proxy_filter.rs.

import { RuntimeCall } from "../frame/call.ts";
import { assert } from "../frame/refusal.ts";
import { method, runtimeApi } from "../frame/runtime_api.ts";
import { type CallInfo, type FilterMode, ProxyFilterInfo, ProxyTypeInfo } from "../pallets/proxy/filter_info.ts";
import { type CallName, RULES, type Rule } from "../pallets/proxy/filters.ts";
import { API_VERSIONS } from "../pallets/system/version.ts";
import { utf8ToBytes } from "../primitives/bytes.ts";
import { ProxyType } from "../primitives/proxy_type.ts";
import { type AnyCodec, option, u8, vec } from "../primitives/scale/index.ts";
import type { ApiContext } from "./context.ts";

/** Types that let nothing through any more. */
const DEPRECATED: readonly ProxyType[] = ["Triumvirate", "Senate", "Governance", "RootWeights"];

const indexOf = (type: ProxyType): number => ProxyType.encode(type)[0]!;
const variantsOf = (of: AnyCodec) => (of.shape.kind === "variant" ? of.shape.variants() : []);

/** Indices of a call as the assembled runtime has them; a pallet's alone for all of its calls. */
function callInfo(name: CallName, condition?: CallInfo["condition"]): CallInfo {
  const [pallet, call] = name.split(".") as [string, string];
  const found = variantsOf(RuntimeCall).find((one) => one.name === pallet);
  assert(found !== undefined, `a proxy filter names pallet ${pallet}, which is not there`);
  const whole: CallInfo = {
    pallet_name: utf8ToBytes(pallet),
    pallet_index: found.index,
    call_name: undefined,
    call_index: undefined,
    condition,
  };
  if (call === "*") return whole;
  const inner = variantsOf(found.fields[0]!.codec).find((one) => one.name === call);
  assert(inner !== undefined, `a proxy filter names ${name}, which is not there`);
  return { ...whole, call_name: utf8ToBytes(call), call_index: inner.index };
}

function callsOf(rule: Rule): readonly CallInfo[] {
  switch (rule.type) {
    case "AllowAll":
    case "DenyAll":
      return [];
    case "Allow":
    case "Deny":
      return rule.calls.map((name) => callInfo(name));
    case "AllowSmall":
      return rule.calls.map(({ call, argument, limit }) =>
        callInfo(call, { type: "ParamLessThan", value: { param_name: utf8ToBytes(argument), limit } }),
      );
    case "AllowNested":
      return rule.calls.map(({ call, inner }) => {
        const [pallet, name] = inner.split(".") as [string, string];
        return callInfo(call, {
          type: "NestedCallMustBe",
          value: { pallet_name: utf8ToBytes(pallet), call_name: utf8ToBytes(name) },
        });
      });
  }
}
const MODE: Readonly<Record<Rule["type"], FilterMode>> = {
  AllowAll: "AllowAll",
  DenyAll: "DenyAll",
  Allow: "Allow",
  Deny: "Deny",
  AllowSmall: "Allow",
  AllowNested: "Allow",
};

/** In the order of the reference's rules. */
export const proxyFilters = () =>
  (Object.entries(RULES) as [ProxyType, Rule][]).map(([type, rule]) => ({
    proxy_type: indexOf(type),
    name: utf8ToBytes(type),
    deprecated: DEPRECATED.includes(type),
    filter_mode: MODE[rule.type],
    calls: callsOf(rule),
    exceptions: rule.type === "Allow" ? (rule.except ?? []).map((name) => callInfo(name)) : [],
  }));
/** By index. */
export const proxyTypes = () =>
  (Object.keys(RULES) as ProxyType[])
    .map((type) => ({ name: utf8ToBytes(type), index: indexOf(type), deprecated: DEPRECATED.includes(type) }))
    .sort((a, b) => a.index - b.index);

export const proxyFilterApi = runtimeApi<ApiContext>("ProxyFilterRuntimeApi", ...API_VERSIONS.ProxyFilterRuntimeApi, {
  get_proxy_types: method({}, vec(ProxyTypeInfo), proxyTypes),
  get_proxy_filter: method({ proxy_type: option(u8) }, vec(ProxyFilterInfo), (_ctx: ApiContext, { proxy_type }) =>
    proxyFilters().filter((one) => proxy_type === undefined || one.proxy_type === proxy_type),
  ),
});
