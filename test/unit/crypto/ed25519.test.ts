import { describe, expect, it } from "vitest";
import { verifyEd25519Natively } from "../../../node/keys/native_ed25519.ts";
import { hexToBytes, utf8ToBytes } from "../../../runtime/primitives/bytes.ts";
import { verifyEd25519 } from "../../../runtime/primitives/crypto/ed25519.ts";
import { SPECCHECK, TORSION_ENCODINGS } from "../../vectors/ed25519.ts";

describe.each([
  ["runtime", verifyEd25519],
  ["native", verifyEd25519Natively],
])("ed25519 (%s)", (_, verify) => {
  // RFC 8032, section 7.1, tests 1 to 3 (the first is also sp-core's test_vector_should_work).
  it.each([
    [
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
      "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ],
    [
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
      "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ],
    [
      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
      "af82",
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ],
  ])("takes the vector of key %s", (key, message, signature) => {
    expect(verify(hexToBytes(signature), hexToBytes(message), hexToBytes(key))).toBe(true);
    expect(verify(hexToBytes(signature), hexToBytes(`${message}00`), hexToBytes(key))).toBe(false);
  });

  it.each(SPECCHECK.map((row, i) => ({ i, ...row })))("judges edge case $i as ed25519-zebra does: $zebra", (row) => {
    expect(verify(hexToBytes(row.signature), hexToBytes(row.message), hexToBytes(row.key))).toBe(row.zebra);
  });

  // ed25519-zebra 4.1, tests/small_order.rs: with s = 0 every pair of torsion points passes ZIP 215.
  it("takes all 196 pairs of low-order points, canonical or not", () => {
    for (const key of TORSION_ENCODINGS) {
      for (const commitment of TORSION_ENCODINGS) {
        const signature = hexToBytes(commitment + "00".repeat(32));
        expect([key, commitment, verify(signature, utf8ToBytes("Zcash"), hexToBytes(key))]).toEqual([
          key,
          commitment,
          true,
        ]);
      }
    }
  });

  it.each<[string, number, number]>([
    ["nothing", 0, 0],
    ["a short signature", 63, 32],
    ["a long signature", 65, 32],
    ["a short key", 64, 31],
    ["a long key", 64, 33],
  ])("refuses %s", (_, signatureLength, keyLength) => {
    expect(verify(new Uint8Array(signatureLength), new Uint8Array(3), new Uint8Array(keyLength))).toBe(false);
  });

  it("refuses a key that is no point", () => {
    expect(verify(new Uint8Array(64), new Uint8Array(3), new Uint8Array(32).fill(2))).toBe(false);
  });
});
