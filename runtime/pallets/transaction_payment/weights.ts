// Weight of charging a fee. Mirrors pallet-transaction-payment 41 (weights.rs, SubstrateWeight).
import { cost } from "../../primitives/weight.ts";

export const chargeWeight = cost(35_979_000n, 3593n, 1, 1);
