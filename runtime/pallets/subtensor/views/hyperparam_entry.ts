// The hyperparameters of a subnet as a list of named values, which may grow without breaking who reads it.
// Mirrors pallets/subtensor/src/rpc_info/subnet_info.rs (HyperparamEntry, SubnetHyperparamsV3).

import { I32F32Codec, U64F64Codec } from "../../../primitives/fixed/codecs.ts";
import {
  arm,
  bool,
  bytes,
  compact,
  struct,
  u16,
  u32,
  u64,
  u128,
  type ValueOf,
  variant,
  vec,
} from "../../../primitives/scale/index.ts";
import { Tao } from "../../../primitives/units.ts";

export const HyperparamValue = variant("pallet_subtensor::rpc_info::subnet_info::HyperparamValue", {
  Bool: arm(0, bool),
  U16: arm(1, compact(u16)),
  U32: arm(2, compact(u32)),
  U64: arm(3, compact(u64)),
  U128: arm(4, compact(u128)),
  TaoBalance: arm(5, compact(Tao)),
  I32F32: arm(6, I32F32Codec),
  U64F64: arm(7, U64F64Codec),
});
export type HyperparamValue = ValueOf<typeof HyperparamValue>;

export const HyperparamEntry = struct("pallet_subtensor::rpc_info::subnet_info::HyperparamEntry", {
  name: bytes,
  value: HyperparamValue,
});
export type HyperparamEntry = ValueOf<typeof HyperparamEntry>;

export const SubnetHyperparamsV3 = vec(HyperparamEntry);
export type SubnetHyperparamsV3 = ValueOf<typeof SubnetHyperparamsV3>;
