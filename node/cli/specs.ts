// build-spec, genesis, metadata: what can be told of a chain without starting it.

import { writeFileSync } from "node:fs";
import type { Trie } from "../../runtime/index.ts";
import { callRuntimeApi, genesisJson } from "../../runtime/index.ts";
import { bytesToHex0x, utf8ToBytes } from "../../runtime/primitives/bytes.ts";
import { bytes, option, u32 } from "../../runtime/primitives/scale/index.ts";
import { choose, specText } from "./chain_choice.ts";
import { CliFailure } from "./failure.ts";

/** How the code of this emulator begins, in hexadecimal digits. */
const OWN_CODE = bytesToHex0x(utf8ToBytes("taolab: "));

export interface SpecFlags {
  readonly chain?: string;
  readonly dev?: boolean;
  readonly raw?: boolean;
  readonly fastBlocks?: boolean;
  readonly faucet?: boolean;
}
const chosen = (flags: SpecFlags) =>
  choose({
    chain: flags.chain ?? (flags.dev === true ? "dev" : "local"),
    fast: flags.fastBlocks === true,
    faucet: flags.faucet === true,
  });

const pairs = (state: Trie, skip?: string): Record<string, string> =>
  Object.fromEntries(
    [...state.entries()]
      .filter(([key]) => skip === undefined || !key.startsWith(skip))
      .map(([key, { bytes: value }]) => [`0x${key}`, bytesToHex0x(value)]),
  );

/** A chain specification as the reference writes it. */
export async function buildSpec(flags: SpecFlags): Promise<string> {
  const { spec, genesis, config } = await chosen(flags);
  const code = bytesToHex0x(genesis.state.get("3a636f6465")?.bytes ?? new Uint8Array(0));
  const plain = flags.raw !== true && config !== undefined;
  return JSON.stringify(
    {
      name: spec.name,
      id: spec.id,
      chainType: spec.chainType,
      bootNodes: [],
      telemetryEndpoints: null,
      protocolId: spec.protocolId,
      properties: spec.properties,
      codeSubstitutes: {},
      genesis: plain
        ? { runtimeGenesis: { code, patch: JSON.parse(genesisJson(config)) as unknown } }
        : { raw: { top: pairs(genesis.state), childrenDefault: {} } },
    },
    null,
    2,
  );
}

/** State root and hash of the genesis block of any raw Substrate chain specification. */
export async function printGenesis(flags: {
  readonly chain?: string;
  readonly json?: boolean;
  readonly stateVersion?: string;
}): Promise<string> {
  const { stateVersion } = flags;
  if (stateVersion !== undefined && stateVersion !== "0" && stateVersion !== "1")
    throw new CliFailure(`--state-version takes 0 or 1, not ${stateVersion}.`);
  const name = flags.chain ?? "local";
  let found: { stateRoot: string; genesisHash: string };
  if (name === "local" || name === "dev") {
    const { genesis } = await choose({ chain: name, fast: false, faucet: false });
    found = { stateRoot: genesis.header.state_root, genesisHash: "hash" in genesis ? String(genesis.hash) : "" };
  } else {
    const { genesisOfSpec } = await import("../../genesis/raw_spec.ts");
    try {
      const text = specText(name);
      // The specifications that build-spec writes hold no code that could tell its version.
      const told = stateVersion ?? (text.includes(OWN_CODE) ? "1" : undefined);
      found = genesisOfSpec(text, told === undefined ? {} : { stateVersion: told === "0" ? 0 : 1 });
    } catch (error) {
      if (error instanceof CliFailure) throw error;
      throw new CliFailure(
        `The chain specification ${name} can't be used: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
  const { stateRoot, genesisHash } = found;
  return flags.json === true
    ? JSON.stringify({ stateRoot, genesisHash })
    : `state root    ${stateRoot}\ngenesis hash  ${genesisHash}`;
}

/** Metadata of the runtime: to a file as bytes, else as hexadecimal digits. */
export async function printMetadata(
  flags: SpecFlags & { readonly version?: string; readonly out?: string },
): Promise<string | undefined> {
  const { chain, genesis } = await chosen(flags);
  const version = Number(flags.version ?? 15);
  const answer =
    version === 14
      ? bytes.decode(callRuntimeApi(chain, genesis.state, "Metadata_metadata", new Uint8Array(0)))
      : option(bytes).decode(
          callRuntimeApi(
            chain,
            genesis.state,
            "Metadata_metadata_at_version",
            u32.encode(Number.isInteger(version) && version >= 0 ? version : 0),
          ),
        );
  if (answer === undefined)
    throw new CliFailure(`Metadata of version ${flags.version} is not offered: 14, 15 and 16 are.`);
  if (flags.out === undefined) return bytesToHex0x(answer);
  try {
    writeFileSync(flags.out, answer);
  } catch (error) {
    throw new CliFailure(`${flags.out} can't be written (${error instanceof Error ? error.message : error}).`);
  }
  return undefined;
}
