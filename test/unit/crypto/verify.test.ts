import { expect, it } from "vitest";
import { keypairOf } from "../../../node/keys/keypair.ts";
import { verifyEd25519Natively } from "../../../node/keys/native_ed25519.ts";
import { utf8ToBytes } from "../../../runtime/primitives/bytes.ts";
import { type SignatureKind, verifierWith, verify } from "../../../runtime/primitives/crypto/verify.ts";

const KINDS: SignatureKind[] = ["Ed25519", "Sr25519", "Ecdsa"];
const message = utf8ToBytes("a message");

it.each(KINDS)("takes a %s signature only under its own kind and account", (kind) => {
  const alice = keypairOf("//Alice", kind);
  const signature = alice.sign(message);
  for (const other of KINDS) {
    expect(verify(other, signature, message, alice.account)).toBe(other === kind);
    expect(verify(other, signature, message, keypairOf("//Bob", kind).account)).toBe(false);
  }
});

it("uses a replacement for its kind only", () => {
  const asked: string[] = [];
  const door = verifierWith({
    Ed25519: (...input) => {
      asked.push("Ed25519");
      return verifyEd25519Natively(...input);
    },
  });
  for (const kind of KINDS) {
    const alice = keypairOf("//Alice", kind);
    expect(door(kind, alice.sign(message), message, alice.account)).toBe(true);
  }
  expect(asked).toEqual(["Ed25519"]);
});
