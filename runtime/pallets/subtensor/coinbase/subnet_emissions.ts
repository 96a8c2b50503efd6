// The door to what pallets/subtensor/src/coinbase/subnet_emissions.rs holds.

export { recordTaoInflow, recordTaoOutflow } from "../pools/reserves.ts";
export * from "./flow_shares.ts";
export * from "./shares.ts";
export * from "./subnet_shares.ts";
