import { secp256k1 } from "@noble/curves/secp256k1.js";
import { describe, expect, it } from "vitest";
import { bytesToHex, hexToBytes, utf8ToBytes } from "../../../runtime/primitives/bytes.ts";
import { ecdsaAccount, recoverEcdsa, verifyEcdsa } from "../../../runtime/primitives/crypto/ecdsa.ts";
import { blake2b256 } from "../../../runtime/primitives/hash/blake2b.ts";

// sp-core, ecdsa.rs: test_vector_should_work.
const key = hexToBytes("028db55b05db86c0b1786ca49f095d76344c9e6056b2f02701a7e7f3c20aabfd91");
const signature = hexToBytes(
  "3dde91174bd9359027be59a428b8146513df80a2a3c7eda2194f64de04a69ab97b753169e94db6ffd50921a2668a48b94ca11e3d32c1ff19cfe88890aa7e8f3c00",
);
const empty = new Uint8Array(0);
const account = ecdsaAccount(key);
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

const word = (value: bigint) => value.toString(16).padStart(64, "0");
const signed = (r: bigint, s: bigint, v: number) => hexToBytes(word(r) + word(s) + v.toString(16).padStart(2, "0"));
const r = BigInt(`0x${bytesToHex(signature.subarray(0, 32))}`);
const s = BigInt(`0x${bytesToHex(signature.subarray(32, 64))}`);

describe("ecdsa", () => {
  it("recovers the key of the reference's vector", () => {
    expect(recoverEcdsa(signature, blake2b256(empty))).toEqual(key);
    expect(verifyEcdsa(signature, empty, account)).toBe(true);
    expect(verifyEcdsa(signature, utf8ToBytes("x"), account)).toBe(false);
    expect(
      verifyEcdsa(
        signature,
        empty,
        account.map((byte) => byte ^ 1),
      ),
    ).toBe(false);
  });

  it("reads v as 0 to 3 or 27 to 30", () => {
    const verdicts = Array.from({ length: 256 }, (_, v) => verifyEcdsa(signed(r, s, v), empty, account));
    expect(verdicts.flatMap((taken, v) => (taken ? [v] : []))).toEqual([0, 27]);
  });

  it("takes the mirrored signature with a high s, as libsecp256k1 recovers it", () => {
    expect(verifyEcdsa(signed(r, ORDER - s, 1), empty, account)).toBe(true);
    expect(verifyEcdsa(signed(r, ORDER - s, 0), empty, account)).toBe(false);
  });

  it.each<[string, Uint8Array]>([
    ["nothing", empty],
    ["64 bytes", signature.subarray(0, 64)],
    ["66 bytes", new Uint8Array(66)],
    ["r = 0", signed(0n, s, 0)],
    ["s = 0", signed(r, 0n, 0)],
    ["r = n", signed(ORDER, s, 0)],
    ["s = n", signed(r, ORDER, 0)],
    ["an overflowing s that would wrap to the right one", signed(r, 2n ** 256n - 1n, 0)],
    ["an r with overflow flag that leaves the field", signed(ORDER - 1n, s, 2)],
  ])("refuses %s", (_, bad) => {
    expect(recoverEcdsa(bad, blake2b256(empty))).toBe(undefined);
    expect(verifyEcdsa(bad, empty, account)).toBe(false);
  });

  it("refuses a digest or an account of the wrong length", () => {
    expect(recoverEcdsa(signature, new Uint8Array(31))).toBe(undefined);
    expect(verifyEcdsa(signature, empty, account.subarray(0, 31))).toBe(false);
    expect(verifyEcdsa(signature, empty, key)).toBe(false);
  });

  it("recovers an r that was reduced by the order (v = 2)", () => {
    // x = n + 1 lies on the curve or not; whichever point is recovered, the signature must hold under it.
    const digest = blake2b256(utf8ToBytes("reduced"));
    const found: boolean[] = [];
    for (let x = 1n; x < 40n; x++) {
      const recovered = recoverEcdsa(signed(x, 5n, 2), digest);
      if (recovered === undefined) continue;
      const compact = signed(x, 5n, 0).subarray(0, 64);
      found.push(secp256k1.verify(compact, digest, recovered, { prehash: false, lowS: false }));
    }
    expect(found.length).toBeGreaterThan(5);
    expect(new Set(found)).toEqual(new Set([true]));
  });
});
