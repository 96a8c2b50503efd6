// Every method of the node: the exported names of the namespaces.

import * as archive from "./archive.ts";
import * as author from "./author.ts";
import * as chain from "./chain.ts";
import * as chainHead from "./chain_head.ts";
import * as chainSpec from "./chain_spec.ts";
import * as childState from "./child_state.ts";
import * as delegateInfo from "./delegate_info.ts";
import * as dev from "./dev.ts";
import * as engine from "./engine.ts";
import type { Method } from "./method.ts";
import * as neuronInfo from "./neuron_info.ts";
import * as offchain from "./offchain.ts";
import * as payment from "./payment.ts";
import * as rpc from "./rpc.ts";
import * as stakeInfo from "./stake_info.ts";
import * as state from "./state.ts";
import * as subnetInfo from "./subnet_info.ts";
import * as swap from "./swap.ts";
import * as system from "./system.ts";
import * as transaction from "./transaction.ts";

const NAMESPACES: readonly Readonly<Record<string, unknown>>[] = [
  archive,
  author,
  chain,
  chainHead,
  chainSpec,
  childState,
  delegateInfo,
  dev,
  engine,
  neuronInfo,
  offchain,
  payment,
  rpc,
  stakeInfo,
  state,
  subnetInfo,
  swap,
  system,
  transaction,
];
const isMethod = (value: unknown): value is Method =>
  typeof value === "object" && value !== null && "kind" in value && "unsafe" in value;

/** By name. */
export const METHODS: ReadonlyMap<string, Method> = new Map(
  NAMESPACES.flatMap((namespace) => Object.entries(namespace))
    .filter((entry): entry is [string, Method] => isMethod(entry[1]))
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);
