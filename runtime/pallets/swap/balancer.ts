// The stored form of a subnet's pool weights: only the TAO side is kept. Mirrors pallets/swap/src/pallet/balancer.rs
// (Balancer).

import { PerquintillCodec } from "../../primitives/perthing_codecs.ts";
import { struct, type ValueOf } from "../../primitives/scale/index.ts";

export const Balancer = struct("pallet_subtensor_swap::pallet::balancer::Balancer", { quote: PerquintillCodec });
export type Balancer = ValueOf<typeof Balancer>;
