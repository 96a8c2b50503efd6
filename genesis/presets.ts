// The chains that the node knows by name: `local` (three authorities) and `dev` (one). Mirrors
// node/src/chain_spec/localnet.rs.

import {
  buildGenesisState,
  type Chain,
  extrinsicsRoot,
  type GenesisConfig,
  type Header,
  headerHash,
  Trie,
} from "../runtime/index.ts";
import { hexToBytes } from "../runtime/primitives/bytes.ts";
import { type AccountId, type H256, h256, ZERO_HASH } from "../runtime/primitives/ids.ts";
import { accountOf } from "../runtime/primitives/ss58.ts";
import type { Commit } from "../runtime/primitives/trie/index.ts";
import { rao, type Tao } from "../runtime/primitives/units.ts";
import { DEV_ACCOUNTS, type DevAccount, devAccount } from "./dev_accounts.ts";

/** A chain that can be started: what clients are told of it, and its first state. */
export interface ChainSpec {
  readonly id: string;
  readonly name: string;
  readonly chainType: "Local" | "Development" | "Live";
  readonly protocolId: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly genesis: GenesisConfig;
}
export const PROPERTIES = { ss58Format: 42, tokenDecimals: 9, tokenSymbol: "TAO" } as const;

const TAO = 1_000_000_000n;
const RICH = rao(1_000_000n * TAO);
const POOR = rao(2_000n * TAO);
const ENDOWED: readonly (readonly [AccountId, Tao])[] = [
  ...(["Alice", "Bob", "Charlie"] as const).map((name) => [devAccount(name), RICH] as const),
  ...(["Dave", "Eve", "Ferdie", "One", "Two", "Three"] as const).map((name) => [devAccount(name), POOR] as const),
  // The accounts that the Ethereum development keys Alith and Baltathar map to.
  [accountOf("5Fghzk1AJt88PeFEzuRfXzbPchiBbsVGTTXcdx599VdZzkTA"), POOR],
  [accountOf("5GeqNhKWj1KG78VHzbmo3ZjZgUTrCuWeamdgiA114XHGdaEr"), POOR],
];

/** The local development chain. `wallet`: one more account that holds a million TAO. */
export function localChain(authorities: readonly DevAccount[], wallet?: AccountId): ChainSpec {
  const others = ENDOWED.filter(([who]) => who !== wallet);
  const known = others.length < ENDOWED.length;
  const balances =
    wallet === undefined
      ? ENDOWED
      : known
        ? ENDOWED.map(([who, free]) => [who, who === wallet ? RICH : free] as const)
        : [...ENDOWED, [wallet, RICH] as const];
  return {
    id: "bittensor",
    name: "Bittensor",
    chainType: "Local",
    protocolId: "bittensor",
    properties: PROPERTIES,
    genesis: {
      balances,
      aura: authorities.map((name) => hexToBytes(devAccount(name).slice(2))),
      grandpa: authorities.map((name) => [hexToBytes(DEV_ACCOUNTS[name].ed25519), 1n] as const),
      sudo: devAccount("Alice"),
      evmChainId: 42n,
    },
  };
}
export const local = (wallet?: AccountId): ChainSpec => localChain(["One", "Two", "Three"], wallet);
export const dev = (wallet?: AccountId): ChainSpec => localChain(["One"], wallet);

export interface GenesisBlock {
  readonly header: Header;
  readonly hash: H256;
  readonly state: Trie;
  readonly commit: Commit;
}
/** Block 0 over a state. */
export function genesisBlock(state: Trie): GenesisBlock {
  const commit = state.commit();
  const header: Header = {
    parent_hash: ZERO_HASH,
    number: 0,
    state_root: h256(commit.root),
    extrinsics_root: extrinsicsRoot([]),
    digest: [],
  };
  return { header, hash: headerHash(header), state, commit };
}
/** Block 0 of a chain, from its configuration. */
export function buildGenesis(chain: Chain, config: GenesisConfig): GenesisBlock {
  const state = Trie.empty();
  buildGenesisState(chain, state, config);
  return genesisBlock(state);
}
