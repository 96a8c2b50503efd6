// chainSpec_v1_*: what the chain is called. Mirrors sc-rpc-spec-v2, chain_spec.

import { method } from "./method.ts";

export const chainSpec_v1_chainName = method({}, (node) => node.spec.name);
export const chainSpec_v1_genesisHash = method({}, (node) => node.blockchain.genesis.hash);
export const chainSpec_v1_properties = method({}, (node) => node.spec.properties);
