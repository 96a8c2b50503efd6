// A small runtime for tests of the outer types and of metadata: three pallets, one of which holds calls of all others.

import { RuntimeCall } from "../../../runtime/frame/call.ts";
import { blake, identity, twox } from "../../../runtime/frame/hasher.ts";
import { signed } from "../../../runtime/frame/origin.ts";
import { RuntimeEventRecords } from "../../../runtime/frame/outer_types.ts";
import { pallet } from "../../../runtime/frame/pallet.ts";
import {
  call,
  constant,
  error,
  event,
  implementSome,
  palletIdentity,
  section,
} from "../../../runtime/frame/section.ts";
import { map, value } from "../../../runtime/frame/storage.ts";
import { WeightCodec } from "../../../runtime/frame/weight.ts";
import { AccountId, H160, NetUid } from "../../../runtime/primitives/ids.ts";
import {
  arm,
  boundedBytes,
  boundedVec,
  bytes,
  compact,
  enumeration,
  option,
  struct,
  tuple,
  u8,
  u16,
  u32,
  u64,
  variant,
  vec,
} from "../../../runtime/primitives/scale/index.ts";
import { rao, Tao } from "../../../runtime/primitives/units.ts";
import { ZERO_WEIGHT } from "../../../runtime/primitives/weight.ts";

const plain = { weight: ZERO_WEIGHT };
export const MultiAddress = variant(
  "sp_runtime::multiaddress::MultiAddress",
  { Id: arm(0, AccountId), Index: arm(1, compact(u32)), Raw: arm(2, bytes), Address20: arm(4, H160) },
  { AccountId, AccountIndex: u32 },
);
const AccountInfo = struct("frame_system::AccountInfo", { nonce: u32, free: Tao }, { Nonce: u32 });

const System = palletIdentity("System", 0);
export const system = section(System, {
  storage: {
    Account: map([blake(AccountId)], AccountInfo, {
      default: { nonce: 0, free: rao(0n) },
      docs: "What is known of an account.",
    }),
    Number: value(u32, { default: 0 }),
    Blob: value(bytes),
    Events: value(RuntimeEventRecords, { default: [] }),
  },
  events: {
    ExtrinsicSuccess: event(0, { weight: WeightCodec }, "It went through."),
    NewAccount: event(3, { account: AccountId }),
  },
  errors: { CallFiltered: error(5, "The origin filter prevent the call to be dispatched."), NotBuilt: error(2) },
  calls: { remark: call(0, signed, { remark: bytes }, { ...plain, docs: "Does nothing.\nTwo lines." }) },
  constants: { BlockHashCount: constant(u32, 2400, "How long hashes stay."), SS58Prefix: constant(u16, 42) },
});
const Utility = palletIdentity("Utility", 11, {
  crate: "pallet_subtensor_utility",
  alias: "pallet_utility",
  plainEvent: true,
});
export const utility = section(Utility, {
  calls: {
    batch: call(0, signed, { calls: vec(RuntimeCall) }, plain),
    as_derivative: call(1, signed, { index: u16, call: RuntimeCall }, plain),
  },
  events: { BatchCompleted: event(1, [], "All went through.") },
});
const Kind = enumeration("pallet_demo::Kind", ["A", "B"]);
const Demo = palletIdentity("Demo", 20, { crate: "pallet_demo", instance: true });
export const demo = section(Demo, {
  storage: {
    Uids: map([identity(NetUid), blake(AccountId)], u16, { default: ({ fast }) => (fast ? 7 : 3) }),
    Kinds: map([twox(u64), identity(NetUid), identity(u8)], Kind),
    Lists: map([twox(NetUid)], boundedVec(tuple(u16, option(boundedBytes(32))), 8), { default: [] }),
  },
  events: { Moved: event(4, [NetUid, AccountId, Tao]) },
  errors: { TooMany: error(0, "Too many.") },
  calls: { move_it: call(9, signed, { dest: MultiAddress, value: compact(Tao), kind: Kind }, plain) },
});
export const pallets = [
  pallet(System, { sections: [implementSome(system, {})] }),
  pallet(Utility, { sections: [implementSome(utility, {})] }),
  pallet(Demo, {
    sections: [implementSome(demo, {})],
    outer: {
      RuntimeHoldReason: enumeration("pallet_demo::pallet::HoldReason", ["Locked"]),
      OriginCaller: variant("pallet_demo::RawOrigin", { Someone: arm(0, H160) }),
    },
  }),
] as const;
