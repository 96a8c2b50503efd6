// Remembered signatures give the verdicts of the check itself, whatever part of them is changed.

import { expect, it } from "vitest";
import { keypairOf } from "../../../node/keys/keypair.ts";
import { remembering } from "../../../node/pool/known_signatures.ts";
import { type Verify, verify } from "../../../runtime/primitives/crypto/verify.ts";

const counted = (): { verify: Verify; readonly calls: () => number } => {
  let calls = 0;
  return {
    verify: (...of) => {
      calls++;
      return verify(...of);
    },
    calls: () => calls,
  };
};

it("asks once for the same good signature, and again for everything else", () => {
  const inner = counted();
  const check = remembering(inner.verify);
  const [alice, bob] = [keypairOf("//Alice"), keypairOf("//Bob")];
  const message = Uint8Array.of(1, 2, 3);
  const signature = alice.sign(message);
  expect(check("Sr25519", signature, message, alice.account)).toBe(true);
  expect(check("Sr25519", signature.slice(), message.slice(), alice.account.slice())).toBe(true);
  expect(inner.calls()).toBe(1);
  expect(check("Sr25519", signature, Uint8Array.of(1, 2, 4), alice.account)).toBe(false);
  expect(check("Sr25519", signature, message, bob.account)).toBe(false);
  expect(check("Ed25519", signature, message, alice.account)).toBe(false);
  const damaged = signature.slice();
  damaged[5]! ^= 1;
  expect(check("Sr25519", damaged, message, alice.account)).toBe(false);
  expect(check("Sr25519", damaged, message, alice.account)).toBe(false);
  expect(inner.calls()).toBe(6);
});
it("is not fooled by bytes that change later, and forgets the oldest", () => {
  const inner = counted();
  const check = remembering(inner.verify, 2);
  const alice = keypairOf("//Alice", "Ed25519");
  const message = Uint8Array.of(9);
  const signature = alice.sign(message);
  expect(check("Ed25519", signature, message, alice.account)).toBe(true);
  message[0] = 8;
  expect(check("Ed25519", signature, message, alice.account)).toBe(false);
  for (const other of [1, 2])
    expect(check("Ed25519", alice.sign(Uint8Array.of(other)), Uint8Array.of(other), alice.account)).toBe(true);
  const before = inner.calls();
  expect(check("Ed25519", signature, Uint8Array.of(9), alice.account)).toBe(true);
  expect(inner.calls()).toBe(before + 1);
});
