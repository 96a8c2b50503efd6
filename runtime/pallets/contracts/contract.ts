// Contracts: code that people deploy, declared so that indices and metadata hold; its calls are not built. Mirrors
// pallet-contracts 41 as this runtime configures it.

import { identity, twox } from "../../frame/hasher.ts";
import { root, signed } from "../../frame/origin.ts";
import { call, constant, error, event, palletIdentity, section } from "../../frame/section.ts";
import { map, value } from "../../frame/storage.ts";
import { WeightCodec } from "../../frame/weight.ts";
import { AccountId, H256 } from "../../primitives/ids.ts";
import { MultiAddress } from "../../primitives/multi_address.ts";
import { bool, boundedBytes, bytes, compact, option, u16, u32, u64, wrapper } from "../../primitives/scale/index.ts";
import { rao, Tao } from "../../primitives/units.ts";
import {
  CodeInfo,
  ContractInfo,
  DeletionQueueManager,
  Determinism,
  ENVIRONMENT,
  Environment,
  Origin,
  Perbill,
  SCHEDULE,
  Schedule,
} from "./contract_info.ts";
import { weights } from "./weights.ts";

export const Contracts = palletIdentity("Contracts", 29);

const MAX_CODE_BYTES = 128 * 1024;
const target = { dest: MultiAddress, value: compact(Tao) };
const storage_deposit_limit = option(compact(Tao));
const build = { data: bytes, salt: bytes };
const held = { from: AccountId, to: AccountId, amount: Tao };

export const contracts = section(Contracts, {
  storage: {
    PristineCode: map([identity(H256)], boundedBytes(MAX_CODE_BYTES), { docs: "Uploaded code by its hash." }),
    CodeInfoOf: map([identity(H256)], CodeInfo, { docs: "Who uploaded a code and how many contracts use it." }),
    Nonce: value(u64, { default: 0n, docs: "Counts contracts, for their storage tries." }),
    ContractInfoOf: map([twox(AccountId)], ContractInfo, { docs: "The contract behind an account." }),
    DeletionQueue: map([twox(u32)], boundedBytes(128), { docs: "Storage tries still to be cleared." }),
    DeletionQueueCounter: value(DeletionQueueManager, {
      default: { insert_counter: 0, delete_counter: 0 },
      docs: "Where the queue begins and ends.",
    }),
    MigrationInProgress: value(boundedBytes(1024), { docs: "Where a migration stands." }),
  },
  events: {
    Instantiated: event(0, { deployer: AccountId, contract: AccountId }, "A contract was deployed."),
    Terminated: event(1, { contract: AccountId, beneficiary: AccountId }, "A contract removed itself."),
    CodeStored: event(2, { code_hash: H256, deposit_held: Tao, uploader: AccountId }, "Code was uploaded."),
    ContractEmitted: event(3, { contract: AccountId, data: bytes }, "A contract's own event."),
    CodeRemoved: event(4, { code_hash: H256, deposit_released: Tao, remover: AccountId }, "Code was removed."),
    ContractCodeUpdated: event(
      5,
      { contract: AccountId, new_code_hash: H256, old_code_hash: H256 },
      "A contract has other code.",
    ),
    Called: event(6, { caller: Origin, contract: AccountId }, "A contract was called."),
    DelegateCalled: event(7, { contract: AccountId, code_hash: H256 }, "A contract ran another's code."),
    StorageDepositTransferredAndHeld: event(8, held, "A storage deposit was taken."),
    StorageDepositTransferredAndReleased: event(9, held, "A storage deposit was given back."),
  },
  errors: {
    InvalidSchedule: error(0, "Invalid schedule supplied, e.g. with zero weight of a basic operation."),
    InvalidCallFlags: error(1, "Invalid combination of flags supplied to `seal_call` or `seal_delegate_call`."),
    OutOfGas: error(2, "The executed contract exhausted its gas limit."),
    OutputBufferTooSmall: error(3, "The output buffer supplied to a contract API call was too small."),
    TransferFailed: error(
      4,
      "Performing the requested transfer failed. Probably because there isn't enough\nfree balance in the sender's account.",
    ),
    MaxCallDepthReached: error(
      5,
      "Performing a call was denied because the calling depth reached the limit\nof what is specified in the schedule.",
    ),
    ContractNotFound: error(6, "No contract was found at the specified address."),
    CodeTooLarge: error(
      7,
      "The code supplied to `instantiate_with_code` exceeds the limit specified in the\ncurrent schedule.",
    ),
    CodeNotFound: error(8, "No code could be found at the supplied code hash."),
    CodeInfoNotFound: error(9, "No code info could be found at the supplied code hash."),
    OutOfBounds: error(10, "A buffer outside of sandbox memory was passed to a contract API function."),
    DecodingFailed: error(11, "Input passed to a contract API function failed to decode as expected type."),
    ContractTrapped: error(12, "Contract trapped during execution."),
    ValueTooLarge: error(13, "The size defined in `T::MaxValueSize` was exceeded."),
    TerminatedWhileReentrant: error(
      14,
      "Termination of a contract is not allowed while the contract is already\non the call stack. Can be triggered by `seal_terminate`.",
    ),
    InputForwarded: error(15, "`seal_call` forwarded this contracts input. It therefore is no longer available."),
    RandomSubjectTooLong: error(16, "The subject passed to `seal_random` exceeds the limit."),
    TooManyTopics: error(17, "The amount of topics passed to `seal_deposit_events` exceeds the limit."),
    NoChainExtension: error(
      18,
      "The chain does not provide a chain extension. Calling the chain extension results\nin this error. Note that this usually  shouldn't happen as deploying such contracts\nis rejected.",
    ),
    XCMDecodeFailed: error(19, "Failed to decode the XCM program."),
    DuplicateContract: error(20, "A contract with the same AccountId already exists."),
    TerminatedInConstructor: error(
      21,
      "A contract self destructed in its constructor.\n\nThis can be triggered by a call to `seal_terminate`.",
    ),
    ReentranceDenied: error(
      22,
      "A call tried to invoke a contract that is flagged as non-reentrant.\nThe only other cause is that a call from a contract into the runtime tried to call back\ninto `pallet-contracts`. This would make the whole pallet reentrant with regard to\ncontract code execution which is not supported.",
    ),
    StateChangeDenied: error(23, "A contract attempted to invoke a state modifying API while being in read-only mode."),
    StorageDepositNotEnoughFunds: error(24, "Origin doesn't have enough balance to pay the required storage deposits."),
    StorageDepositLimitExhausted: error(25, "More storage was created than allowed by the storage deposit limit."),
    CodeInUse: error(26, "Code removal was denied because the code is still in use by at least one contract."),
    ContractReverted: error(
      27,
      "The contract ran to completion but decided to revert its storage changes.\nPlease note that this error is only returned from extrinsics. When called directly\nor via RPC an `Ok` will be returned. In this case the caller needs to inspect the flags\nto determine whether a reversion has taken place.",
    ),
    CodeRejected: error(
      28,
      "The contract's code was found to be invalid during validation.\n\nThe most likely cause of this is that an API was used which is not supported by the\nnode. This happens if an older node is used with a new version of ink!. Try updating\nyour node to the newest available version.\n\nA more detailed error can be found on the node console if debug messages are enabled\nby supplying `-lruntime::contracts=debug`.",
    ),
    Indeterministic: error(29, "An indeterministic code was used in a context where this is not permitted."),
    MigrationInProgress: error(30, "A pending migration needs to complete before the extrinsic can be called."),
    NoMigrationPerformed: error(31, "Migrate dispatch call was attempted but no migration was performed."),
    MaxDelegateDependenciesReached: error(32, "The contract has reached its maximum number of delegate dependencies."),
    DelegateDependencyNotFound: error(33, "The dependency was not found in the contract's delegate dependencies."),
    DelegateDependencyAlreadyExists: error(34, "The contract already depends on the given delegate dependency."),
    CannotAddSelfAsDelegateDependency: error(
      35,
      "Can not add a delegate dependency to the code hash of the contract itself.",
    ),
    OutOfTransientStorage: error(36, "Can not add more data to transient storage."),
  },
  calls: {
    call_old_weight: call(
      0,
      signed,
      { ...target, gas_limit: compact(u64), storage_deposit_limit, data: bytes },
      {
        weight: weights.call_old_weight,
        deprecated: "1D weight is used in this extrinsic, please migrate to `call`",
        docs: "Calls a contract, with a limit on time alone.",
      },
    ),
    instantiate_with_code_old_weight: call(
      1,
      signed,
      { value: compact(Tao), gas_limit: compact(u64), storage_deposit_limit, code: bytes, ...build },
      {
        weight: weights.instantiate_with_code_old_weight,
        deprecated: "1D weight is used in this extrinsic, please migrate to `instantiate_with_code`",
        docs: "Uploads and deploys code, with a limit on time alone.",
      },
    ),
    instantiate_old_weight: call(
      2,
      signed,
      { value: compact(Tao), gas_limit: compact(u64), storage_deposit_limit, code_hash: H256, ...build },
      {
        weight: weights.instantiate_old_weight,
        deprecated: "1D weight is used in this extrinsic, please migrate to `instantiate`",
        docs: "Deploys uploaded code, with a limit on time alone.",
      },
    ),
    upload_code: call(
      3,
      signed,
      { code: bytes, storage_deposit_limit, determinism: Determinism },
      { weight: weights.upload_code, docs: "Uploads code for a deposit." },
    ),
    remove_code: call(
      4,
      signed,
      { code_hash: H256 },
      { weight: weights.remove_code, docs: "Removes one's own code that no contract uses." },
    ),
    set_code: call(
      5,
      root,
      { dest: MultiAddress, code_hash: H256 },
      { weight: weights.set_code, docs: "Gives a contract other code." },
    ),
    call: call(
      6,
      signed,
      { ...target, gas_limit: WeightCodec, storage_deposit_limit, data: bytes },
      {
        weight: ({ gas_limit }) => weights.call(gas_limit),
        docs: "Calls a contract.",
      },
    ),
    instantiate_with_code: call(
      7,
      signed,
      { value: compact(Tao), gas_limit: WeightCodec, storage_deposit_limit, code: bytes, ...build },
      {
        weight: (args) => weights.instantiate_with_code(args, args.gas_limit),
        docs: "Uploads and deploys code.",
      },
    ),
    instantiate: call(
      8,
      signed,
      { value: compact(Tao), gas_limit: WeightCodec, storage_deposit_limit, code_hash: H256, ...build },
      {
        weight: (args) => weights.instantiate(args, args.gas_limit),
        docs: "Deploys uploaded code.",
      },
    ),
    migrate: call(
      9,
      signed,
      { weight_limit: WeightCodec },
      { weight: ({ weight_limit }) => weights.migrate(weight_limit), docs: "Helps a migration along." },
    ),
  },
  constants: {
    Schedule: constant(Schedule, SCHEDULE, "Costs and limits of running code."),
    DepositPerByte: constant(Tao, rao(30n), "What a byte of storage costs."),
    DefaultDepositLimit: constant(Tao, rao(31_534_080n), "Limit on deposits where a caller gives none."),
    DepositPerItem: constant(Tao, rao(75n), "What an item of storage costs."),
    CodeHashLockupDepositPercent: constant(
      Perbill,
      300_000_000,
      "Part of the code's deposit that each of its users pays.",
    ),
    MaxCodeLen: constant(u32, MAX_CODE_BYTES, "Bytes that code may have."),
    MaxStorageKeyLen: constant(u32, 128, "Bytes that a key in a contract's storage may have."),
    MaxTransientStorageSize: constant(u32, 1024 * 1024, "Bytes that a contract may keep for the time of a call."),
    MaxDelegateDependencies: constant(u32, 32, "Codes that a contract may depend on."),
    UnsafeUnstableInterface: constant(bool, false, "Whether unstable functions may be called."),
    MaxDebugBufferLen: constant(u32, 2 * 1024 * 1024, "Bytes of debugging output."),
    Environment: constant(Environment, ENVIRONMENT, "Types that contracts see."),
    ApiVersion: constant(
      wrapper("pallet_contracts::ApiVersion", u16),
      4,
      "Version of the functions that contracts may call.",
    ),
  },
});
