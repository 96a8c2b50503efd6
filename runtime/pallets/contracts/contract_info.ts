// What is kept of contracts and their code, and the schedule they run under. Mirrors pallet-contracts 41 (storage.rs,
// wasm/mod.rs, schedule.rs, lib.rs: Environment).

import { AccountId, H256 } from "../../primitives/ids.ts";
import {
  type AnyCodec,
  arm,
  boundedBytes,
  btreeMap,
  compact,
  enumeration,
  struct,
  u32,
  u64,
  type ValueOf,
  variant,
  wrapper,
} from "../../primitives/scale/index.ts";
import { Tao } from "../../primitives/units.ts";

export const HoldReason = enumeration("pallet_contracts::pallet::HoldReason", [
  "CodeUploadDepositReserve",
  "StorageDepositReserve",
]);
export const Determinism = enumeration("pallet_contracts::wasm::Determinism", ["Enforced", "Relaxed"]);
/** The runtime itself stands as a type parameter. */
const Runtime = struct("node_subtensor_runtime::Runtime", {});
export const Origin = variant("pallet_contracts::Origin", { Root: arm(0), Signed: arm(1, AccountId) }, { T: Runtime });
export const Perbill = wrapper("sp_arithmetic::per_things::Perbill", u32);

const open = { T: undefined };
export const CodeInfo = struct(
  "pallet_contracts::wasm::CodeInfo",
  { owner: AccountId, deposit: compact(Tao), refcount: compact(u64), determinism: Determinism, code_len: u32 },
  open,
);
const dependencies = btreeMap(H256, Tao);
const Dependencies = wrapper(
  "bounded_collections::bounded_btree_map::BoundedBTreeMap",
  dependencies,
  { K: H256, V: Tao, S: undefined },
  "BTreeMap<K, V>",
);
export const ContractInfo = struct(
  "pallet_contracts::storage::ContractInfo",
  {
    trie_id: boundedBytes(128),
    code_hash: H256,
    storage_bytes: u32,
    storage_items: u32,
    storage_byte_deposit: Tao,
    storage_item_deposit: Tao,
    storage_base_deposit: Tao,
    delegate_dependencies: Dependencies,
  },
  open,
);
export const DeletionQueueManager = struct(
  "pallet_contracts::storage::DeletionQueueManager",
  { insert_counter: u32, delete_counter: u32 },
  open,
);

const Limits = struct("pallet_contracts::schedule::Limits", {
  event_topics: u32,
  memory_pages: u32,
  subject_len: u32,
  payload_len: u32,
  runtime_memory: u32,
  validator_runtime_memory: u32,
  event_ref_time: u64,
});
const InstructionWeights = struct("pallet_contracts::schedule::InstructionWeights", { base: u32 }, open);
export const Schedule = struct(
  "pallet_contracts::schedule::Schedule",
  { limits: Limits, instruction_weights: InstructionWeights },
  open,
);
export const SCHEDULE: ValueOf<typeof Schedule> = {
  limits: {
    event_topics: 4,
    memory_pages: 16,
    subject_len: 32,
    payload_len: 16_384,
    runtime_memory: 1_073_741_824,
    validator_runtime_memory: 2_147_483_648,
    event_ref_time: 60_000n,
  },
  instruction_weights: { base: 1259 },
};

const Hasher = struct("sp_runtime::traits::BlakeTwo256", {});
/** A type that only shows itself in metadata. */
const shown = (of: AnyCodec) => struct("pallet_contracts::EnvironmentType", {}, { T: of });
export const Environment = struct(
  "pallet_contracts::Environment",
  {
    account_id: shown(AccountId),
    balance: shown(Tao),
    hash: shown(H256),
    hasher: shown(Hasher),
    timestamp: shown(u64),
    block_number: shown(u32),
  },
  open,
);
export const ENVIRONMENT: ValueOf<typeof Environment> = {
  account_id: {},
  balance: {},
  hash: {},
  hasher: {},
  timestamp: {},
  block_number: {},
};
