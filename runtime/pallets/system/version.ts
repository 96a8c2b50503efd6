// The version that this runtime claims: spec 425, with the runtime APIs and their versions in the reference's order.
// Mirrors runtime/src/lib.rs (VERSION). An API's id is blake2b-64 of its name.

import { hexToBytes } from "../../primitives/bytes.ts";
import type { ValueOf } from "../../primitives/scale/index.ts";
import type { RuntimeVersionCodec } from "../../primitives/version.ts";

/** Runtime API → id and version. */
export const API_VERSIONS = {
  Core: ["df6acb689907609b", 5],
  Metadata: ["37e397fc7c91f5e4", 2],
  BlockBuilder: ["40fe3ad401f8959a", 6],
  GenesisBuilder: ["fbc577b9d747efd6", 1],
  TaggedTransactionQueue: ["d2bc9897eed08f15", 3],
  OffchainWorkerApi: ["f78b278be53f454c", 2],
  AuraApi: ["dd718d5cc53262d4", 1],
  SessionKeys: ["ab3c0572291feb8b", 1],
  GrandpaApi: ["ed99c5acb25eedf5", 3],
  AccountNonceApi: ["bc9d89904f5b923f", 1],
  TransactionPaymentApi: ["37c8bb1350a9a2a8", 4],
  TransactionPaymentCallApi: ["f3ff14d5ab527059", 3],
  EthereumRuntimeRPCApi: ["582211f65bb14b89", 6],
  ConvertTransactionRuntimeApi: ["e65b00e46cedd0aa", 2],
  ContractsApi: ["68b66ba122c93fa7", 2],
  DelegateInfoRuntimeApi: ["42e62be4a39e5b60", 1],
  NeuronInfoRuntimeApi: ["806df4ccaa9ed485", 1],
  SubnetInfoRuntimeApi: ["8375104b299b74c5", 2],
  StakeInfoRuntimeApi: ["5d1fbfbe852f2807", 1],
  SubnetRegistrationRuntimeApi: ["c6886e2f8e598b0a", 1],
  ProxyFilterRuntimeApi: ["c0de4984d112f3b4", 1],
  BabeApi: ["cbca25e39f142387", 2],
  SwapRuntimeApi: ["a8b093e6508d9e9c", 1],
  ShieldApi: ["1c4585bd5c707202", 1],
} as const satisfies Record<string, readonly [id: string, version: number]>;
export type ApiName = keyof typeof API_VERSIONS;

export const VERSION: ValueOf<typeof RuntimeVersionCodec> = {
  spec_name: "node-subtensor",
  impl_name: "node-subtensor",
  authoring_version: 1,
  spec_version: 425,
  impl_version: 1,
  apis: Object.values(API_VERSIONS).map(([id, version]) => [hexToBytes(id), version] as const),
  transaction_version: 1,
  system_version: 1,
};
