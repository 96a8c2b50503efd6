// The door to everything that pallets/subtensor/src/staking/stake_utils.rs holds.

export * from "../pools/price.ts";
export * from "../pools/reserves.ts";
export * from "./alpha_pool.ts";
export * from "./into_subnet.ts";
export * from "./simulated.ts";
export * from "./stake.ts";
export * from "./stake_weights.ts";
export * from "./swap_stake_for_tao.ts";
export * from "./validate.ts";
