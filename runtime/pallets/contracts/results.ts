// What trying out a contract gives. Mirrors pallet-contracts 41 (primitives.rs) and pallet-contracts-uapi (flags.rs).

import { RuntimeEventRecords } from "../../frame/outer_types.ts";
import { DispatchError } from "../../frame/refusal.ts";
import { WeightCodec as Weight } from "../../frame/weight.ts";
import { AccountId, H256 } from "../../primitives/ids.ts";
import {
  type AnyCodec,
  arm,
  bytes,
  enumeration,
  option,
  result,
  struct,
  u32,
  u64,
  variant,
} from "../../primitives/scale/index.ts";

const ReturnFlags = struct("pallet_contracts_uapi::flags::ReturnFlags", { bits: u32 });
export const ExecReturnValue = struct("pallet_contracts::primitives::ExecReturnValue", {
  flags: ReturnFlags,
  data: bytes,
});
export const InstantiateReturnValue = struct(
  "pallet_contracts::primitives::InstantiateReturnValue",
  { result: ExecReturnValue, account_id: AccountId },
  { AccountId },
);
export const CodeUploadReturnValue = struct(
  "pallet_contracts::primitives::CodeUploadReturnValue",
  { code_hash: H256, deposit: u64 },
  { CodeHash: H256, Balance: u64 },
);
const StorageDeposit = variant(
  "pallet_contracts::primitives::StorageDeposit",
  { Refund: arm(0, u64), Charge: arm(1, u64) },
  { Balance: u64 },
);
const contractResult = <T extends AnyCodec>(of: T) => {
  const outcome = result(of, DispatchError);
  return struct(
    "pallet_contracts::primitives::ContractResult",
    {
      gas_consumed: Weight,
      gas_required: Weight,
      storage_deposit: StorageDeposit,
      debug_message: bytes,
      result: outcome,
      events: option(RuntimeEventRecords),
    },
    { R: outcome, Balance: u64 },
  );
};
export const ContractExecResult = contractResult(ExecReturnValue);
export const ContractInstantiateResult = contractResult(InstantiateReturnValue);
export const Code = variant(
  "pallet_contracts::primitives::Code",
  { Upload: arm(0, bytes), Existing: arm(1, H256) },
  { Hash: H256 },
);
export const ContractAccessError = enumeration("pallet_contracts::primitives::ContractAccessError", [
  "DoesntExist",
  "KeyDecodingFailed",
  "MigrationInProgress",
]);
