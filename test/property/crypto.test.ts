// Mutated signatures, messages and keys: our verdict is that of @polkadot/wasm-crypto (schnorrkel and ed25519-dalek in
// Rust), no matter what came before.
import { cryptoWaitReady } from "@polkadot/util-crypto";
import { ed25519Verify, sr25519Verify } from "@polkadot/wasm-crypto";
import fc from "fast-check";
import { beforeAll, expect, it, vi } from "vitest";
import { keypairOf } from "../../node/keys/keypair.ts";
import { verifyEd25519Natively } from "../../node/keys/native_ed25519.ts";
import { hexToBytes } from "../../runtime/primitives/bytes.ts";
import { verifyEd25519 } from "../../runtime/primitives/crypto/ed25519.ts";
import { type SignatureKind, verify } from "../../runtime/primitives/crypto/verify.ts";

type Input = { signature: Uint8Array; message: Uint8Array; key: Uint8Array };
type Part = keyof Input;

const GROUP_ORDER = hexToBytes("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
const SPECIAL = [new Uint8Array(32), new Uint8Array(32).fill(0xff), GROUP_ORDER, new Uint8Array(32).fill(1, 0, 1)];

const mutation = fc.oneof(
  { weight: 2, arbitrary: fc.constant((input: Input) => input) },
  fc.record({ part: part(), at: fc.nat(), bit: fc.nat(7) }).map(({ part, at, bit }) => (input: Input) => ({
    ...input,
    [part]: input[part].map((byte, i) => (i === at % input[part].length ? byte ^ (1 << bit) : byte)),
  })),
  fc.record({ at: fc.constantFrom(0, 32), with: special() }).map(({ at, with: half }) => (input: Input) => ({
    ...input,
    signature: patched(input.signature, at, half),
  })),
  special().map((key) => (input: Input) => ({ ...input, key })),
  // s + order, with or without the marker: the same residue, not canonical.
  fc.boolean().map((marked) => (input: Input) => ({
    ...input,
    signature: patched(input.signature, 32, plusOrder(input.signature.subarray(32), marked)),
  })),
  fc.nat(0xff).map((byte) => (input: Input) => ({ ...input, signature: patched(input.signature, 63, [byte]) })),
);

const inputs = (kind: SignatureKind) =>
  fc
    .record({
      signer: fc.nat(19),
      message: fc.uint8Array({ maxLength: 300 }),
      mutations: fc.array(mutation, { maxLength: 3 }),
    })
    .map(({ signer, message, mutations }) => {
      const pair = keypairOf(`//${signer}`, kind);
      const made = { signature: pair.sign(message), message, key: pair.publicKey };
      return mutations.reduce((input, mutate) => mutate(input), made as Input);
    });

beforeAll(() => cryptoWaitReady());

it("sr25519: 20,000 mutated inputs with a valid one in between", () => {
  const panics = vi.spyOn(console, "error");
  const alice = keypairOf("//Alice");
  const message = new Uint8Array(100);
  const signature = alice.sign(message);
  let runs = 0;
  const verdicts = { true: 0, false: 0 };
  fc.assert(
    fc.property(inputs("Sr25519"), (input) => {
      const verdict = verify("Sr25519", input.signature, input.message, input.key);
      verdicts[`${verdict}`]++;
      expect(verdict).toBe(sr25519Verify(input.signature, input.message, input.key));
      if (++runs % 16 === 0) expect(verify("Sr25519", signature, message, alice.publicKey)).toBe(true);
    }),
    { numRuns: 20_000 },
  );
  expect(verdicts.true).toBeGreaterThan(1_000);
  expect(verdicts.false).toBeGreaterThan(1_000);
  expect(panics).not.toHaveBeenCalled();
}, 300_000);

it("ed25519: the runtime and the native check agree with each other and with wasm-crypto", () => {
  fc.assert(
    fc.property(inputs("Ed25519"), ({ signature, message, key }) => {
      const verdict = verifyEd25519(signature, message, key);
      expect(verifyEd25519Natively(signature, message, key)).toBe(verdict);
      // dalek's equation has no cofactor: it takes a subset of what ZIP 215 takes.
      if (isOfFullOrder(key, signature)) expect(verdict).toBe(ed25519Verify(signature, message, key));
    }),
    { numRuns: 1_500 },
  );
}, 300_000);

it.each<SignatureKind>(["Sr25519", "Ed25519", "Ecdsa"])(
  "%s: random bytes of any length never throw or pass",
  (kind) => {
    const blob = fc.oneof(
      fc.uint8Array({ maxLength: 140 }),
      ...[32, 64, 65].map((n) => fc.uint8Array({ minLength: n, maxLength: n })),
    );
    fc.assert(
      fc.property(blob, blob, blob, (signature, message, key) => {
        expect(verify(kind, signature, message, key)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  },
  300_000,
);

function part() {
  return fc.constantFrom<Part>("signature", "message", "key");
}
function special() {
  return fc.oneof(fc.constantFrom(...SPECIAL), fc.uint8Array({ minLength: 32, maxLength: 32 }));
}
function patched(bytes: Uint8Array, at: number, patch: ArrayLike<number>): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy.set(patch, at);
  return copy;
}
function plusOrder(scalar: Uint8Array, marked: boolean): Uint8Array {
  const sum = Uint8Array.from(scalar);
  sum[31]! &= 0x7f;
  let carry = 0;
  for (let i = 0; i < 32; i++) {
    carry += sum[i]! + GROUP_ORDER[i]!;
    sum[i] = carry & 0xff;
    carry >>= 8;
  }
  if (marked) sum[31]! |= 0x80;
  return sum;
}
/** Not one of the special values, whose points have low order. */
function isOfFullOrder(key: Uint8Array, signature: Uint8Array): boolean {
  return ![key, signature.subarray(0, 32)].some((point) =>
    SPECIAL.some((one) => one.every((byte, i) => byte === point[i])),
  );
}
