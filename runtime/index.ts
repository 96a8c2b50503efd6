// The door of the runtime: the chain, blocks built and re-executed, questions to a state, genesis.

export {
  BadBlock,
  type Block,
  BlockBuilder,
  type ExtrinsicResult,
  executeBlock,
  extrinsicsRoot,
  type Outcome,
  type Parent,
} from "./executive/block.ts";
export { CallNotBuilt, type Chain, contextOver } from "./executive/chain.ts";
export { bareExtrinsic, decodeExtrinsic, signingPayload } from "./executive/extrinsic.ts";
export { answerRuntimeApi, callRuntimeApi, contextAt, UnknownApi, validateTransaction } from "./executive/query.ts";
export { shieldedIn, unshielded } from "./executive/shielded.ts";
export type { Call } from "./frame/call.ts";
export type { EventRecord } from "./frame/event.ts";
export type { InherentData } from "./frame/pallet.ts";
export type { Profile } from "./frame/profile.ts";
export { Defect, Refusal } from "./frame/refusal.ts";
export { Invalidity, type TransactionValidityError, type ValidTransaction } from "./frame/validity.ts";
export { buildGenesisState, type GenesisConfig, genesisJson, parseGenesis } from "./genesis_config.ts";
export type { ShieldedTransaction } from "./pallets/shield/shielded_transaction.ts";
export { type DigestItem, Header, headerHash } from "./primitives/header.ts";
export { Trie } from "./primitives/trie/index.ts";
export { FAST, runtime, STANDARD, subtensor } from "./subtensor.ts";
