// Storage keys as the trie walks them: lower-case hex, one character per nibble.

import { TrieDefect } from "./node.ts";

/** The child slot that a key takes at an offset; NaN past its end. */
export function slotAt(key: string, offset: number): number {
  const code = key.charCodeAt(offset);
  return code < 58 ? code - 48 : code - 87;
}

export const NIBBLES = "0123456789abcdef";

/** How far two keys agree, from an offset up to which they are known to. */
export function sharedLength(a: string, b: string, from = 0): number {
  const end = Math.min(a.length, b.length);
  let at = from;
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

export function ensureNibbles(key: string): void {
  for (let i = 0; i < key.length; i++) {
    const code = key.charCodeAt(i);
    if (code < 48 || code > 102 || (code > 57 && code < 97)) {
      throw new TrieDefect(`a storage key is not lower-case hex: ${JSON.stringify(key)}`);
    }
  }
}
