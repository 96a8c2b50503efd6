// Where a neuron serves its axon. Mirrors pallets/subtensor/src/lib.rs (AxonInfo).

import { struct, u8, u16, u32, u64, u128, type ValueOf } from "../../../primitives/scale/index.ts";

export const AxonInfo = struct("pallet_subtensor::pallet::AxonInfo", {
  block: u64,
  version: u32,
  ip: u128,
  port: u16,
  ip_type: u8,
  protocol: u8,
  placeholder1: u8,
  placeholder2: u8,
});
export type AxonInfo = ValueOf<typeof AxonInfo>;
