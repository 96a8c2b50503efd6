// Size and hash of a contract's code. Mirrors pallet-evm (CodeMetadata).

import { H256 } from "../../primitives/ids.ts";
import { struct, u64, type ValueOf } from "../../primitives/scale/index.ts";

export const CodeMetadata = struct("pallet_evm::CodeMetadata", { size: u64, hash: H256 });
export type CodeMetadata = ValueOf<typeof CodeMetadata>;
