// What the runtime binds the types of its pallets' configurations to, as far as metadata V16 shows them. Mirrors the
// `impl Config for Runtime` blocks of runtime/src/lib.rs.

import { BlockCodec } from "./apis/extrinsic_types.ts";
import { outerType, RuntimeCall } from "./frame/call.ts";
import { AccountData } from "./ports/accounts.ts";
import { AuraPublic } from "./primitives/authorities.ts";
import { AccountId, H256 } from "./primitives/ids.ts";
import { ProxyType } from "./primitives/proxy_type.ts";
import { type AnyCodec, fixedBytes, struct, u32, u64, variant } from "./primitives/scale/index.ts";
import { Tao } from "./primitives/units.ts";

/** By pallet, then by the type's name in its configuration. */
export const associatedTypes: Readonly<Record<string, Readonly<Record<string, AnyCodec>>>> = {
  System: {
    RuntimeCall,
    Nonce: u32,
    Hash: H256,
    Hashing: struct("sp_runtime::traits::BlakeTwo256", {}),
    AccountId,
    Block: BlockCodec,
    AccountData,
  },
  Timestamp: { Moment: u64 },
  Aura: { AuthorityId: AuraPublic },
  Grandpa: { KeyOwnerProof: variant("sp_core::Void", {}) },
  Balances: {
    RuntimeHoldReason: outerType("RuntimeHoldReason"),
    Balance: Tao,
    ReserveIdentifier: fixedBytes(8),
    FreezeIdentifier: outerType("RuntimeFreezeReason"),
  },
  SubtensorModule: { RuntimeCall, SudoRuntimeCall: RuntimeCall },
  Utility: { RuntimeCall, PalletsOrigin: outerType("OriginCaller") },
  Sudo: { RuntimeCall },
  Multisig: { RuntimeCall },
  Scheduler: { RuntimeCall },
  Proxy: { RuntimeCall, ProxyType },
  AdminUtils: { AuthorityId: AuraPublic },
  Crowdloan: { RuntimeCall },
  MevShield: { AuthorityId: AuraPublic, RuntimeCall },
};
