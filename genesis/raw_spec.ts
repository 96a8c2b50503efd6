// Raw Substrate chain specs: the first state of any chain, as `build-spec --raw` writes it. Mirrors sc-chain-spec's chain_spec.rs and
// genesis_block.rs. Besides, two shorter forms from which a genesis hash follows all the same: a light spec that gives the state root alone,
// and a spec that gives its code by hash (`code`, `entries`, `stateVersion` at the top).

import { bytesToHex, bytesToHex0x, concatBytes, utf8ToBytes } from "../runtime/primitives/bytes.ts";
import { blake2b256 } from "../runtime/primitives/hash/index.ts";
import {
  countedPages,
  emptyRoot,
  type Pages,
  type StateVersion,
  sortedRoot,
  Trie,
} from "../runtime/primitives/trie/index.ts";
import { stateVersionOfCode } from "./runtime_version.ts";
import { ChainSpecError, Entries, isObject, type Json, messageOf, SpecText, shortened } from "./spec_text.ts";

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
  readonly top: Entries;
  /** The code, where the spec gives its hash only: key in hex without 0x, and hash. */
  readonly hashedCode: readonly [key: string, hash: Uint8Array] | undefined;
  /** Name of a default child trie in hex without 0x, and its entries. */
  readonly children: readonly (readonly [name: string, entries: Entries])[];
  /** What the spec or its code declares. */
  readonly stateVersion: StateVersion;
}

/** The first state of a spec, ready to be opened or stored, with its child tries by name, which commit to the same pages. */
export interface GenesisState {
  readonly state: Trie;
  readonly children: ReadonlyMap<string, Trie>;
}

const CODE = `0x${bytesToHex(utf8ToBytes(":code"))}`;
const CHILD_PREFIX = `0x${bytesToHex(utf8ToBytes(":child_storage:"))}`;
const DEFAULT_CHILD_PREFIX = bytesToHex(utf8ToBytes(":child_storage:default:"));

/** State root and hash of block 0 of the chain that a spec describes. An explicit state version wins over what the code says. */
export function genesisOfSpec(source: string, options: { stateVersion?: StateVersion } = {}): Genesis {
  const text = new SpecText(source);
  const json = text.json();
  if (isObject(json.genesis) && json.genesis.stateRootHash !== undefined) {
    const root = text.hash(json.genesis.stateRootHash, "genesis.stateRootHash");
    return { stateRoot: bytesToHex0x(root), genesisHash: genesisHash(root), stateVersion: undefined };
  }
  const spec = rawSpecOf(json, text, options.stateVersion);
  const simple = spec.children.length === 0 && spec.hashedCode === undefined;
  const root = (simple ? rootInOnePass(spec.top, spec.stateVersion) : undefined) ?? stateOfSpec(spec).state.root();
  return { stateRoot: bytesToHex0x(root), genesisHash: genesisHash(root), stateVersion: spec.stateVersion };
}

/** Reads a whole spec. */
export function parseRawSpec(source: string, options: { stateVersion?: StateVersion } = {}): RawSpec {
  const text = new SpecText(source);
  return rawSpecOf(text.json(), text, options.stateVersion);
}

export function stateOfSpec({ top, hashedCode, children: childEntries, stateVersion }: RawSpec): GenesisState {
  const pages = countedPages();
  const state = trieOf(top, stateVersion, pages);
  if (hashedCode !== undefined) state.setHashed(...hashedCode);
  const children = new Map<string, Trie>();
  for (const [name, entries] of childEntries) {
    if (entries.keys.length === 0) continue; // a child trie without entries does not exist
    const child = trieOf(entries, stateVersion, pages);
    children.set(name, child);
    state.set(DEFAULT_CHILD_PREFIX + name, { bytes: child.root(), decoded: undefined });
  }
  return { state, children };
}

function trieOf(entries: Entries, stateVersion: StateVersion, pages: Pages): Trie {
  const trie = Trie.empty(stateVersion, pages);
  for (const [i, key] of entries.keys.entries())
    trie.set(key.slice(2), { bytes: entries.value(i), decoded: undefined });
  return trie;
}

/** Undefined for a trie that does not fit, or that gives a key twice (in upper and lower case). */
function rootInOnePass(entries: Entries, stateVersion: StateVersion): Uint8Array | undefined {
  const { keys } = entries;
  const ascending = keys.every((key, i) => i === 0 || keys[i - 1]! < key);
  const order = ascending ? undefined : [...keys.keys()].sort((a, b) => (keys[a]! < keys[b]! ? -1 : 1));
  const sorted = order?.map((i) => keys[i]!) ?? keys;
  if (order !== undefined && sorted.some((key, i) => i > 0 && sorted[i - 1] === key)) return undefined;
  const room = new Uint8Array(4096);
  return sortedRoot(sorted, 2, (i) => entries.valueIn(room, order?.[i] ?? i), stateVersion);
}

/** blake2-256 of the first header: no parent, number 0, state root, root of no extrinsics, no digests. */
function genesisHash(stateRoot: Uint8Array): string {
  const header = concatBytes(new Uint8Array(32), Uint8Array.of(0), stateRoot, emptyRoot, Uint8Array.of(0));
  return bytesToHex0x(blake2b256(header));
}

function rawSpecOf(json: Json, text: SpecText, stateVersion: StateVersion | undefined): RawSpec {
  const optionalText = (field: string) => (typeof json[field] === "string" ? json[field] : undefined);
  const about = {
    name: optionalText("name") ?? "",
    id: optionalText("id") ?? "",
    chainType: json.chainType,
    protocolId: optionalText("protocolId"),
    properties: isObject(json.properties) ? json.properties : {},
    bootNodes: Array.isArray(json.bootNodes) ? json.bootNodes : [],
  };
  const state =
    json.genesis === undefined && json.entries !== undefined
      ? codeByHash(json, text, stateVersion)
      : rawState(json, text, stateVersion);
  return { ...about, ...state };
}

type SpecState = Pick<RawSpec, "top" | "hashedCode" | "children" | "stateVersion">;

function rawState(json: Json, text: SpecText, stateVersion: StateVersion | undefined): SpecState {
  const genesis = text.object(json.genesis, "genesis");
  if (genesis.raw === undefined) {
    const found = Object.keys(genesis).map((name) => `genesis.${shortened(name)}`);
    throw new ChainSpecError(
      `the chain spec is not raw: it has ${found.join(", ") || "an empty genesis"} but no genesis.raw (build-spec --raw makes one)`,
    );
  }
  const raw = text.object(genesis.raw, "genesis.raw");
  const top = Entries.of(raw.top, "genesis.raw.top", text);
  const childRoot = top.keys.find((key) => key.startsWith(CHILD_PREFIX));
  if (childRoot !== undefined) {
    const where = `genesis.raw.top["${shortened(childRoot)}"]`;
    throw text.problem(childRoot, where, "is the root of a child trie; those follow from genesis.raw.childrenDefault");
  }
  const children = Object.entries(text.object(raw.childrenDefault ?? {}, "genesis.raw.childrenDefault"));
  return {
    top,
    hashedCode: undefined,
    children: children.map(([name, entries]) => {
      const where = `genesis.raw.childrenDefault["${shortened(name)}"]`;
      return [text.key(name, where).slice(2), Entries.of(entries, where, text)];
    }),
    stateVersion: stateVersion ?? declaredVersion(top, text),
  };
}

function codeByHash(json: Json, text: SpecText, stateVersion: StateVersion | undefined): SpecState {
  if (!Array.isArray(json.entries)) throw new ChainSpecError("entries is not a list");
  const top = new Entries(text, "entries");
  for (const [i, entry] of json.entries.entries()) {
    if (!Array.isArray(entry) || entry.length !== 2)
      throw new ChainSpecError(`entries[${i}] is not a pair of key and value`);
    top.add(entry[0], entry[1]);
  }
  const version = stateVersion ?? json.stateVersion ?? 1;
  if (version !== 0 && version !== 1)
    throw new ChainSpecError(`stateVersion is ${JSON.stringify(version)}, not 0 or 1`);
  if (json.code === undefined) return { top, hashedCode: undefined, children: [], stateVersion: version };
  if (version === 0) throw new ChainSpecError("under state version 0 the code itself is needed, not its hash");
  const code = text.object(json.code, "code");
  const hashedCode = [text.key(code.key, "code.key").slice(2), text.hash(code.blake2_256, "code.blake2_256")] as const;
  return { top, hashedCode, children: [], stateVersion: version };
}

function declaredVersion(top: Entries, text: SpecText): StateVersion {
  const at = top.keys.indexOf(CODE);
  if (at < 0) return 1;
  const code = top.value(at);
  try {
    return stateVersionOfCode(code);
  } catch (error) {
    const what = `does not tell its state version (${messageOf(error)}); --state-version 0|1 does`;
    throw text.problem(CODE, `genesis.raw.top["${CODE}"] (:code)`, what);
  }
}
