// Hashes against published digests, and the kernels against their plain twins at every length around a block edge.
import { blake2b } from "@noble/hashes/blake2.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesToHex, utf8ToBytes } from "../../runtime/primitives/bytes.ts";
import {
  blake2b128,
  blake2b256,
  blake2b512,
  keccak256,
  sha2_256,
  twox64,
  twox128,
  twox256,
} from "../../runtime/primitives/hash/index.ts";
import { twoxPlain } from "../../runtime/primitives/hash/xxh64_plain.ts";

const hexOf = (digest: Uint8Array) => bytesToHex(digest);
const pattern = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 151 + (i >> 8) * 7 + length) & 0xff);

describe("published digests", () => {
  it("blake2b", () => {
    // RFC 7693 appendix A: BLAKE2b-512 of "abc"
    expect(hexOf(blake2b512(utf8ToBytes("abc")))).toBe(
      "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
    );
    expect(hexOf(blake2b256(utf8ToBytes("abc")))).toBe(
      "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319",
    );
    expect(hexOf(blake2b256(new Uint8Array()))).toBe(
      "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8",
    );
    expect(hexOf(blake2b128(new Uint8Array()))).toBe("cae66941d9efbd404e4d88758ea67670");
  });

  it("twox", () => {
    // Storage prefixes that every Substrate chain shares.
    expect(hexOf(twox128(utf8ToBytes("System")))).toBe("26aa394eea5630e07c48ae0c9558cef7");
    expect(hexOf(twox128(utf8ToBytes("Account")))).toBe("b99d880ec681799c0cf30e8886371da9");
    expect(hexOf(twox64(new Uint8Array()))).toBe("99e9d85137db46ef");
    expect(hexOf(twox256(new Uint8Array()))).toBe("99e9d85137db46ef4bbea33613baafd56f963c64b1f3685a4eb4abd67ff6203a");
  });

  it("keccak and sha2", () => {
    expect(hexOf(keccak256(new Uint8Array()))).toBe("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    expect(hexOf(sha2_256(utf8ToBytes("abc")))).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });
});

describe("kernels equal their plain twins", () => {
  it("blake2b at every length up to 400 and around the kernel's own buffer", () => {
    const lengths = [
      ...Array(400).keys(),
      1023,
      1024,
      1025,
      65407,
      65408,
      65535,
      65536,
      65537,
      65664,
      131071,
      131072,
      131073,
      300000,
    ];
    for (const length of lengths) {
      const data = pattern(length);
      expect(blake2b256(data)).toEqual(blake2b(data, { dkLen: 32 }));
      if (length > 400 || length % 16 < 2) {
        expect(blake2b128(data)).toEqual(blake2b(data, { dkLen: 16 }));
        expect(blake2b512(data)).toEqual(blake2b(data, { dkLen: 64 }));
      }
    }
  });

  it("twox at every length up to 200 and beyond the kernel's buffer", () => {
    for (const length of [...Array(200).keys(), 65535, 65536, 65537, 70000]) {
      const data = pattern(length);
      expect(twox64(data)).toEqual(twoxPlain(data, 1));
      expect(twox128(data)).toEqual(twoxPlain(data, 2));
      expect(twox256(data)).toEqual(twoxPlain(data, 4));
    }
  });

  it("on random bytes, at any offset of a larger buffer", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.nat(40), (blob, offset) => {
        const view = blob.subarray(Math.min(offset, blob.length));
        expect(blake2b256(view)).toEqual(blake2b(view, { dkLen: 32 }));
        expect(twox128(view)).toEqual(twoxPlain(view, 2));
      }),
      { numRuns: 500 },
    );
  });

  it("hands out digests that later calls leave alone", () => {
    const first = blake2b256(pattern(3));
    const copy = first.slice();
    blake2b256(pattern(4));
    expect(first).toEqual(copy);
    const second = twox128(pattern(3));
    const kept = second.slice();
    twox128(pattern(5));
    expect(second).toEqual(kept);
  });
});
