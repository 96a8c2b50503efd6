// Where a neuron serves its metrics. Mirrors pallets/subtensor/src/lib.rs (PrometheusInfo).

import { struct, u8, u16, u32, u64, u128, type ValueOf } from "../../../primitives/scale/index.ts";

export const PrometheusInfo = struct("pallet_subtensor::pallet::PrometheusInfo", {
  block: u64,
  version: u32,
  ip: u128,
  port: u16,
  ip_type: u8,
});
export type PrometheusInfo = ValueOf<typeof PrometheusInfo>;
