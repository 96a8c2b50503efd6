// The origin of transactions that an Ethereum key signed. Mirrors pallet-ethereum (RawOrigin).

import { H160 } from "../../primitives/ids.ts";
import { arm, type ValueOf, variant } from "../../primitives/scale/index.ts";

export const EthereumOrigin = variant("pallet_ethereum::RawOrigin", { EthereumTransaction: arm(0, H160) });
export type EthereumOrigin = ValueOf<typeof EthereumOrigin>;
