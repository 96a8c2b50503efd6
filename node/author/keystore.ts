// The keys that blocks are sealed with: those of the development authorities, and what clients add. Made when first
// needed, because deriving them takes longer than starting.

import { DEV_ACCOUNTS, type DevAccount, devAccount } from "../../genesis/dev_accounts.ts";
import { bytesToHex } from "../../runtime/primitives/bytes.ts";
import { type Keypair, keypairOf } from "../keys/keypair.ts";

export class Keystore {
  readonly #pairs = new Map<string, Keypair>();
  readonly #named = new Map<string, DevAccount>();

  constructor() {
    for (const name of Object.keys(DEV_ACCOUNTS) as DevAccount[]) {
      this.#named.set(devAccount(name).slice(2), name);
      this.#named.set(DEV_ACCOUNTS[name].ed25519, name);
    }
  }
  add(pair: Keypair): void {
    this.#pairs.set(bytesToHex(pair.publicKey), pair);
  }
  has(publicKey: Uint8Array): boolean {
    const key = bytesToHex(publicKey);
    return this.#pairs.has(key) || this.#named.has(key);
  }
  /** A signature with the sr25519 key of an authority. */
  sign(publicKey: Uint8Array, message: Uint8Array): Uint8Array | undefined {
    const key = bytesToHex(publicKey);
    let pair = this.#pairs.get(key);
    const name = this.#named.get(key);
    if (pair === undefined && name !== undefined) {
      pair = keypairOf(`//${name}`);
      this.#pairs.set(key, pair);
    }
    return pair?.sign(message);
  }
}
