// Timelocks made by the reference's own crate.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openTimelock, signaturePoint } from "../../runtime/primitives/crypto/timelock.ts";

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));
const vector = JSON.parse(readFileSync(new URL("../vectors/timelock.json", import.meta.url), "utf8")) as {
  readonly signature: string;
  readonly text: { readonly plain: string; readonly cipher: string };
  readonly laterRound: string;
};

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
