// The reference's consensus: Yuma 3 where the subnet has turned it on, else Yuma 2.

import type { Consensus } from "../../../rules/consensus.ts";
import { yuma2 } from "./yuma2.ts";
import { yuma3 } from "./yuma3.ts";

export const yuma: Consensus = (input, wish) => (input.yuma3 ? yuma3 : yuma2)(input, wish);
