// Hex and UTF-8 codecs against the platform's own.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bytesToHex,
  bytesToHex0x,
  bytesToUtf8,
  compareBytes,
  concatBytes,
  equalBytes,
  hex0xToBytes,
  hexToBytes,
  isHex0x,
  utf8ToBytes,
} from "../../runtime/primitives/bytes.ts";

const bytes = fc.uint8Array({ maxLength: 200 });

describe("hex", () => {
  it("agrees with Buffer both ways", () => {
    fc.assert(
      fc.property(bytes, (blob) => {
        const hex = Buffer.from(blob).toString("hex");
        expect(bytesToHex(blob)).toBe(hex);
        expect(bytesToHex0x(blob)).toBe(`0x${hex}`);
        expect(hexToBytes(hex)).toEqual(blob);
        expect(hexToBytes(hex.toUpperCase())).toEqual(blob);
        expect(hex0xToBytes(`0x${hex}`)).toEqual(blob);
        expect(isHex0x(`0x${hex}`)).toBe(true);
      }),
    );
  });

  it("reads a view at its own offset", () => {
    expect(bytesToHex(Uint8Array.of(1, 2, 3, 4).subarray(1, 3))).toBe("0203");
  });

  it.each(["0", "0g", "g0", " 0", "0é", "\u0130\u0130", "0x00"])("refuses %j", (text) => {
    expect(() => hexToBytes(text)).toThrow(TypeError);
    expect(isHex0x(`0x${text}`)).toBe(false);
  });

  it("wants 0x where 0x is due", () => {
    expect(() => hex0xToBytes("00")).toThrow("0x");
    expect(isHex0x("00")).toBe(false);
    expect(hex0xToBytes("0x")).toEqual(new Uint8Array());
  });
});

describe("UTF-8", () => {
  it("agrees with TextEncoder on whole text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const encoded = utf8ToBytes(text);
        expect(encoded).toEqual(new TextEncoder().encode(text));
        expect(bytesToUtf8(encoded)).toBe(text);
      }),
    );
  });

  it("accepts and refuses the same bytes as the platform's fatal decoder", () => {
    const platform = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    const edge = fc.constantFrom(
      0x00,
      0x7f,
      0x80,
      0x8f,
      0x90,
      0x9f,
      0xa0,
      0xbf,
      0xc0,
      0xc1,
      0xc2,
      0xe0,
      0xed,
      0xef,
      0xf0,
      0xf4,
      0xf5,
    );
    const blob = fc.array(fc.oneof(edge, fc.nat(255)), { maxLength: 8 }).map((list) => Uint8Array.from(list));
    fc.assert(
      fc.property(blob, (raw) => {
        let expected: string | undefined;
        try {
          expected = platform.decode(raw);
        } catch {
          expected = undefined;
        }
        if (expected === undefined) expect(() => bytesToUtf8(raw)).toThrow(TypeError);
        else expect(bytesToUtf8(raw)).toBe(expected);
      }),
      { numRuns: 5000 },
    );
  });

  it.each(["\ud800", "\udc00", "a\udfffb", "\ud800\ud800\udc00"])("refuses lone surrogates %j", (text) => {
    expect(() => utf8ToBytes(text)).toThrow("surrogate");
  });
});

describe("order and joining", () => {
  it("compares as Buffer does", () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(a, b));
        expect(equalBytes(a, b)).toBe(Buffer.compare(a, b) === 0);
        expect(compareBytes(a, a.slice())).toBe(0);
        expect(equalBytes(a, a.slice())).toBe(true);
        expect(concatBytes(a, b, a)).toEqual(new Uint8Array(Buffer.concat([a, b, a])));
      }),
    );
  });
});
