// Laws of the state trie on random histories: it is a map with versions, and its root is the root of what it holds.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesToHex, equalBytes } from "../../runtime/primitives/bytes.ts";
import { type AnyCodec, bool, str, u16, u32, u64 } from "../../runtime/primitives/scale/index.ts";
import {
  buildRoot,
  type Mark,
  type Pages,
  type Plain,
  type StateVersion,
  sortedRoot,
  Trie,
  verifyProof,
} from "../../runtime/primitives/trie/index.ts";

type Model = Map<string, Uint8Array>;

// Keys of few distinct bytes, so that they share prefixes, begin one another and collide often.
const keyByte = fc.constantFrom("00", "01", "10", "11", "1f", "f0", "ff");
const key = fc.oneof(
  { weight: 6, arbitrary: fc.array(keyByte, { maxLength: 6 }).map((bytes) => bytes.join("")) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom("ab".repeat(16), "ab".repeat(15), "cd".repeat(40)), fc.array(keyByte, { maxLength: 3 }))
      .map(([prefix, rest]) => prefix + rest.join("")),
  },
);
const value = fc
  .tuple(fc.oneof(fc.constantFrom(0, 1, 4, 8, 40, 100), fc.integer({ min: 24, max: 34 })), fc.nat(3))
  .map(([length, fill]) => new Uint8Array(length).fill(fill));
/** Numbers and texts, short and long, some with the bytes that others have under another codec. */
const plain = fc.oneof(
  fc.constantFrom(0n, 1n, 2n ** 64n - 1n).map((number): [AnyCodec, Plain] => [u64, number]),
  fc.constantFrom(0, 1, 12, 2 ** 32 - 1).map((number): [AnyCodec, Plain] => [u32, number]),
  fc.constantFrom(0, 1).map((number): [AnyCodec, Plain] => [u16, number]),
  fc.boolean().map((flag): [AnyCodec, Plain] => [bool, flag]),
  fc
    .constantFrom("", "\0\0\0", "a".repeat(31), "a".repeat(32), "b".repeat(90))
    .map((text): [AnyCodec, Plain] => [str, text]),
);
const version = fc.constantFrom<StateVersion>(0, 1);

type Step =
  | { do: "set"; key: string; value: Uint8Array }
  | { do: "write"; key: string; plain: readonly [of: AnyCodec, value: Plain] }
  | { do: "delete"; key: string }
  | { do: "clear"; prefix: string; limit: number | undefined }
  | { do: "mark" | "root" | "commit" | "reopen" | "fork" | "swap" | "walk" }
  | { do: "restore"; which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant("set" as const), key, value }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant("write" as const), key, plain }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("delete" as const), key }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("clear" as const),
      prefix: key,
      limit: fc.option(fc.nat(3), { nil: undefined }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom("mark", "root", "commit", "reopen", "fork", "swap", "walk") }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("restore" as const), which: fc.nat(5) }) },
);

function sorted(model: Model): string[] {
  return [...model.keys()].sort();
}

function contents(trie: Trie): [string, Uint8Array][] {
  return [...trie.entries()].map(([name, cell]) => [name, cell.bytes]);
}

const isSame = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && equalBytes(a, b));

/** Runs a history on a trie and on a plain map, and calls `check` after every step. */
function live(
  steps: Step[],
  stateVersion: StateVersion,
  check: (trie: Trie, model: Model) => void,
): { trie: Trie; model: Model } {
  const store = new Map<number, Uint8Array>();
  let numbered = 0;
  const source: Pages = { next: () => numbered++, read: (number) => store.get(number) };
  let trie = Trie.empty(stateVersion, source);
  let model: Model = new Map();
  const marks: { mark: Mark; model: Model; root: Uint8Array | undefined }[] = [];
  const left: { trie: Trie; model: Model }[] = [];
  const seen = new Set<string>();
  for (const act of steps) {
    switch (act.do) {
      case "set":
        seen.add(act.key);
        trie.set(act.key, { bytes: act.value });
        model.set(act.key, act.value);
        break;
      case "write": {
        const [of, plain] = act.plain;
        seen.add(act.key);
        trie.write(act.key, of, plain);
        model.set(act.key, of.encode(plain));
        const read = trie.read(act.key, of);
        // What was the same already stays as it was set.
        if (typeof read !== "object") expect(read).toBe(plain);
        else expect(read.bytes).toEqual(of.encode(plain));
        break;
      }
      case "delete":
        expect(trie.delete(act.key)).toBe(model.delete(act.key));
        break;
      case "clear": {
        const doomed = sorted(model)
          .filter((name) => name.startsWith(act.prefix))
          .slice(0, act.limit);
        expect(trie.clearPrefix(act.prefix, act.limit)).toBe(doomed.length);
        for (const name of doomed) model.delete(name);
        break;
      }
      case "mark":
        marks.push({ mark: trie.mark(), model: new Map(model), root: model.size % 2 === 0 ? trie.root() : undefined });
        break;
      case "restore": {
        const to = marks[act.which];
        if (to === undefined) break;
        trie.restore(to.mark);
        model = new Map(to.model);
        if (to.root !== undefined) expect(trie.root()).toEqual(to.root);
        break;
      }
      case "root":
        expect(trie.root()).toEqual(buildRoot(model, stateVersion));
        break;
      case "commit":
      case "reopen": {
        const { root, place, pages } = trie.commit();
        for (const [number, bytes] of pages) store.set(number, bytes);
        if (act.do === "commit") break;
        marks.length = 0;
        trie = Trie.open(root, place, source, stateVersion);
        break;
      }
      case "fork":
        left.push({ trie, model: new Map(model) });
        trie = trie.fork();
        break;
      case "swap": {
        // Goes on with a writer that was left at a fork, and leaves this one.
        const other = left.shift();
        if (other === undefined) break;
        left.push({ trie, model });
        ({ trie, model } = other);
        marks.length = 0;
        break;
      }
      case "walk":
        expect([...trie.keys()]).toEqual(sorted(model));
        break;
    }
    // All of them every time: what is remembered of reads has to follow every write.
    const wrong = [...seen].filter((name) => !isSame(trie.get(name)?.bytes, model.get(name)));
    expect(wrong).toEqual([]);
    check(trie, model);
  }
  const last = trie.fork();
  const { root, place, pages } = last.commit();
  for (const [number, bytes] of pages) store.set(number, bytes);
  const reopened = Trie.open(root, place, source, stateVersion);
  expect(contents(reopened)).toEqual(sorted(model).map((name) => [name, model.get(name)]));
  for (const other of left) {
    expect([...seen].filter((name) => !isSame(other.trie.get(name)?.bytes, other.model.get(name)))).toEqual([]);
    expect(contents(other.trie)).toEqual(sorted(other.model).map((name) => [name, other.model.get(name)]));
  }
  return { trie, model };
}

describe("the trie", () => {
  it("is the map it stands for, after every step of a history with marks, forks and reopening", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), version, key, (steps, stateVersion, probe) => {
        live(steps, stateVersion, (trie, model) => {
          const found = trie.get(probe)?.bytes;
          const expected = model.get(probe);
          expect(found === undefined ? undefined : bytesToHex(found)).toBe(expected && bytesToHex(expected));
          expect(trie.has(probe)).toBe(expected !== undefined);
          expect(trie.nextKey(probe)).toBe(sorted(model).find((name) => name > probe));
        });
      }),
      { numRuns: 400 },
    );
  });

  it("has the root of a from-scratch build, whatever its history", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), version, (steps, stateVersion) => {
        const { trie, model } = live(steps, stateVersion, () => {});
        expect(trie.root()).toEqual(buildRoot(model, stateVersion));
        expect(contents(trie)).toEqual(sorted(model).map((name) => [name, model.get(name)]));
        expect(trie.count()).toBe(model.size);
      }),
      { numRuns: 400 },
    );
  });

  it("has the same root after every single change", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), version, (steps, stateVersion) => {
        live(steps, stateVersion, (trie, model) => expect(trie.root()).toEqual(buildRoot(model, stateVersion)));
      }),
      { numRuns: 150 },
    );
  });

  it("has the root that one pass over its sorted entries gives", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), version, (steps, stateVersion) => {
        const { trie, model } = live(steps, stateVersion, () => {});
        const keys = sorted(model).map((name) => `0x${name}`);
        expect(sortedRoot(keys, 2, (i) => model.get(keys[i]!.slice(2))!, stateVersion)).toEqual(trie.root());
      }),
      { numRuns: 400 },
    );
  });

  it("has its old root once what was inserted is deleted", () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 40 }),
        fc.uniqueArray(fc.tuple(key, value), { selector: ([name]) => name }),
        (steps, extra) => {
          const { trie, model } = live(steps, 1, () => {});
          const before = trie.root();
          const fresh = extra.filter(([name]) => !model.has(name));
          for (const [name, bytes] of fresh) trie.set(name, { bytes });
          if (fresh.length > 0) expect(trie.root()).not.toEqual(before);
          for (const [name] of fresh.reverse()) trie.delete(name);
          expect(trie.root()).toEqual(before);
        },
      ),
    );
  });

  it("puts any text in its place among the keys", () => {
    const text = fc.oneof(key, fc.string({ unit: fc.constantFrom(..."01f:`gA/ ~"), maxLength: 4 }), fc.string());
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), text, text, (steps, prefix, after) => {
        const { trie, model } = live(steps, 1, () => {});
        const expected = sorted(model).filter((name) => name.startsWith(prefix) && name > after);
        expect([...trie.keys(prefix, after)]).toEqual(expected);
        expect(trie.nextKey(after)).toBe(sorted(model).find((name) => name > after));
      }),
      { numRuns: 400 },
    );
  });

  it("lists keys under any prefix, after any key", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), key, key, fc.nat(12), (steps, prefix, after, length) => {
        const { trie, model } = live(steps, 1, () => {});
        const under = prefix.slice(0, length);
        expect([...trie.keys(under, after)]).toEqual(
          sorted(model).filter((name) => name.startsWith(under) && name > after),
        );
      }),
      { numRuns: 400 },
    );
  });
});

describe("a proof", () => {
  it("shows exactly what the trie holds, to whoever has the root alone", () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 60 }),
        version,
        fc.array(key, { minLength: 1, maxLength: 4 }),
        (steps, stateVersion, keys) => {
          const { trie, model } = live(steps, stateVersion, () => {});
          const proof = trie.proof(keys);
          for (const name of keys) {
            const shown = verifyProof(trie.root(), proof, name);
            expect(shown && bytesToHex(shown)).toBe(model.has(name) ? bytesToHex(model.get(name)!) : undefined);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("never shows anything else, however it is tampered with", () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 60 }),
        key,
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (steps, name, which, where, flip) => {
          const { trie, model } = live(steps, 1, () => {});
          fc.pre(model.size > 0);
          const proof = trie.proof([name]).map((part) => part.slice());
          const part = proof[which % proof.length]!;
          part[where % part.length]! ^= flip;
          expect(() => verifyProof(trie.root(), proof, name)).toThrow("missing");
          expect(
            equalBytes(
              verifyProof(trie.root(), trie.proof([name]), name) ?? new Uint8Array(),
              model.get(name) ?? new Uint8Array(),
            ),
          ).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
