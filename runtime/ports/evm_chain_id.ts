// What AdminUtils asks of the EVM's chain id. Provided by EVMChainId.

import type { At } from "../frame/state.ts";

export interface EvmChainIdentity {
  setId(at: At, id: bigint): void;
}
