// The exchange of EVM gas for weight. Mirrors frontier's FixedGasWeightMapping with the runtime's block gas limit.
import { BASE_EXTRINSIC_WEIGHT, mulWeight, subWeight, type Weight, weight } from "./weight.ts";

/** Three quarters of a block (4 s, 2^64 - 1 bytes of proof) over 75 million gas, rounded down. */
export const WEIGHT_PER_GAS = weight(40_000n, 184_467_440_737n);

/** What so much gas weighs, less the base of the transaction that spends it: that is charged for apart. */
export function gasToWeight(gas: bigint): Weight {
  return subWeight(mulWeight(WEIGHT_PER_GAS, gas), BASE_EXTRINSIC_WEIGHT);
}
