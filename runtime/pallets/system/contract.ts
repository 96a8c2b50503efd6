// System: accounts, the block under construction, events, and the calls that touch raw state. Mirrors frame_system 41.

import { blake, twox } from "../../frame/hasher.ts";
import { anyOrigin, root } from "../../frame/origin.ts";
import { RuntimeEventRecords } from "../../frame/outer_types.ts";
import { DispatchError } from "../../frame/refusal.ts";
import { call, constant, error, event, palletIdentity, section } from "../../frame/section.ts";
import { map, value } from "../../frame/storage.ts";
import { DispatchClass, Pays, WeightCodec } from "../../frame/weight.ts";
import { AccountData } from "../../ports/accounts.ts";
import { Digest } from "../../primitives/header.ts";
import { AccountId, H256, ZERO_HASH } from "../../primitives/ids.ts";
import { arm, bool, bytes, compact, struct, tuple, u16, u32, u64, variant, vec } from "../../primitives/scale/index.ts";
import { CowStr, RuntimeVersionCodec } from "../../primitives/version.ts";
import { ZERO_WEIGHT } from "../../primitives/weight.ts";
import { BLOCK_LENGTH, BLOCK_WEIGHTS, BlockLength, BlockWeights, perDispatchClass } from "./block_limits.ts";
import { VERSION } from "./version.ts";
import { weights } from "./weights.ts";

export const System = palletIdentity("System", 0);

export const AccountInfo = struct(
  "frame_system::AccountInfo",
  { nonce: u32, consumers: u32, providers: u32, sufficients: u32, data: AccountData },
  { Nonce: u32, AccountData },
);
const DispatchEventInfo = struct("frame_system::DispatchEventInfo", {
  weight: WeightCodec,
  class: DispatchClass,
  pays_fee: Pays,
});
const Phase = variant("frame_system::Phase", {
  ApplyExtrinsic: arm(0, u32),
  Finalization: arm(1),
  Initialization: arm(2),
});
const CodeUpgradeAuthorization = struct(
  "frame_system::CodeUpgradeAuthorization",
  { code_hash: H256, check_version: bool },
  { T: undefined },
);
const RuntimeDbWeight = struct("sp_weights::RuntimeDbWeight", { read: u64, write: u64 });
const NO_DATA = { free: 0n, reserved: 0n, frozen: 0n, flags: 1n << 127n } as never;

export const system = section(System, {
  storage: {
    Account: map([blake(AccountId)], AccountInfo, {
      default: { nonce: 0, consumers: 0, providers: 0, sufficients: 0, data: NO_DATA },
      docs: "Every account.",
    }),
    ExtrinsicCount: value(u32, { docs: "Extrinsics of the block under construction." }),
    InherentsApplied: value(bool, { default: false }),
    BlockWeight: value(perDispatchClass(WeightCodec), {
      default: { normal: ZERO_WEIGHT, operational: ZERO_WEIGHT, mandatory: ZERO_WEIGHT },
    }),
    AllExtrinsicsLen: value(u32, { docs: "Bytes of the extrinsics so far." }),
    BlockHash: map([twox(u32)], H256, {
      default: ZERO_HASH,
      docs: "Hashes of the last 2,400 blocks and of the genesis block.",
    }),
    ExtrinsicData: map([twox(u32)], bytes, { default: new Uint8Array(0) }),
    Number: value(u32, { default: 0 }),
    ParentHash: value(H256, { default: ZERO_HASH }),
    Digest: value(Digest, { default: [] }),
    Events: value(RuntimeEventRecords, { default: [], docs: "What happened in this block." }),
    EventCount: value(u32, { default: 0 }),
    EventTopics: map([blake(H256)], vec(tuple(u32, u32)), { default: [] }),
    LastRuntimeUpgrade: value(
      struct("frame_system::LastRuntimeUpgradeInfo", { spec_version: compact(u32), spec_name: CowStr }),
    ),
    UpgradedToU32RefCount: value(bool, { default: false }),
    UpgradedToTripleRefCount: value(bool, { default: false }),
    ExecutionPhase: value(Phase),
    AuthorizedUpgrade: value(CodeUpgradeAuthorization),
    ExtrinsicWeightReclaimed: value(WeightCodec, { default: ZERO_WEIGHT }),
  },
  events: {
    ExtrinsicSuccess: event(0, { dispatch_info: DispatchEventInfo }, "An extrinsic went through."),
    ExtrinsicFailed: event(
      1,
      { dispatch_error: DispatchError, dispatch_info: DispatchEventInfo },
      "An extrinsic was refused.",
    ),
    CodeUpdated: event(2),
    NewAccount: event(3, { account: AccountId }),
    KilledAccount: event(4, { account: AccountId }),
    Remarked: event(5, { sender: AccountId, hash: H256 }),
    UpgradeAuthorized: event(6, { code_hash: H256, check_version: bool }),
    RejectedInvalidAuthorizedUpgrade: event(7, { code_hash: H256, error: DispatchError }),
  },
  errors: {
    InvalidSpecName: error(
      0,
      "The name of specification does not match between the current runtime\nand the new runtime.",
    ),
    SpecVersionNeedsToIncrease: error(
      1,
      "The specification version is not allowed to decrease between the current runtime\nand the new runtime.",
    ),
    FailedToExtractRuntimeVersion: error(
      2,
      "Failed to extract the runtime version from the new runtime.\n\nEither calling `Core_version` or decoding `RuntimeVersion` failed.",
    ),
    NonDefaultComposite: error(3, "Suicide called when the account has non-default composite data."),
    NonZeroRefCount: error(4, "There is a non-zero reference count preventing the account from being purged."),
    CallFiltered: error(5, "The origin filter prevent the call to be dispatched."),
    MultiBlockMigrationsOngoing: error(
      6,
      "A multi-block migration is ongoing and prevents the current code from being replaced.",
    ),
    NothingAuthorized: error(7, "No upgrade authorized."),
    Unauthorized: error(8, "The submitted code is not authorized."),
  },
  calls: {
    remark: call(0, anyOrigin, { remark: bytes }, { weight: weights.remark, docs: "Carries bytes and does nothing." }),
    set_heap_pages: call(1, root, { pages: u64 }, { weight: weights.set_heap_pages, class: "Operational" }),
    set_code: call(2, root, { code: bytes }, { weight: weights.set_code, class: "Operational" }),
    set_code_without_checks: call(3, root, { code: bytes }, { weight: weights.set_code, class: "Operational" }),
    set_storage: call(
      4,
      root,
      { items: vec(tuple(bytes, bytes)) },
      { weight: weights.set_storage, class: "Operational", docs: "Writes raw keys." },
    ),
    kill_storage: call(5, root, { keys: vec(bytes) }, { weight: weights.kill_storage, class: "Operational" }),
    kill_prefix: call(6, root, { prefix: bytes, subkeys: u32 }, { weight: weights.kill_prefix, class: "Operational" }),
    remark_with_event: call(7, anyOrigin, { remark: bytes }, { weight: weights.remark_with_event }),
    authorize_upgrade: call(9, root, { code_hash: H256 }, { weight: weights.authorize_upgrade, class: "Operational" }),
    authorize_upgrade_without_checks: call(
      10,
      root,
      { code_hash: H256 },
      { weight: weights.authorize_upgrade, class: "Operational" },
    ),
    apply_authorized_upgrade: call(
      11,
      anyOrigin,
      { code: bytes },
      { weight: weights.apply_authorized_upgrade, class: "Operational" },
    ),
  },
  constants: {
    BlockWeights: constant(BlockWeights, BLOCK_WEIGHTS),
    BlockLength: constant(BlockLength, BLOCK_LENGTH),
    BlockHashCount: constant(u32, 2400),
    DbWeight: constant(RuntimeDbWeight, { read: 25_000_000n, write: 100_000_000n }),
    Version: constant(RuntimeVersionCodec, VERSION),
    SS58Prefix: constant(u16, 42),
  },
});
