// Weights of EVM's calls. Mirrors frontier's pallet-evm (weights.rs, SubstrateWeight, and the weight attributes).
import { gasToWeight } from "../../primitives/gas.ts";
import { cost, dbWrites } from "../../primitives/weight.ts";

const ofGasLimit = ({ gas_limit }: { gas_limit: bigint }) => gasToWeight(gas_limit);

export const weights = {
  withdraw: cost(1_696_000n),
  // Afterwards: the weight of the gas used, and no fee (these three; an error of the runner pays).
  call: ofGasLimit,
  create: ofGasLimit,
  create2: ofGasLimit,
  set_whitelist: dbWrites(1),
  disable_whitelist: dbWrites(1),
};
