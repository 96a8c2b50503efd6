// The first state of a chain, from its configuration: what each pallet builds, under the names that chain specifications
// use. Mirrors RuntimeGenesisConfig of runtime/src/lib.rs and frame_system's genesis.

import { within } from "./context.ts";
import type { Chain } from "./executive/chain.ts";
import { contextOver } from "./executive/chain.ts";
import { assert } from "./frame/refusal.ts";
import { palletPrefix } from "./frame/storage.ts";
import { buildAuraGenesis } from "./pallets/aura/index.ts";
import { buildBalancesGenesis } from "./pallets/balances/index.ts";
import { buildGrandpaGenesis } from "./pallets/grandpa/index.ts";
import type { SubtensorGenesis } from "./pallets/subtensor/genesis.ts";
import { system } from "./pallets/system/contract.ts";
import { bytesToHex, hexToBytes, utf8ToBytes } from "./primitives/bytes.ts";
import { twox128 } from "./primitives/hash/index.ts";
import { type AccountId, accountId, type H256 } from "./primitives/ids.ts";
import { u16, u32 } from "./primitives/scale/index.ts";
import { accountOf as accountOfAddress } from "./primitives/ss58.ts";
import type { Trie } from "./primitives/trie/index.ts";
import { rao, type Tao } from "./primitives/units.ts";

/** Accounts are 0x-hexadecimal, keys raw bytes. */
export interface GenesisConfig {
  readonly code?: Uint8Array;
  readonly balances?: readonly (readonly [who: AccountId, free: Tao])[];
  readonly aura?: readonly Uint8Array[];
  readonly grandpa?: readonly (readonly [key: Uint8Array, weight: bigint])[];
  readonly sudo?: AccountId | undefined;
  readonly evmChainId?: bigint;
  readonly subtensor?: SubtensorGenesis;
}
const HASH_OF_69 = `0x${"45".repeat(32)}` as H256;
const VERSION_KEY = bytesToHex(twox128(utf8ToBytes(":__STORAGE_VERSION__:")));

/** Builds the state of block 0 into an empty trie. Throws a Defect that says what is wrong with the configuration. */
export function buildGenesisState(chain: Chain, state: Trie, config: GenesisConfig): void {
  const ctx = contextOver(chain, state);
  for (const one of chain.runtime.pallets)
    state.set(palletPrefix(one.name) + VERSION_KEY, { bytes: u16.encode(one.parts.storageVersion ?? 0) });
  const { spec_version, spec_name } = system.constants.Version.get(ctx);
  system.storage.BlockHash.set(ctx, 0, HASH_OF_69);
  system.storage.ParentHash.set(ctx, HASH_OF_69);
  system.storage.LastRuntimeUpgrade.set(ctx, { spec_version, spec_name });
  system.storage.UpgradedToU32RefCount.set(ctx, true);
  system.storage.UpgradedToTripleRefCount.set(ctx, true);
  state.set(bytesToHex(utf8ToBytes(":extrinsic_index")), { bytes: u32.encode(0) });
  state.set(bytesToHex(utf8ToBytes(":code")), { bytes: config.code ?? PLACEHOLDER_CODE });
  buildAuraGenesis(ctx, config.aura ?? []);
  buildGrandpaGenesis(ctx, config.grandpa ?? []);
  buildBalancesGenesis(within(ctx), { balances: config.balances ?? [] });
  for (const one of chain.runtime.pallets) one.parts.genesis?.(ctx, config);
}
/** What stands under `:code`: clients ask for its hash to notice upgrades, nobody runs it. */
const PLACEHOLDER_CODE = utf8ToBytes("taolab: this runtime is TypeScript and has no WebAssembly code");

type Json = { readonly [key: string]: unknown };
const field = (json: unknown, name: string): unknown =>
  typeof json === "object" && json !== null ? (json as Json)[name] : undefined;
function accountOf(text: unknown, where: string): AccountId {
  assert(typeof text === "string", `${where}: an account is wanted`);
  if (/^0x[0-9a-f]{64}$/i.test(text)) return accountId(text.toLowerCase());
  return accountOfAddress(text);
}
const keyOf = (text: unknown, where: string): Uint8Array => hexToBytes(accountOf(text, where).slice(2));
const listOf = (value: unknown, where: string): readonly unknown[] => {
  assert(value === undefined || Array.isArray(value), `${where}: a list is wanted`);
  return (value as readonly unknown[] | undefined) ?? [];
};

/** Reads the `genesis.runtimeGenesis.patch` of a chain specification. Throws a Defect or SyntaxError. */
export function parseGenesis(text: string): GenesisConfig {
  const json: unknown = JSON.parse(text);
  const sudo = field(field(json, "sudo"), "key");
  const economy = field(json, "subtensorModule");
  const [issuance, delay] = [field(economy, "balancesIssuance"), field(economy, "startCallDelay")];
  return {
    balances: listOf(field(field(json, "balances"), "balances"), "balances.balances").map((pair, i) => {
      const [who, free] = listOf(pair, `balances.balances[${i}]`);
      assert(
        typeof free === "number" || typeof free === "string",
        `balances.balances[${i}]: an amount in rao is wanted`,
      );
      return [accountOf(who, `balances.balances[${i}]`), rao(BigInt(free))] as const;
    }),
    aura: listOf(field(field(json, "aura"), "authorities"), "aura.authorities").map((one, i) =>
      keyOf(one, `aura.authorities[${i}]`),
    ),
    grandpa: listOf(field(field(json, "grandpa"), "authorities"), "grandpa.authorities").map((pair, i) => {
      const [key, weight] = listOf(pair, `grandpa.authorities[${i}]`);
      return [keyOf(key, `grandpa.authorities[${i}]`), BigInt(Number(weight))] as const;
    }),
    sudo: sudo === undefined || sudo === null ? undefined : accountOf(sudo, "sudo.key"),
    evmChainId: BigInt(Number(field(field(json, "evmChainId"), "chainId") ?? 0)),
    subtensor: {
      balancesIssuance: rao(BigInt(Number(issuance ?? 0))),
      ...(delay === undefined || delay === null ? {} : { startCallDelay: BigInt(Number(delay)) }),
    },
  };
}
/** The configuration as JSON text. */
export const genesisJson = ({ balances = [], aura = [], grandpa = [], sudo, evmChainId = 0n }: GenesisConfig): string =>
  JSON.stringify({
    balances: { balances: balances.map(([who, free]) => [who, Number(free)]) },
    aura: { authorities: aura.map((key) => `0x${bytesToHex(key)}`) },
    grandpa: { authorities: grandpa.map(([key, weight]) => [`0x${bytesToHex(key)}`, Number(weight)]) },
    sudo: { key: sudo ?? null },
    evmChainId: { chainId: Number(evmChainId) },
  });
