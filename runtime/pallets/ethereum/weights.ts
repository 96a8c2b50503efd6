// Weight of Ethereum's call. Mirrors frontier's pallet-ethereum (weight attribute).
import { gasToWeight } from "../../primitives/gas.ts";

export const weights = {
  // Afterwards: the weight of the gas used, and no fee (an error of the runner pays).
  transact: (gasLimit: bigint) => gasToWeight(gasLimit),
};
