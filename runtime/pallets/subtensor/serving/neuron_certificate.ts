// The TLS key of a neuron. Mirrors pallets/subtensor/src/lib.rs (NeuronCertificate).

import { boundedBytes, struct, u8, type ValueOf } from "../../../primitives/scale/index.ts";

export const NeuronCertificate = struct("pallet_subtensor::pallet::NeuronCertificate", {
  public_key: boundedBytes(64),
  algorithm: u8,
});
export type NeuronCertificate = ValueOf<typeof NeuronCertificate>;
