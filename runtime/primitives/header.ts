// Block headers and digests: their SCALE form and hash. Mirrors sp_runtime::generic::{Header, Digest, DigestItem}.

import { blake2b256 } from "./hash/index.ts";
import { H256, h256 } from "./ids.ts";
import {
  arm,
  bytes,
  compact,
  fixedBytes,
  namedWrapper,
  struct,
  u32,
  type ValueOf,
  variant,
  vec,
} from "./scale/index.ts";

/** Four letters that name a consensus engine: aura, FRNK. */
export const ConsensusEngineId = fixedBytes(4);
export const DigestItem = variant("sp_runtime::generic::digest::DigestItem", {
  PreRuntime: arm(6, [ConsensusEngineId, bytes]),
  Consensus: arm(4, [ConsensusEngineId, bytes]),
  Seal: arm(5, [ConsensusEngineId, bytes]),
  Other: arm(0, bytes),
  RuntimeEnvironmentUpdated: arm(8),
});
export type DigestItem = ValueOf<typeof DigestItem>;
const logs = vec(DigestItem);
export const Digest = namedWrapper("sp_runtime::generic::digest::Digest", "logs", logs);
export type Digest = ValueOf<typeof Digest>;

export const Header = struct(
  "sp_runtime::generic::header::Header",
  { parent_hash: H256, number: compact(u32), state_root: H256, extrinsics_root: H256, digest: Digest },
  { Number: u32, Hash: undefined },
);
export type Header = ValueOf<typeof Header>;

/** Hash of a block: blake2-256 of its SCALE header. */
export const headerHash = (header: Header): H256 => h256(blake2b256(Header.encode(header)));

const letters = (text: string): Uint8Array => Uint8Array.from([...text].map((c) => c.charCodeAt(0)));
export const AURA_ENGINE = letters("aura");
export const GRANDPA_ENGINE = letters("FRNK");
export const isEngine = (id: Uint8Array, engine: Uint8Array): boolean => engine.every((byte, i) => id[i] === byte);
