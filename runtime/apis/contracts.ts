// Contracts, tried out without a transaction: declared; running code is not built. Mirrors pallet-contracts 41
// (ContractsApi).

import { DispatchError } from "../frame/refusal.ts";
import { method, notBuilt, runtimeApi } from "../frame/runtime_api.ts";
import { WeightCodec as Weight } from "../frame/weight.ts";
import { contracts } from "../pallets/contracts/contract.ts";
import { Determinism } from "../pallets/contracts/contract_info.ts";
import {
  Code,
  CodeUploadReturnValue,
  ContractAccessError,
  ContractExecResult,
  ContractInstantiateResult,
} from "../pallets/contracts/results.ts";
import { API_VERSIONS } from "../pallets/system/version.ts";
import { AccountId } from "../primitives/ids.ts";
import { bytes, option, result, u64 } from "../primitives/scale/index.ts";
import type { ApiContext } from "./context.ts";

const limits = { gas_limit: option(Weight), storage_deposit_limit: option(u64) };
const running = notBuilt("running contracts");

export const contractsApi = runtimeApi<ApiContext>("ContractsApi", ...API_VERSIONS.ContractsApi, {
  call: method(
    { origin: AccountId, dest: AccountId, value: u64, ...limits, input_data: bytes },
    ContractExecResult,
    running,
  ),
  instantiate: method(
    { origin: AccountId, value: u64, ...limits, code: Code, data: bytes, salt: bytes },
    ContractInstantiateResult,
    running,
  ),
  upload_code: method(
    { origin: AccountId, code: bytes, storage_deposit_limit: option(u64), determinism: Determinism },
    result(CodeUploadReturnValue, DispatchError),
    running,
  ),
  get_storage: method(
    { address: AccountId, key: bytes },
    result(option(bytes), ContractAccessError),
    (ctx: ApiContext, { address }) =>
      contracts.read.ContractInfoOf.has(ctx, address) ? running() : ({ type: "Err", value: "DoesntExist" } as const),
  ),
});
