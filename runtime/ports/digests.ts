// What consensus pallets ask of the block under construction. Provided by System.

import type { At } from "../frame/state.ts";
import type { DigestItem } from "../primitives/header.ts";
import type { H256 } from "../primitives/ids.ts";

export interface Digests {
  /** Digest items so far. */
  logs(at: At): readonly DigestItem[];
  deposit(at: At, item: DigestItem): void;
  parentHash(at: At): H256;
  blockHash(at: At, number: number): H256;
}
