// Root of a list: the trie whose keys are the SCALE compact indices. The header's extrinsics root is one.
// Mirrors sp-io's trie::blake2_256_ordered_root.

import { bytesToHex } from "../bytes.ts";
import type { StateVersion } from "./node.ts";
import { Trie } from "./trie.ts";

/**
 * The extrinsics root of a runtime with system version 0 or 1 (spec 425 says 1) is taken under state version 0, although its state is
 * under version 1: sp-version's `extrinsics_root_state_version`.
 */
export function orderedRoot(items: readonly Uint8Array[], version: StateVersion): Uint8Array {
  const trie = Trie.empty(version);
  for (const [index, bytes] of items.entries()) trie.set(bytesToHex(compactIndex(index)), { bytes });
  return trie.root();
}

function compactIndex(index: number): Uint8Array {
  if (index < 2 ** 6) return Uint8Array.of(index << 2);
  if (index < 2 ** 14) return Uint8Array.of((index << 2) | 1, index >> 6);
  return Uint8Array.of((index << 2) | 2, index >> 6, index >> 14, index >> 22);
}
