// What running Ethereum code gave, and an account as Ethereum sees it. Mirrors the evm crate (backend.rs) and fp-evm.

import { H160 } from "../ids.ts";
import { type AnyCodec, bytes, option, renamed, struct, u64, type ValueOf, vec } from "../scale/index.ts";
import { U256 } from "../u256.ts";
import { Log } from "./block.ts";
import { ExitReason } from "./exit_reason.ts";

export const EvmAccount = struct("evm::backend::Basic", { balance: U256, nonce: U256 });
export type EvmAccount = ValueOf<typeof EvmAccount>;

const UsedGas = struct("fp_evm::UsedGas", { standard: U256, effective: U256 });
const WeightInfo = struct("fp_evm::WeightInfo", {
  ref_time_limit: option(u64),
  proof_size_limit: option(u64),
  ref_time_usage: option(u64),
  proof_size_usage: option(u64),
});
const executionInfo = <T extends AnyCodec>(value: T) =>
  struct(
    "fp_evm::ExecutionInfoV2",
    { exit_reason: ExitReason, value, used_gas: UsedGas, weight_info: option(WeightInfo), logs: vec(Log) },
    { T: value },
  );
export const CallInfo = renamed("CallInfo", executionInfo(bytes));
export const CreateInfo = renamed("CreateInfo", executionInfo(H160));
