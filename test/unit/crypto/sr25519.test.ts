import { sr25519PairFromSeed, sr25519Sign } from "@polkadot/util-crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { hexToBytes, utf8ToBytes } from "../../../runtime/primitives/bytes.ts";
import { verifySr25519 } from "../../../runtime/primitives/crypto/sr25519.ts";

// A signature made in a browser wallet; from the tests of polkadot-js/wasm (wasm-crypto, sr25519, "verifyExisting").
const key = hexToBytes("46ebddef8cd9bb167dc30878d7113b7e168e6f0646beffd77d69d39bad76b47a");
const message = utf8ToBytes("this is a message");
const signature = hexToBytes(
  "4e172314444b8f820bb54c22e95076f220ed25373e5c178234aa6c211d29271244b947e3ff3418ff6b45fd1df1140c8cbff69fc58ee6dc96df70936a2bb74b82",
);
const changed = (bytes: Uint8Array, at: number, to: (byte: number) => number) =>
  bytes.map((byte, i) => (i === at ? to(byte) : byte));

afterEach(() => vi.restoreAllMocks());

describe("sr25519", () => {
  it("takes a signature made elsewhere, and only for its message and key", () => {
    const { publicKey } = sr25519PairFromSeed(new Uint8Array(32));
    expect(verifySr25519(signature, message, key)).toBe(true);
    expect(verifySr25519(signature, utf8ToBytes("this is another"), key)).toBe(false);
    expect(verifySr25519(signature, message, publicKey)).toBe(false);
  });

  it("takes views into larger buffers and leaves its input alone", () => {
    const buffer = new Uint8Array(200).fill(0xee);
    buffer.set(signature, 7);
    buffer.set(key, 100);
    const before = buffer.slice();
    expect(verifySr25519(buffer.subarray(7, 71), message, buffer.subarray(100, 132))).toBe(true);
    expect(buffer).toEqual(before);
  });

  // sp-core, sr25519.rs: verify_known_old_message_should_work and verify_from_old_wasm_works.
  it("refuses signatures from before the marker bit", () => {
    const old = hexToBytes(
      "5a9755f069939f45d96aaf125cf5ce7ba1db998686f87f2fb3cbdea922078741a73891ba265f70c31436e18a9acd14d189d73c12317ab6c313285cd938453202",
    );
    const said = "Verifying that I am the owner of 5G9hQLdsKQswNPgB499DeA5PkFBbgkLPJWkkS6FAM6xGQ8xD. Hash: 221455a3\n";
    const signer = hexToBytes("b4bfa1f7a5166695eb75299fd1c4c03ea212871c342f2c5dfea0902b2c246918");
    expect(verifySr25519(old, utf8ToBytes(said), signer)).toBe(false);
    const fromWasm = hexToBytes(
      "28a854d54903e056f89581c691c1f7d2ff39f8f896c9e9c22475e60902cc2b3547199e0e91fa32902028f2ca2355e8cdd16cfe19ba5e8b658c94aa80f3b81a00",
    );
    const { publicKey } = sr25519PairFromSeed(new Uint8Array(32));
    expect(verifySr25519(fromWasm, utf8ToBytes("SUBSTRATE"), publicKey)).toBe(false);
  });

  it.each<[string, Uint8Array, Uint8Array]>([
    ["an empty signature", new Uint8Array(0), key],
    ["a short signature", signature.subarray(0, 63), key],
    ["a long signature", new Uint8Array([...signature, 0]), key],
    ["an empty key", signature, new Uint8Array(0)],
    ["a short key", signature, key.subarray(1)],
    ["a long key", signature, new Uint8Array([...key, 0])],
    ["no marker bit", changed(signature, 63, (byte) => byte & 0x7f), key],
    ["a scalar above the group order", changed(signature, 63, () => 0xff), key],
    ["the group order as scalar", withScalar("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000090"), key],
    ["a commitment that is no point", signature.map((byte, i) => (i < 32 ? 0xff : byte)), key],
    ["a negative key", signature, changed(key, 0, (byte) => byte | 1)],
    ["a key that is no point", signature, new Uint8Array(32).fill(0xff)],
    ["the identity as key", signature, new Uint8Array(32)],
  ])("refuses %s without a trap", (_, bad, signer) => {
    const printed = vi.spyOn(console, "error").mockImplementation(() => {});
    expect(verifySr25519(bad, message, signer)).toBe(false);
    expect(printed).not.toHaveBeenCalled(); // the wasm prints its panics
  });

  it("is not disturbed by a flood of malformed input", () => {
    const pair = sr25519PairFromSeed(new Uint8Array(32).fill(9));
    const good = sr25519Sign(message, pair);
    for (let round = 0; round < 5_000; round++) {
      const at = round % 32;
      expect(
        verifySr25519(
          good,
          message,
          changed(pair.publicKey, at, (byte) => byte ^ (1 + (round % 255))),
        ),
      ).toBe(false);
      expect(
        verifySr25519(
          changed(good, 32 + at, (byte) => byte ^ 0xff),
          message,
          pair.publicKey,
        ),
      ).toBe(false);
      expect(verifySr25519(good.subarray(0, round % 64), message, pair.publicKey)).toBe(false);
    }
    expect(verifySr25519(good, message, pair.publicKey)).toBe(true);
    expect(verifySr25519(signature, message, key)).toBe(true);
  });

  it("keeps working for more signers than it remembers", () => {
    for (let i = 0; i < 300; i++) {
      const pair = sr25519PairFromSeed(new Uint8Array(32).fill(i & 255).fill(i >> 8, 16));
      expect(verifySr25519(sr25519Sign(message, pair), message, pair.publicKey)).toBe(true);
    }
  });
});

function withScalar(hex: string): Uint8Array {
  return new Uint8Array([...signature.subarray(0, 32), ...hexToBytes(hex)]);
}
