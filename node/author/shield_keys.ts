// The keys that shielded transactions are sealed to. Mirrors stc-shield (memory_keystore.rs) and the reference's
// node/src/dev_keystore.rs.
//
// They are derived from the genesis hash and, where they roll, from the number of the block that announces them: so a
// scenario repeated is the same to the last hash, and a node opened again still opens what was sealed before. Nothing is
// hidden from whoever reads this; a development chain has nothing to hide. A block holds both the announcement and what was
// opened, so whoever executes it again needs no key.

import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "../../runtime/primitives/bytes.ts";
import { type ShieldPair, shieldPairOf } from "../../runtime/primitives/crypto/shielding.ts";
import { blake2b512, twox128 } from "../../runtime/primitives/hash/index.ts";
import type { H256 } from "../../runtime/primitives/ids.ts";
import { u32 } from "../../runtime/primitives/scale/index.ts";

/**
 * With "fixed" keys every block announces the same pair: the reference does so where time is mocked, as there an author would
 * roll its keys faster than the chain takes them up. Otherwise every block announces a pair of its own.
 */
export type Rolling = "fixed" | "rolling";

/** Blocks from a key's announcement to its last use, apart from a round of authors: eight that a shielded transaction may live. */
const LIFE = 10;
/** Pairs that are remembered. */
const REMEMBERED = 64;

interface Remembered extends ShieldPair {
  /** Of the public key, as shielded transactions name it. */
  readonly hash: string;
}

export class ShieldKeys {
  readonly #seed: Uint8Array;
  readonly #rolling: Rolling;
  /** By the number of the announcing block; a fixed pair under 0. */
  readonly #pairs = new Map<number, Remembered>();

  constructor(rolling: Rolling, genesis: H256) {
    this.#rolling = rolling;
    this.#seed = concatBytes(utf8ToBytes("taolab/shield"), hexToBytes(genesis.slice(2)));
  }

  /** The key that the author of a block announces. */
  announcedIn(number: number): Uint8Array {
    return this.#pair(number).publicKey;
  }

  /**
   * What opens a transaction sealed to the key of this hash, for the author of a block; undefined if no author here lately
   * announced the key.
   */
  secretFor(keyHash: Uint8Array, number: number, authors: number): Uint8Array | undefined {
    const hash = bytesToHex(keyHash);
    const oldest = this.#rolling === "fixed" ? number - 1 : Math.max(number - LIFE - authors, 1);
    for (let announced = number - 1; announced >= oldest; announced--) {
      const pair = this.#pair(announced);
      if (pair.hash === hash) return pair.secretKey;
    }
    return undefined;
  }

  #pair(number: number): Remembered {
    const place = this.#rolling === "fixed" ? 0 : number;
    const known = this.#pairs.get(place);
    if (known !== undefined) return known;
    const pair = shieldPairOf(blake2b512(concatBytes(this.#seed, u32.encode(place))));
    const remembered = { ...pair, hash: bytesToHex(twox128(pair.publicKey)) };
    this.#pairs.set(place, remembered);
    if (this.#pairs.size > REMEMBERED) this.#pairs.delete(this.#pairs.keys().next().value!);
    return remembered;
  }
}
