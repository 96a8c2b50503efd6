// AES-256-GCM under vectors of its authors, and timelocks made by the reference's own crate.

import { createCipheriv } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openAesGcm } from "../../runtime/primitives/crypto/aes_gcm.ts";
import { openTimelock, signaturePoint } from "../../runtime/primitives/crypto/timelock.ts";

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));
const vector = JSON.parse(readFileSync(new URL("../vectors/timelock.json", import.meta.url), "utf8")) as {
  readonly signature: string;
  readonly text: { readonly plain: string; readonly cipher: string };
  readonly laterRound: string;
};

describe("AES-256-GCM", () => {
  // Test cases 13 to 15 of the GCM specification (McGrew and Viega).
  const key = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";
  test.each([
    ["00".repeat(32), "00".repeat(12), "", "", "530f8afbc74536b9a963b4f1c4cb738b"],
    [
      "00".repeat(32),
      "00".repeat(12),
      "cea7403d4d606b6e074ec5d3baf39d18",
      "00".repeat(16),
      "d0d1c8a799996bf0265b98b5d48ab919",
    ],
    [
      key,
      "cafebabefacedbaddecaf888",
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad",
      "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255",
      "b094dac5d93471bdec1a502270e3cc6c",
    ],
  ])("case %#", (secret, nonce, cipher, plain, tag) => {
    expect(openAesGcm(hex(secret), hex(nonce), hex(cipher + tag))).toEqual(hex(plain));
  });
  test("opens what Node's own cipher seals, and nothing that was changed", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ minLength: 12, maxLength: 12 }),
        fc.uint8Array({ maxLength: 100 }),
        fc.nat(),
        (secret, nonce, plain, where) => {
          const cipher = createCipheriv("aes-256-gcm", secret, nonce);
          const sealed = Uint8Array.from(Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
          expect(openAesGcm(secret, nonce, sealed)).toEqual(plain);
          const at = where % sealed.length;
          expect(openAesGcm(secret, nonce, sealed.with(at, sealed[at]! ^ 1))).toBeUndefined();
        },
      ),
      { numRuns: 50 },
    );
  });
  test("lengths that cannot be", () => {
    expect(openAesGcm(new Uint8Array(32), new Uint8Array(11), new Uint8Array(16))).toBeUndefined();
    expect(openAesGcm(new Uint8Array(32), new Uint8Array(12), new Uint8Array(15))).toBeUndefined();
  });
});

describe("timelocks", () => {
  const signature = signaturePoint(hex(vector.signature))!;
  const cipher = hex(vector.text.cipher);
  test("one of the reference's crate opens with the signature of its round", () => {
    expect(openTimelock(cipher, signature)).toEqual(hex(vector.text.plain));
  });
  test("bytes after it do not matter", () => {
    expect(openTimelock(Uint8Array.of(...cipher, 1, 2, 3), signature)).toEqual(hex(vector.text.plain));
  });
  test("of another round it does not open", () => {
    expect(openTimelock(hex(vector.laterRound), signature)).toBeUndefined();
  });
  test("no byte of it can be changed, but the name of the cipher", () => {
    const name = cipher.length - 8;
    for (const at of [0, 1, 95, 96, 104, 135, 136, 144, 175, 176, 184, 192, 230, name - 1])
      expect(openTimelock(cipher.with(at, cipher[at]! ^ 1), signature), `byte ${at}`).toBeUndefined();
    expect(openTimelock(cipher.with(name, 0), signature)).toEqual(hex(vector.text.plain));
  });
  test("what is no signature", () => {
    for (const bytes of [new Uint8Array(10), new Uint8Array(48), new Uint8Array(128)])
      expect(signaturePoint(bytes)).toBeUndefined();
  });
});
