// Shielded texts that real clients sealed, and the keys that a node announces.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ShieldKeys } from "../../node/author/shield_keys.ts";
import { parseShielded } from "../../runtime/pallets/shield/shielded_transaction.ts";
import { openShielded, shieldPairOf } from "../../runtime/primitives/crypto/shielding.ts";
import { twox128 } from "../../runtime/primitives/hash/index.ts";
import { h256, ZERO_HASH } from "../../runtime/primitives/ids.ts";

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));
const vector = JSON.parse(readFileSync(new URL("../vectors/shielding.json", import.meta.url), "utf8")) as {
  readonly seed: string;
  readonly plain: string;
  readonly ciphertexts: readonly string[];
};

describe("what clients seal", () => {
  const { publicKey, secretKey } = shieldPairOf(hex(vector.seed));
  test.each(vector.ciphertexts.map((text) => [hex(text)]))("opens with the secret key (%#)", (ciphertext) => {
    const shielded = parseShielded(ciphertext)!;
    expect(shielded.key_hash).toEqual(twox128(publicKey));
    expect(openShielded(secretKey, shielded)).toEqual(hex(vector.plain));
  });
  test("opens with no other key, nor changed", () => {
    const ciphertext = hex(vector.ciphertexts[0]!);
    const other = shieldPairOf(new Uint8Array(64)).secretKey;
    expect(openShielded(other, parseShielded(ciphertext)!)).toBeUndefined();
    expect(openShielded(secretKey.subarray(1), parseShielded(ciphertext)!)).toBeUndefined();
    // A byte of the encapsulation, its length, the nonce, the text, the tag.
    for (const at of [18, 500, 16, 1_106, 1_130, ciphertext.length - 1]) {
      const shielded = parseShielded(ciphertext.with(at, ciphertext[at]! ^ 1))!;
      expect(openShielded(secretKey, shielded), `byte ${at}`).toBeUndefined();
    }
  });
  // stp-shield, shielded_tx.rs: parse_*.
  test("is read only when whole", () => {
    const parts = { key_hash: new Uint8Array(16).fill(0xcc), nonce: new Uint8Array(24).fill(0xbb) };
    const of = (claimed: number, ...rest: Uint8Array[]) =>
      Uint8Array.from(Buffer.concat([parts.key_hash, Uint8Array.of(claimed & 255, claimed >> 8), ...rest]));
    const kem_ct = new Uint8Array(4).fill(0x11);
    const aead_ct = new Uint8Array(64).fill(0xdd);
    const empty = new Uint8Array(0);
    expect(parseShielded(of(4, kem_ct, parts.nonce, aead_ct))).toEqual({ ...parts, kem_ct, aead_ct });
    expect(parseShielded(of(4, kem_ct, parts.nonce))).toEqual({ ...parts, kem_ct, aead_ct: empty });
    expect(parseShielded(of(0, parts.nonce, aead_ct))).toEqual({ ...parts, kem_ct: empty, aead_ct });
    for (const short of [empty, new Uint8Array(15), new Uint8Array(17), of(1_088, new Uint8Array(10))])
      expect(parseShielded(short)).toBeUndefined();
    expect(parseShielded(of(4, kem_ct, new Uint8Array(20)))).toBeUndefined();
  });
});

describe("keys of a node", () => {
  const hashIn = (keys: ShieldKeys, number: number) => twox128(keys.announcedIn(number));
  test("are the same for the same chain and block, after a restart too", () => {
    const [one, again] = [new ShieldKeys("rolling", ZERO_HASH), new ShieldKeys("rolling", ZERO_HASH)];
    expect(one.announcedIn(5)).toEqual(again.announcedIn(5));
    expect(one.announcedIn(5)).not.toEqual(one.announcedIn(6));
    const elsewhere = new ShieldKeys("rolling", h256(new Uint8Array(32).fill(1)));
    expect(elsewhere.announcedIn(5)).not.toEqual(one.announcedIn(5));
    expect(one.announcedIn(5).length).toBe(1_184);
  });
  test("that roll open what was sealed to them before, for as long as it may wait", () => {
    const hash = hashIn(new ShieldKeys("rolling", ZERO_HASH), 20);
    const keys = new ShieldKeys("rolling", ZERO_HASH);
    const secretFor = (number: number) => keys.secretFor(hash, number, 3);
    expect([20, 21, 33, 34].map((number) => secretFor(number) !== undefined)).toEqual([false, true, true, false]);
    expect(keys.secretFor(new Uint8Array(16), 30, 3)).toBeUndefined();
  });
  test("that are fixed open it for ever", () => {
    const keys = new ShieldKeys("fixed", ZERO_HASH);
    expect(keys.announcedIn(1)).toEqual(keys.announcedIn(1_000));
    expect(keys.secretFor(hashIn(keys, 1), 5_000, 3)).toBeDefined();
    expect(keys.secretFor(new Uint8Array(16), 5_000, 3)).toBeUndefined();
  });
});
