// Weights of Ethereum's call and hooks. Mirrors frontier's pallet-ethereum (weight attribute, on_initialize).
import { gasToWeight } from "../../primitives/gas.ts";
import { addWeight, cost, dbReadsWrites, linear } from "../../primitives/weight.ts";

export const weights = {
  // Afterwards: the weight of the gas used, and no fee (an error of the runner pays).
  transact: (gasLimit: bigint) => gasToWeight(gasLimit),
};

/** What a block begins with: one key killed (System's measure of kill_storage), and what storing the Ethereum block takes. */
export const hookWeight = addWeight(linear(cost(1_624_000n), [1, cost(566_903n, 0n, 0, 1)]), dbReadsWrites(2, 2));
