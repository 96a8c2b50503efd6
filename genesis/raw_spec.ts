// Raw Substrate chain specs: the first state of any chain, as `build-spec --raw` writes it. Mirrors sc-chain-spec's chain_spec.rs and
// genesis_block.rs. Besides, two shorter forms from which a genesis hash follows all the same: a light spec that gives the state root alone,
// and a spec that gives its code by hash (`code`, `entries`, `stateVersion` at the top).

import {
  bytesToHex,
  bytesToHex0x,
  concatBytes,
  hexToBytes,
  isHex0x,
  utf8ToBytes,
} from "../runtime/primitives/bytes.ts";
import { blake2b256 } from "../runtime/primitives/hash/index.ts";
import { emptyRoot, type StateVersion, Trie } from "../runtime/primitives/trie/index.ts";
import { stateVersionOfCode } from "./runtime_version.ts";

/** A chain spec that cannot be read; says where. */
export class ChainSpecError extends Error {
  override name = "ChainSpecError";
}

export interface Genesis {
  /** 0x and 64 digits. */
  readonly stateRoot: string;
  readonly genesisHash: string;
  /** Undefined where the spec gives the state root alone. */
  readonly stateVersion: StateVersion | undefined;
}

export interface RawSpec {
  readonly name: string;
  readonly id: string;
  readonly chainType: unknown;
  readonly protocolId: string | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly bootNodes: readonly unknown[];
  /** Key in hex without 0x, and value. */
  readonly top: readonly (readonly [key: string, value: Uint8Array])[];
  /** Values known by their hash only. */
  readonly hashed: readonly (readonly [key: string, hash: Uint8Array])[];
  /** Name of a default child trie in hex without 0x, and its entries. */
  readonly children: readonly (readonly [name: string, entries: RawSpec["top"]])[];
  /** What the spec or its code declares. */
  readonly stateVersion: StateVersion;
}

/** The first state of a spec, ready to be opened or stored, with its child tries by name. */
export interface GenesisState {
  readonly state: Trie;
  readonly children: ReadonlyMap<string, Trie>;
}

const CODE = bytesToHex(utf8ToBytes(":code"));
const CHILD_PREFIX = bytesToHex(utf8ToBytes(":child_storage:"));
const DEFAULT_CHILD_PREFIX = bytesToHex(utf8ToBytes(":child_storage:default:"));

/** State root and hash of block 0 of the chain that a spec describes. */
export function genesisOfSpec(text: string, options: { stateVersion?: StateVersion } = {}): Genesis {
  const json = parseJson(text);
  const root = stateRootOf(json, text);
  if (root !== undefined)
    return { stateRoot: bytesToHex0x(root), genesisHash: genesisHash(root), stateVersion: undefined };
  const spec = rawSpecOf(json, text, options.stateVersion);
  const stateRoot = stateOfSpec(spec).state.root();
  return { stateRoot: bytesToHex0x(stateRoot), genesisHash: genesisHash(stateRoot), stateVersion: spec.stateVersion };
}

/** Reads a whole spec. An explicit state version wins over what the code says. */
export function parseRawSpec(text: string, options: { stateVersion?: StateVersion } = {}): RawSpec {
  return rawSpecOf(parseJson(text), text, options.stateVersion);
}

export function stateOfSpec(spec: RawSpec): GenesisState {
  const state = Trie.empty(spec.stateVersion);
  for (const [key, bytes] of spec.top) state.set(key, { bytes, decoded: undefined });
  for (const [key, hash] of spec.hashed) state.setHashed(key, hash);
  const children = new Map<string, Trie>();
  for (const [name, entries] of spec.children) {
    if (entries.length === 0) continue; // a child trie without entries does not exist
    const child = Trie.empty(spec.stateVersion);
    for (const [key, bytes] of entries) child.set(key, { bytes, decoded: undefined });
    children.set(name, child);
    state.set(DEFAULT_CHILD_PREFIX + name, { bytes: child.root(), decoded: undefined });
  }
  return { state, children };
}

/** blake2-256 of the first header: no parent, number 0, state root, root of no extrinsics, no digests. */
function genesisHash(stateRoot: Uint8Array): string {
  return bytesToHex0x(
    blake2b256(concatBytes(new Uint8Array(32), Uint8Array.of(0), stateRoot, emptyRoot, Uint8Array.of(0))),
  );
}

type Json = Readonly<Record<string, unknown>>;

function parseJson(text: string): Json {
  const body = text.startsWith("\ufeff") ? text.slice(1) : text;
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = /at position (\d+)/.exec(message)?.[1];
    const at = position === undefined ? body.length : Number(position);
    const reason = message.replace(/( in JSON)?( at position.*)?$/, "");
    throw new ChainSpecError(
      `the chain spec is not JSON: line ${lineAt(body, at)}, column ${columnAt(body, at)}: ${shortened(reason)}`,
    );
  }
  return objectAt(json, "the chain spec", text);
}

function stateRootOf(json: Json, text: string): Uint8Array | undefined {
  if (!isObject(json.genesis) || json.genesis.stateRootHash === undefined) return undefined;
  return hashAt(json.genesis.stateRootHash, "genesis.stateRootHash", text);
}

function rawSpecOf(json: Json, text: string, stateVersion: StateVersion | undefined): RawSpec {
  const optionalText = (field: string) => (typeof json[field] === "string" ? json[field] : undefined);
  const about = {
    name: optionalText("name") ?? "",
    id: optionalText("id") ?? "",
    chainType: json.chainType,
    protocolId: optionalText("protocolId"),
    properties: isObject(json.properties) ? json.properties : {},
    bootNodes: Array.isArray(json.bootNodes) ? json.bootNodes : [],
  };
  if (json.genesis === undefined && json.entries !== undefined)
    return { ...about, ...digestForm(json, text, stateVersion) };

  const genesis = objectAt(json.genesis, "genesis", text);
  if (genesis.raw === undefined) {
    const found = Object.keys(genesis).map((name) => `genesis.${name}`);
    throw new ChainSpecError(
      `the chain spec is not raw: it has ${found.join(", ") || "an empty genesis"} but no genesis.raw (build-spec --raw makes one)`,
    );
  }
  const raw = objectAt(genesis.raw, "genesis.raw", text);
  const top = entriesAt(raw.top, "genesis.raw.top", text);
  for (const [key] of top) {
    if (key.startsWith(CHILD_PREFIX)) {
      throw problem(
        text,
        `0x${key}`,
        `genesis.raw.top["0x${key}"]`,
        "is the root of a child trie; those follow from genesis.raw.childrenDefault",
      );
    }
  }
  const children = Object.entries(objectAt(raw.childrenDefault ?? {}, "genesis.raw.childrenDefault", text)).map(
    ([name, entries]) => {
      const where = `genesis.raw.childrenDefault["${shortened(name)}"]`;
      return [keyAt(name, where, text), entriesAt(entries, where, text)] as const;
    },
  );
  return { ...about, top, hashed: [], children, stateVersion: stateVersion ?? declaredVersion(top, text) };
}

function digestForm(
  json: Json,
  text: string,
  stateVersion: StateVersion | undefined,
): Pick<RawSpec, "top" | "hashed" | "children" | "stateVersion"> {
  if (!Array.isArray(json.entries)) throw new ChainSpecError("entries is not a list");
  const top = json.entries.map((entry: unknown, i): readonly [string, Uint8Array] => {
    if (!Array.isArray(entry) || entry.length !== 2)
      throw new ChainSpecError(`entries[${i}] is not a pair of key and value`);
    return [keyAt(entry[0], `entries[${i}]`, text), bytesAt(entry[1], `entries[${i}]`, text, entry[0])];
  });
  const hashed: [string, Uint8Array][] = [];
  if (json.code !== undefined) {
    const code = objectAt(json.code, "code", text);
    hashed.push([keyAt(code.key, "code.key", text), hashAt(code.blake2_256, "code.blake2_256", text)]);
  }
  const version = stateVersion ?? json.stateVersion ?? 1;
  if (version !== 0 && version !== 1)
    throw new ChainSpecError(`stateVersion is ${JSON.stringify(version)}, not 0 or 1`);
  if (version === 0 && hashed.length > 0)
    throw new ChainSpecError("under state version 0 the code itself is needed, not its hash");
  return { top, hashed, children: [], stateVersion: version };
}

function declaredVersion(top: RawSpec["top"], text: string): StateVersion {
  const code = top.find(([key]) => key === CODE)?.[1];
  if (code === undefined) return 1;
  try {
    return stateVersionOfCode(code);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw problem(
      text,
      `0x${CODE}`,
      `genesis.raw.top["0x${CODE}"] (:code)`,
      `does not tell its state version (${reason}); --state-version 0|1 does`,
    );
  }
}

function entriesAt(json: unknown, where: string, text: string): [string, Uint8Array][] {
  const entries: [string, Uint8Array][] = [];
  const from = objectAt(json, where, text);
  for (const key in from) {
    entries.push([keyAt(key, where, text), bytesAt(from[key], where, text, key)]);
  }
  return entries;
}

function keyAt(key: unknown, where: string, text: string): string {
  if (typeof key !== "string" || !isHex0x(key)) {
    throw problem(
      text,
      key,
      where,
      `has the key ${shortened(JSON.stringify(key))}, which is not 0x and an even number of hex digits`,
    );
  }
  return key.slice(2).toLowerCase();
}

function bytesAt(value: unknown, where: string, text: string, key: unknown): Uint8Array {
  if (typeof value === "string" && value.startsWith("0x")) {
    try {
      return hexToBytes(value.slice(2));
    } catch {}
  }
  const found = shortened(JSON.stringify(value));
  throw problem(
    text,
    key,
    `${where}["${shortened(String(key))}"]`,
    `is ${found}, not 0x and an even number of hex digits`,
  );
}

function hashAt(value: unknown, where: string, text: string): Uint8Array {
  if (typeof value === "string" && value.length === 66 && isHex0x(value)) return hexToBytes(value.slice(2));
  throw problem(text, value, where, `is ${shortened(JSON.stringify(value) ?? "missing")}, not a hash of 32 bytes`);
}

function isObject(json: unknown): json is Json {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function objectAt(json: unknown, where: string, text: string): Json {
  if (isObject(json)) return json;
  const field = where.split(".").at(-1);
  throw problem(text, field, where, json === undefined ? "is missing" : "is not an object");
}

/** An error that names the place, and the line on which the quoted text first stands. */
function problem(text: string, quoted: unknown, where: string, what: string): ChainSpecError {
  const at = typeof quoted === "string" ? text.indexOf(JSON.stringify(quoted)) : -1;
  return new ChainSpecError(`${where}${at < 0 ? "" : ` (line ${lineAt(text, at)})`} ${what}`);
}

function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < position; at = text.indexOf("\n", at + 1)) line++;
  return line;
}

function columnAt(text: string, position: number): number {
  return position - text.lastIndexOf("\n", position - 1);
}

function shortened(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 60)}… (${text.length} characters)`;
}
