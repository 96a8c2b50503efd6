// --chain: a name, or a file with a chain specification, plain or raw.

import { readFileSync } from "node:fs";
import { buildGenesis, type ChainSpec, dev, genesisBlock, local } from "../../genesis/presets.ts";
import { type Chain, FAST, type Profile, parseGenesis, STANDARD, subtensor } from "../../runtime/index.ts";
import { verifierWith } from "../../runtime/primitives/crypto/verify.ts";
import { accountOf, Ss58Error } from "../../runtime/primitives/ss58.ts";
import type { Genesis } from "../chain/blockchain.ts";
import { verifyEd25519Natively } from "../keys/native_ed25519.ts";
import type { SpecFacts } from "../node.ts";
import { CliFailure } from "./failure.ts";

export interface Choice {
  readonly chain: Chain;
  readonly spec: SpecFacts & { readonly protocolId: string };
  readonly genesis: Genesis;
  /** What a plain specification says, where there is one. */
  readonly config: ChainSpec["genesis"] | undefined;
}
export interface ChoiceOptions {
  readonly chain: string;
  readonly fast: boolean;
  readonly faucet: boolean;
}

export const profileOf = ({ fast, faucet }: { fast: boolean; faucet: boolean }): Profile =>
  fast ? FAST : faucet ? { ...STANDARD, name: "faucet", faucet: true } : STANDARD;

/** One more rich account, as the reference reads it from the environment. */
function wallet() {
  const text = process.env.BT_DEFAULT_TOKEN_WALLET;
  if (text === undefined || text === "") return undefined;
  try {
    return accountOf(text);
  } catch (error) {
    if (!(error instanceof Ss58Error)) throw error;
    process.stderr.write("Invalid format for BT_DEFAULT_TOKEN_WALLET.\n");
    return undefined;
  }
}
const PUBLIC = ["finney", "test_finney", "devnet"];

export async function choose(options: ChoiceOptions): Promise<Choice> {
  const profile = profileOf(options);
  const chain = subtensor(profile, verifierWith({ Ed25519: verifyEd25519Natively }));
  // The name says under which rules the blocks were made, so that a database is not continued under others.
  const named = (id: string) => (profile.name === STANDARD.name ? id : `${id}+${profile.name}`);
  const preset =
    options.chain === "local" || options.chain === ""
      ? local(wallet())
      : options.chain === "dev"
        ? dev(wallet())
        : undefined;
  if (preset !== undefined) {
    const block = buildGenesis(chain, preset.genesis);
    return {
      chain,
      spec: preset,
      genesis: { ...block, extrinsics: [], chain: named(preset.id) },
      config: preset.genesis,
    };
  }
  if (PUBLIC.includes(options.chain))
    throw new CliFailure(
      `The chain ${options.chain} is a public network, which this emulator does not join. Use local, dev, or the path of a chain specification.`,
    );
  const text = specText(options.chain);
  return fromText(text, options.chain, chain, named);
}

/** Text of a specification file. */
export function specText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new CliFailure(
      `The chain ${path} is neither local nor dev, and no file of that name can be read (${error instanceof Error && "code" in error ? error.code : error}).`,
    );
  }
}

async function fromText(text: string, path: string, chain: Chain, named: (id: string) => string): Promise<Choice> {
  let json: Readonly<Record<string, unknown>>;
  try {
    json = JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new CliFailure(
      `The chain specification ${path} is not JSON (${error instanceof Error ? error.message : error}).`,
    );
  }
  if (typeof json !== "object" || json === null)
    throw new CliFailure(`The chain specification ${path} is not a JSON object.`);
  const word = (name: string, otherwise: string) =>
    typeof json[name] === "string" ? (json[name] as string) : otherwise;
  const spec = {
    name: word("name", "Bittensor"),
    id: word("id", "bittensor"),
    protocolId: word("protocolId", "bittensor"),
    chainType: word("chainType", "Local"),
    properties: (typeof json.properties === "object" && json.properties !== null ? json.properties : {}) as Readonly<
      Record<string, unknown>
    >,
  };
  try {
    const patch = patchOf(json);
    if (patch !== undefined) {
      const config = parseGenesis(JSON.stringify(patch));
      return {
        chain,
        spec,
        genesis: { ...buildGenesis(chain, config), extrinsics: [], chain: named(spec.id) },
        config,
      };
    }
    const { parseRawSpec, stateOfSpec } = await import("../../genesis/raw_spec.ts");
    const { state, children } = stateOfSpec(parseRawSpec(text, { stateVersion: 1 }));
    const childTries = [...children.values()].map((child) => child.commit());
    return {
      chain,
      spec,
      genesis: { ...genesisBlock(state), childTries, extrinsics: [], chain: named(spec.id) },
      config: undefined,
    };
  } catch (error) {
    throw new CliFailure(
      `The chain specification ${path} can't be used: ${error instanceof Error ? error.message : error}`,
    );
  }
}
function patchOf(json: Readonly<Record<string, unknown>>): unknown {
  const genesis = json.genesis as { runtimeGenesis?: { patch?: unknown; config?: unknown } } | undefined;
  return genesis?.runtimeGenesis?.patch ?? genesis?.runtimeGenesis?.config;
}
