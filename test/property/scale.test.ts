// Laws of the SCALE codec on random types and random values of them, with two independent codecs as judges: that of
// polkadot-api for every random type, that of polkadot-js for a list of named ones.

import { TypeRegistry } from "@polkadot/types";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Digest, DigestItem, Header } from "../../runtime/primitives/header.ts";
import { AccountId, H256 } from "../../runtime/primitives/ids.ts";
import { MultiAddress } from "../../runtime/primitives/multi_address.ts";
import { MultiSignature } from "../../runtime/primitives/multi_signature.ts";
import * as scale from "../../runtime/primitives/scale/index.ts";
import { type AnyCodec, fixedSize, Reader, ScaleError } from "../../runtime/primitives/scale/index.ts";
import { U256 } from "../../runtime/primitives/u256.ts";
import { account, assortment, big, dictionary, int, NUMBERS, texts, type, typed } from "./scale_types.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const refused = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(ScaleError);
    return error instanceof ScaleError ? error.message : undefined;
  }
};
const RUNS = { numRuns: 300 };

describe("a value of a random type", () => {
  it("is read as it was written, with and without bytes behind it, and written as another codec writes it", () => {
    fc.assert(
      fc.property(typed, fc.uint8Array({ minLength: 1, maxLength: 3 }), ([{ of, judge, there }, value], more) => {
        const encoded = of.encode(value);
        expect(hex(encoded)).toBe(hex(judge.enc(there(value as never))));
        expect(of.decode(encoded)).toStrictEqual(value);
        const longer = Uint8Array.of(...encoded, ...more);
        expect(of.decodeLenient(longer)).toStrictEqual(value);
        expect(refused(() => of.decode(longer))).toBe(`${more.length} trailing bytes at offset ${encoded.length}`);
        // Amid other bytes, which are not touched.
        const input = new Reader(Uint8Array.of(...more, ...longer), more.length);
        expect(of.read(input)).toStrictEqual(value);
        expect(input.remaining).toBe(more.length);
      }),
      RUNS,
    );
  });

  it("is not read from less than all of its bytes, of which there are as many as its type says", () => {
    fc.assert(
      fc.property(typed, ([{ of }, value]) => {
        const encoded = of.encode(value);
        expect(encoded.length).toBeGreaterThanOrEqual(of.least);
        expect(fixedSize(of) ?? encoded.length).toBe(encoded.length);
        for (let length = 0; length < encoded.length; length++) {
          const cut = encoded.subarray(0, length);
          expect(refused(() => of.decode(cut))).toMatch(/^unexpected end of input/);
          expect(refused(() => of.decodeLenient(cut))).toMatch(/^unexpected end of input/);
        }
      }),
      RUNS,
    );
  });
});

describe("whatever bytes", () => {
  // Values with a byte exchanged, put in or taken out: near enough to be read quite often.
  const changed = typed.chain(([of, value]) => {
    const encoded = of.of.encode(value);
    const edit = fc.tuple(
      fc.nat(encoded.length),
      fc.constantFrom(0, 1),
      fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 2, 4, 255)),
      fc.boolean(),
    );
    return edit.map(([at, removed, byte, put]) => {
      const bytes = Uint8Array.of(
        ...encoded.subarray(0, at),
        ...(put ? [byte] : []),
        ...encoded.subarray(at + removed),
      );
      return [of, bytes] as const;
    });
  });
  const random = fc.tuple(type, fc.uint8Array({ maxLength: 12 }));

  it("are refused with a ScaleError, or are the encoding of what they are read as", () => {
    let read = 0;
    fc.assert(
      fc.property(fc.oneof({ weight: 3, arbitrary: changed }, random), ([{ of, canonical }, bytes]) => {
        let value: unknown;
        if (refused(() => (value = of.decode(bytes))) !== undefined) return;
        read++;
        const again = of.encode(value);
        if (canonical) expect(hex(again)).toBe(hex(bytes));
        else expect(hex(of.encode(of.decode(again)))).toBe(hex(again));
      }),
      { numRuns: 1500 },
    );
    expect(read).toBeGreaterThan(0);
  });
});

describe("numbers and booleans", () => {
  const around = fc.bigInt({ min: -2n, max: 2n });
  const edge = fc.tuple(
    fc.constantFrom(0n, 7n, 8n, 15n, 16n, 31n, 32n, 63n, 64n, 127n, 128n, 255n, 256n),
    around,
    fc.boolean(),
  );
  const nearly = edge.map(([bits, step, negative]) => (1n << bits) * (negative ? -1n : 1n) + step);
  const anything = fc.oneof(nearly, nearly.map(Number), fc.double(), fc.boolean(), fc.anything());

  it.each(NUMBERS.map((one) => [one.of.label, one] as const))(
    "%s: `ensure` throws as `encode` does, `put` writes as it does",
    (_label, one) => {
      const { of } = one;
      fc.assert(
        fc.property(fc.oneof(one.values, anything), (value) => {
          const refusal = refused(() => of.encode(value));
          expect(refused(() => of.ensure?.(value))).toBe(refusal);
          expect(refused(() => scale.tuple(of).encode([value]))).toBe(refusal);
          if (refusal !== undefined) return;
          const encoded = of.encode(value);
          expect(encoded.length).toBe(of.least);
          const room = new Uint8Array(of.least + 2).fill(0xa5);
          of.put?.(room, value as never);
          expect(hex(room)).toBe(`${hex(encoded)}a5a5`);
          expect(hex(scale.tuple(of).encode([value]))).toBe(hex(encoded));
          expect(scale.tuple(of).decode(encoded)).toEqual([value === 0 ? 0 : value]);
        }),
        { numRuns: 300 },
      );
      expect([typeof of.ensure, typeof of.put]).toEqual(["function", "function"]);
    },
  );
});

describe("polkadot-js", () => {
  const registry = new TypeRegistry();
  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
  const blob = fc.uint8Array({ maxLength: 70 });
  const some = (type: string, value: fc.Arbitrary<unknown>) => value.map((value) => ({ type, value }));
  const item = fc.oneof(
    some("Other", blob),
    ...["PreRuntime", "Consensus", "Seal"].map((type) => some(type, fc.tuple(bytes(4), blob))),
  );
  const items = fc.array(item, { maxLength: 3 });
  const headers = fc
    .tuple(account, int(32), account, account, items)
    .map(([parent_hash, number, state_root, extrinsics_root, digest]) => {
      return { parent_hash, number, state_root, extrinsics_root, digest };
    });
  /** As it is there: choices by their name, blobs in hexadecimal digits, lest their bytes be taken for an encoding. */
  const there = (value: unknown): unknown => {
    if (value instanceof Uint8Array) return `0x${hex(value)}`;
    if (Array.isArray(value)) return value.map(there);
    if (typeof value !== "object" || value === null || value instanceof Map) return value;
    if ("type" in value && "value" in value) return { [String(value.type)]: there(value.value) };
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [camelCase(name), there(one)]));
  };
  const camelCase = (name: string): string => name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  const { u8, u16, u32, u64, u128, i16, i64 } = scale;
  const rows: readonly (readonly [string, AnyCodec, fc.Arbitrary<unknown>])[] = [
    ...NUMBERS.slice(1, 12).map(({ of, values }) => [of.label, of, values] as const),
    ["Compact<u8>", scale.compact(u8), int(8)],
    ["Compact<u16>", scale.compact(u16), int(16)],
    ["Compact<u32>", scale.compact(u32), int(32)],
    ["Compact<u64>", scale.compact(u64), big(64n)],
    ["Compact<u128>", scale.compact(u128), big(128n)],
    ["Option<u32>", scale.option(u32), fc.option(int(32), { nil: undefined })],
    ["Vec<i16>", scale.vec(i16), fc.array(int(16, true))],
    ["Text", scale.str, texts],
    ["Bytes", scale.bytes, blob],
    ["[u8; 4]", scale.fixedBytes(4), bytes(4)],
    ["(u8, i64)", scale.tuple(u8, i64), fc.tuple(int(8), big(64n, true))],
    ["H256", H256, account],
    ["AccountId", AccountId, account],
    ["U256", U256, big(256n)],
    ["BTreeMap<u16, u64>", scale.btreeMap(u16, u64), dictionary([NUMBERS[2]!, NUMBERS[4]!]).values],
    ["BTreeSet<u32>", scale.btreeSet(u32), assortment(NUMBERS[3]!).values],
    [
      "MultiAddress",
      MultiAddress,
      fc.oneof(...[some("Id", account), some("Raw", blob), some("Address32", bytes(32)), some("Address20", bytes(20))]),
    ],
    [
      "MultiSignature",
      MultiSignature,
      fc.oneof(...[some("Ed25519", bytes(64)), some("Sr25519", bytes(64)), some("Ecdsa", bytes(65))]),
    ],
    ["DigestItem", DigestItem, item],
    ["Digest", Digest, items],
    ["Header", Header, headers],
  ];
  it.each(rows)("writes %s the same", (name, of, values) => {
    /** Digests are their logs there. */
    const asIs = (value: unknown): unknown => {
      const whole = there(value);
      if (name === "Digest") return { logs: whole };
      return name === "Header"
        ? { ...(whole as object), digest: { logs: (whole as { digest: unknown }).digest } }
        : whole;
    };
    fc.assert(
      fc.property(values, (value) => {
        expect(hex(of.encode(value))).toBe(hex(registry.createType(name, asIs(value)).toU8a()));
      }),
      { numRuns: 60 },
    );
  });
});
