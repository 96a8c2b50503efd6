// The state trie against roots that other implementations published, and its behaviour at the edges.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  bytesToHex,
  bytesToHex0x,
  concatBytes,
  hex0xToBytes,
  hexToBytes,
  utf8ToBytes,
} from "../../runtime/primitives/bytes.ts";
import { blake2b256 } from "../../runtime/primitives/hash/index.ts";
import { str, u16, u32 } from "../../runtime/primitives/scale/index.ts";
import {
  buildRoot,
  ELSEWHERE,
  emptyRoot,
  orderedRoot,
  type Pages,
  type StateVersion,
  sortedRoot,
  Trie,
  TrieDefect,
  verifyProof,
} from "../../runtime/primitives/trie/index.ts";

const cell = (bytes: Uint8Array) => ({ bytes });
const text = (value: string) => utf8ToBytes(value);
const hexKey = (value: string) => bytesToHex(text(value));

function trieOf(entries: Iterable<readonly [string, Uint8Array]>, version: StateVersion = 1): Trie {
  const trie = Trie.empty(version);
  for (const [key, value] of entries) trie.set(key, cell(value));
  return trie;
}

/** A store that keeps what commits hand out. */
function storeOf(...tries: Trie[]) {
  const written = new Map<number, Uint8Array>();
  let next = 1000;
  let place = ELSEWHERE;
  const store = {
    written,
    reads: 0,
    next: () => next++,
    read(number: number) {
      store.reads++;
      return written.get(number);
    },
    take(trie: Trie) {
      const commit = trie.commit();
      for (const [number, bytes] of commit.pages) {
        expect(written.has(number)).toBe(false);
        written.set(number, bytes);
      }
      place = commit.place;
      return commit.root;
    },
    /** The version taken last. */
    open: (root: Uint8Array, version?: StateVersion) => Trie.open(root, place, store, version),
  };
  for (const trie of tries) store.take(trie);
  return store;
}
/** Pages of which the first has one record, whatever is asked for. */
const onePage = (...record: readonly number[]): Pages => ({
  next: () => 1,
  read: () => Uint8Array.of(1, record.length, record.length >> 8, 0, 0, ...record),
});

describe("roots published elsewhere", () => {
  const versions: StateVersion[] = [0, 1];

  // smoldot lib/src/trie.rs and lib/src/trie/calculate_root.rs
  const vectors: { name: string; versions: StateVersion[]; entries: [string, string][]; root: number[] }[] = [
    {
      name: "foo, foobar",
      versions: [0],
      entries: [
        ["foo", "bar"],
        ["foobar", "baz"],
      ],
      root: [
        166, 24, 32, 181, 251, 169, 176, 26, 238, 16, 181, 187, 216, 74, 234, 128, 184, 35, 3, 24, 197, 232, 202, 20,
        185, 164, 148, 12, 118, 224, 152, 21,
      ],
    },
    {
      name: "bar, barfoo, anotheritem",
      versions: [1],
      entries: [
        ["bar", "foo"],
        ["barfoo", "hello"],
        ["anotheritem", "anothervalue"],
      ],
      root: [
        68, 24, 7, 195, 69, 202, 122, 223, 136, 189, 33, 171, 27, 60, 186, 219, 21, 97, 106, 187, 137, 22, 126, 185,
        254, 40, 93, 213, 206, 205, 4, 200,
      ],
    },
  ];
  for (const { name, versions: which, entries, root } of vectors) {
    it.each(which)(`${name}, state version %i`, (version) => {
      const pairs = entries.map(([key, value]) => [hexKey(key), text(value)] as const);
      expect([...trieOf(pairs, version).root()]).toEqual(root);
      expect([...buildRoot(pairs, version)]).toEqual(root);
    });
  }

  it.each(versions)("one entry, state version %i", (version) => {
    // smoldot lib/src/trie/calculate_root.rs, trie_root_one_node
    const pairs = [[hexKey("abcd"), text("hello world")] as const];
    const root = [
      122, 177, 134, 89, 211, 178, 120, 158, 242, 64, 13, 16, 113, 4, 199, 212, 251, 147, 208, 109, 154, 182, 168, 182,
      65, 165, 222, 124, 63, 236, 200, 81,
    ];
    expect([...trieOf(pairs, version).root()]).toEqual(root);
    expect([...buildRoot(pairs, version)]).toEqual(root);
  });

  it.each(versions)("encodings spelled out in sp-trie's tests, state version %i", (version) => {
    // sp-trie src/lib.rs: single_tuple_is_encoded_properly, branch with two leaves
    const single = [["aa", Uint8Array.of(0xbb)] as const];
    expect(trieOf(single, version).root()).toEqual(blake2b256(hexToBytes("42aa04bb")));
    const double = [
      ["4819", Uint8Array.of(0xfe)],
      ["1314", Uint8Array.of(0xff)],
    ] as const;
    const encoding = "80" + "1200" + "14" + "43031404ff" + "14" + "43081904fe";
    expect(trieOf(double, version).root()).toEqual(blake2b256(hexToBytes(encoding)));
    expect(buildRoot(double, version)).toEqual(blake2b256(hexToBytes(encoding)));
  });

  it("the empty trie", () => {
    expect(bytesToHex(emptyRoot)).toBe("03170a2e7597b7b7e3d84c05391d139a62b157e78786d8c082f29dcf4c111314");
    expect(Trie.empty().root()).toEqual(emptyRoot);
    expect(buildRoot([], 1)).toEqual(emptyRoot);
    expect(orderedRoot([], 0)).toEqual(emptyRoot);
  });
});

describe("genesis of the public test network", () => {
  const genesis: {
    code: { key: string; blake2_256: string; byteLength: number };
    entries: [string, string][];
    stateRoot: string;
    genesisHash: string;
  } = JSON.parse(readFileSync(new URL("../vectors/testnet_genesis.json", import.meta.url), "utf8"));

  it("has the recorded state root and block hash", () => {
    const trie = trieOf(genesis.entries.map(([key, value]) => [key.slice(2), hex0xToBytes(value)]));
    trie.setHashed(genesis.code.key.slice(2), hex0xToBytes(genesis.code.blake2_256));
    const root = trie.root();
    expect(bytesToHex0x(root)).toBe(genesis.stateRoot);
    const header = concatBytes(new Uint8Array(32), Uint8Array.of(0), root, orderedRoot([], 0), Uint8Array.of(0));
    expect(bytesToHex0x(blake2b256(header))).toBe(genesis.genesisHash);
  });
});

describe("ordered roots", () => {
  it("are the extrinsics roots of real blocks under state version 0", () => {
    // smoldot lib/src/executor/runtime_call/child-trie-destroy.json: a block's body and the root in its header
    const body = [
      "0x280402000b9740d8c38801",
      "0x65028400d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d01d024ec970ce3e3a7d46032f40142d626651ac0098e0d6465bab6e48033ee451b9f0761dc6026db435513f2b03fd3c3aeba846efec65c2dc6d93e6dd3c93eeb8a001000070600425f1235520bd97719d8e5d03a9fb5b5aed22ca71517585e1b7eb238bfaff86b000300684beb027026000010476d839f",
    ];
    const root = "92c5e68c2fb782103744e36a559793d6d0f0da0b242dc64ec4475236a32732e6";
    expect(bytesToHex(orderedRoot(body.map(hex0xToBytes), 0))).toBe(root);
    expect(bytesToHex(orderedRoot(body.map(hex0xToBytes), 1))).not.toBe(root);
  });

  it.each([0, 1, 63, 64, 65, 300])("agree with a from-scratch build of compact keys for %i items", (count) => {
    const items = Array.from({ length: count }, (_, i) => Uint8Array.from({ length: (i * 7) % 90 }, (_, k) => k + i));
    for (const version of [0, 1] as const) {
      const entries = items.map((item, i) => {
        const key = i < 64 ? Uint8Array.of(i * 4) : Uint8Array.of(((i * 4) & 0xff) + 1, i >> 6);
        return [bytesToHex(key), item] as const;
      });
      expect(orderedRoot(items, version)).toEqual(buildRoot(entries, version));
    }
  });
});

describe("values", () => {
  it.each([0, 1, 31, 32, 33, 63, 64, 16383, 16384, 70000])(
    "of %i bytes come back, from memory and from a store",
    (length) => {
      const value = Uint8Array.from({ length }, (_, i) => i * 31);
      for (const version of [0, 1] as const) {
        const entries = [
          ["00", value],
          ["0011", Uint8Array.of(1)],
          ["7a", value.slice(0, 5)],
        ] as const;
        const trie = trieOf(entries, version);
        expect(trie.root()).toEqual(buildRoot(entries, version));
        expect(trie.get("00")?.bytes).toEqual(value);
        const reopened = storeOf(trie).open(trie.root(), version);
        expect(reopened.get("00")?.bytes).toEqual(value);
        expect(reopened.root()).toEqual(trie.root());
      }
    },
  );

  it("written under state version 0 are readable under version 1 and stay where they are until they change", () => {
    const long = new Uint8Array(100).fill(7);
    const entries = [
      ["0a", long],
      ["0b", long],
      ["0c", Uint8Array.of(1)],
    ] as const;
    const old = trieOf(entries, 0);
    const reopened = storeOf(old).open(old.root(), 1);
    expect(reopened.get("0a")?.bytes).toEqual(long);
    reopened.set("0a", cell(long.slice()));
    expect(reopened.root()).toEqual(old.root());
    reopened.set("0a", cell(long.slice(1)));
    reopened.set("0b", cell(long.slice(1)));
    reopened.set("0c", cell(Uint8Array.of(2)));
    expect(reopened.root()).toEqual(
      buildRoot(
        [
          ["0a", long.slice(1)],
          ["0b", long.slice(1)],
          ["0c", Uint8Array.of(2)],
        ],
        1,
      ),
    );
  });

  it("keep the very cell that was set, and the old one when the bytes are equal", () => {
    const trie = Trie.empty();
    const first = { bytes: new Uint8Array(40).fill(1), decoded: "one" };
    trie.set("ab", first);
    trie.set("ab", { bytes: new Uint8Array(40).fill(1), decoded: "two" });
    trie.root();
    expect(trie.get("ab")).toBe(first);
    trie.commit();
    trie.set("ab", { bytes: new Uint8Array(40).fill(1) });
    expect(trie.commit().pages).toEqual([]);
  });
});

describe("plain values", () => {
  it("are what their codec makes of them, whatever stood there under another", () => {
    const trie = Trie.empty();
    trie.write("ab", u16, 1);
    expect(trie.read("ab", u16)).toBe(1);
    trie.write("ab", u32, 1);
    expect(trie.get("ab")?.bytes).toEqual(Uint8Array.of(1, 0, 0, 0));
    expect(trie.root()).toEqual(buildRoot([["ab", Uint8Array.of(1, 0, 0, 0)]], 1));
    // The length of three and as many zeros, and the number twelve.
    trie.write("ab", u32, 12);
    trie.write("ab", str, "\0\0\0");
    expect(trie.read("ab", str)).toMatchObject({ bytes: Uint8Array.of(12, 0, 0, 0) });
    trie.set("ab", cell(Uint8Array.of(12, 0, 0, 0)));
    expect(trie.read("ab", u32)).toBe(12);
  });
  it("leave their node when they are long, as others do", () => {
    const trie = Trie.empty();
    trie.write("ab", str, "a".repeat(31));
    trie.write("cd", str, "a".repeat(32));
    trie.root();
    expect(trie.read("ab", str)).toBe("a".repeat(31));
    expect(trie.read("cd", str)).toMatchObject({ decoded: "a".repeat(32) });
    const store = storeOf(trie);
    expect([...store.open(trie.root()).entries()].map(([, { bytes }]) => bytes)).toEqual(
      [31, 32].map((length) => str.encode("a".repeat(length))),
    );
  });
});

describe("keys", () => {
  it("may be as long as the header's length bytes allow, and longer than the kernel's room", () => {
    for (const nibbles of [2, 14, 16, 30, 32, 62, 64, 316, 318, 320, 570, 572, 2000, 300_000]) {
      const key = "0123456789abcdef".repeat(Math.ceil(nibbles / 16)).slice(0, nibbles);
      const entries = [
        [key, new Uint8Array(40)],
        [`${key}00`, Uint8Array.of(1)],
        [`${key}11`, Uint8Array.of(2)],
      ] as const;
      for (const some of [entries.slice(0, 1), entries.slice(1), entries]) {
        const trie = trieOf(some);
        expect(trie.root()).toEqual(buildRoot(some, 1));
        const inOnePass = sortedRoot(
          some.map(([name]) => name),
          0,
          (i) => some[i]![1],
          1,
        );
        expect(inOnePass).toEqual(nibbles < 60_000 ? trie.root() : undefined);
        const reopened = storeOf(trie).open(trie.root());
        for (const [name, value] of some) expect(reopened.get(name)?.bytes).toEqual(value);
      }
    }
  });

  it("may begin one another thousands deep", () => {
    const trie = Trie.empty();
    const keys = Array.from({ length: 6000 }, (_, i) => "5a".repeat(i + 1));
    for (const [i, key] of keys.entries()) trie.set(key, cell(Uint8Array.of(i, i >> 8)));
    expect(sortedRoot(keys, 0, (i) => Uint8Array.of(i, i >> 8), 1)).toBeUndefined();
    const root = trie.root();
    const reopened = storeOf(trie).open(root);
    expect(reopened.count()).toBe(6000);
    expect(reopened.get(keys[5999]!)?.bytes).toEqual(Uint8Array.of(5999 & 255, 5999 >> 8));
    expect(verifyProof(root, reopened.proof([keys[5000]!]), keys[5000]!)).toEqual(Uint8Array.of(5000 & 255, 5000 >> 8));
    for (const key of keys.slice(800)) trie.delete(key);
    const rest = keys.slice(0, 800).map((key, i) => [key, Uint8Array.of(i, i >> 8)] as const);
    expect(trie.root()).toEqual(buildRoot(rest, 1));
  });

  it.each(["0G", "AB", "0x00", "zz", "0 "])("that are not lower-case hex are refused: %j", (key) => {
    const trie = trieOf([["00", Uint8Array.of(1)]]);
    expect(() => trie.set(key, cell(Uint8Array.of(1)))).toThrow(TrieDefect);
    expect(() => Trie.empty().set(key, cell(Uint8Array.of(1)))).toThrow(TrieDefect);
    expect(trie.get(key)).toBeUndefined();
    expect(trie.delete(key)).toBe(false);
  });
});

describe("iteration", () => {
  const keys = ["", "00", "0001", "000100", "01", "10", "1010", "1011", "ff"];
  const trie = trieOf(keys.map((key) => [key, text(`value of ${key}`)] as const));

  it("is in raw-key order, under a prefix and after a key", () => {
    expect([...trie.keys()]).toEqual(keys);
    expect([...trie.keys("00")]).toEqual(["00", "0001", "000100"]);
    expect([...trie.keys("0")]).toEqual(["00", "0001", "000100", "01"]);
    expect([...trie.keys("000")]).toEqual(["0001", "000100"]);
    expect([...trie.keys("02")]).toEqual([]);
    expect([...trie.keys("fff")]).toEqual([]);
    expect([...trie.keys("", "0001")]).toEqual(["000100", "01", "10", "1010", "1011", "ff"]);
    expect([...trie.keys("10", "1010")]).toEqual(["1011"]);
    expect([...trie.keys("10", "00")]).toEqual(["10", "1010", "1011"]);
    expect([...trie.keys("10", "ff")]).toEqual([]);
    expect(trie.count()).toBe(9);
    expect(trie.count("10")).toBe(3);
  });

  it("finds the next key from any place", () => {
    expect(trie.nextKey("")).toBe("00");
    expect(trie.nextKey("0000")).toBe("0001");
    expect(trie.nextKey("000100")).toBe("01");
    expect(trie.nextKey("05")).toBe("10");
    expect(trie.nextKey("ff")).toBeUndefined();
    expect(Trie.empty().nextKey("")).toBeUndefined();
  });

  it("goes over the version at its start while the trie changes", () => {
    const changing = trie.fork();
    const seen: string[] = [];
    for (const key of changing.keys()) {
      seen.push(key);
      changing.delete(key);
      changing.set(`${key}55`, cell(Uint8Array.of(1)));
    }
    expect(seen).toEqual(keys);
    expect([...changing.keys()]).toEqual(keys.map((key) => `${key}55`).sort());
    const pairs = changing.entries("10");
    changing.clearPrefix("10");
    expect([...pairs].map(([key]) => key)).toEqual(["101055", "101155", "1055"].sort());
    expect([...trie.keys()]).toEqual(keys);
  });

  it("clears a prefix wholly or up to a limit", () => {
    const cleared = trie.fork();
    expect(cleared.clearPrefix("00", 2)).toBe(2);
    expect([...cleared.keys("0")]).toEqual(["000100", "01"]);
    expect(cleared.clearPrefix("0", 2)).toBe(2);
    expect(cleared.clearPrefix("0")).toBe(0);
    expect(cleared.clearPrefix("1", 0)).toBe(0);
    expect(cleared.clearPrefix("1")).toBe(3);
    expect([...cleared.keys()]).toEqual(["", "ff"]);
    expect(cleared.clearPrefix("")).toBe(2);
    expect(cleared.root()).toEqual(emptyRoot);
  });
});

describe("a store", () => {
  const entries = Array.from(
    { length: 300 },
    (_, i) => [bytesToHex(blake2b256(Uint8Array.of(i, i >> 8))), new Uint8Array(i % 80).fill(i)] as const,
  );

  it("is told of every node once, and reads only what it is asked for", () => {
    const trie = trieOf(entries);
    const store = storeOf(trie);
    const known = store.written.size;
    expect(trie.commit().pages).toEqual([]);
    const reopened = store.open(trie.root());
    expect(store.reads).toBe(0);
    reopened.get(entries[0]![0]);
    expect(store.reads).toBeLessThan(5);
    reopened.set(entries[7]![0], cell(text("changed")));
    const { pages } = reopened.commit();
    expect(pages.length).toBe(1);
    expect(pages[0]![0]).toBe(1000);
    // A leaf and what is above it, each with places for what is not written anew.
    expect(pages[0]![1][0]).toBeLessThan(5);
    expect(store.written.size).toBe(known);
  });

  it("is told of nodes that were hashed before it was asked", () => {
    const trie = trieOf(entries);
    const root = trie.root();
    const fork = trie.fork();
    fork.set(entries[7]![0], cell(text("changed")));
    const changed = fork.root();
    const store = storeOf(fork);
    expect([...store.open(changed).entries()].map(([key, { bytes }]) => [key, bytes])).toEqual(
      [...fork.entries()].map(([key, { bytes }]) => [key, bytes]),
    );
    // The fork's pages hold what both share; the first writer adds what is its own alone.
    store.take(trie);
    expect(store.open(root).get(entries[7]![0])?.bytes).toEqual(entries[7]![1]);
    expect(store.open(root).count()).toBe(300);
  });

  it("may be another one, once it has the pages", () => {
    const trie = trieOf(entries);
    const store = storeOf(trie);
    const moved = trie.over(store);
    moved.set(entries[7]![0], cell(text("changed")));
    expect(moved.commit().pages.map(([number]) => number)).toEqual([1000]);
    expect(moved.get(entries[8]![0])?.bytes).toEqual(entries[8]![1]);
  });

  it("that lost or damaged a node is named with the node", () => {
    const trie = trieOf(entries);
    const root = trie.root();
    const name = `trie node ${bytesToHex0x(root)}`;
    expect(() => Trie.open(root, 7, { next: () => 0, read: () => undefined }).get("00")).toThrow(`${name} is missing`);
    expect(() => Trie.open(root, ELSEWHERE, onePage(0, 1, 2, 3)).get("00")).toThrow(`${name} is missing`);
    expect(() => Trie.open(root, 0, onePage(0, 1, 2, 3)).get("00")).toThrow(`${name} is damaged`);
    for (const page of ["", "00", "01", "0101000000", "0102000000ff", "01010000", "0105000000000102", "0101000000ff"])
      expect(() => Trie.open(root, 0, { next: () => 0, read: () => hexToBytes(page) }).get("00")).toThrow(
        `${name} is damaged`,
      );
    const { place, pages } = trie.commit();
    const [number, page] = pages.at(-1)!;
    expect(number).toBe(Math.floor(place / 32));
    // Wherever a byte of the root's page differs, the root reads as it is or not at all.
    for (let at = 0; at < page.length; at++) {
      const changed = page.slice();
      changed[at]! ^= 1 << (at % 8);
      const broken = Trie.open(root, place, { next: () => 0, read: () => changed });
      let found: Uint8Array | undefined;
      try {
        found = broken.merkleValue("");
        broken.get("00");
      } catch (error) {
        if (!(error instanceof TrieDefect)) throw error;
      }
      expect(found ?? root).toEqual(root);
    }
  });

  const malformed: [string, string][] = [
    ["", "cut short"],
    ["0000", "empty node"],
    ["01", "unknown kind"],
    ["42aa04", "cut short"],
    ["42aa04bb00", "left over"],
    ["41ba04bb", "padding"],
    ["42aa0100bb", "shortest"],
    ["42aa02000000", "shortest"],
    ["42aa03000000", "shortest"],
    ["800000", "without children"],
    ["8001001443031404ff", "one child and no value"],
    ["80030084", "inline child of 33"],
    ["7fff", "cut short"],
  ];
  it.each(malformed)("with the malformed node %s is refused: %s", (hex, why) => {
    const encoding = hexToBytes(hex);
    expect(() => Trie.open(blake2b256(encoding), 0, onePage(0, ...encoding)).get("00")).toThrow(why);
  });

  it("with places for more or fewer than a node names is refused", () => {
    const leaf = hexToBytes("42aa04bb");
    const place = [2, 0, 0, 0, 0, 0];
    expect(() => Trie.open(blake2b256(leaf), 0, onePage(1, ...place, ...leaf)).get("00")).toThrow("left over beside");
    const branch = hexToBytes(`80030080${"11".repeat(32)}80${"22".repeat(32)}`);
    expect(() => Trie.open(blake2b256(branch), 0, onePage(1, ...place, ...branch)).get("00")).toThrow(
      "a place is missing",
    );
  });
});

describe("proofs", () => {
  const long = new Uint8Array(50).fill(9);
  const trie = trieOf([
    ["aa00", Uint8Array.of(1)],
    ["aa01", long],
    ["aa0155", long.slice(1)],
    ["bb", Uint8Array.of(2)],
    ["bbcc", new Uint8Array(32).fill(3)],
  ]);

  it("show what is there and what is not", () => {
    for (const key of ["aa00", "aa01", "aa0155", "bb", "bbcc", "aa", "aa02", "cc", "bbcd", "bbcc00", ""]) {
      const proof = trie.proof([key]);
      expect(verifyProof(trie.root(), proof, key)).toEqual(trie.get(key)?.bytes);
    }
    expect(verifyProof(emptyRoot, Trie.empty().proof(["00"]), "00")).toBeUndefined();
  });

  it("hold no part twice, and none can be left out", () => {
    const keys = ["aa01", "bbcc", "cc"];
    const proof = trie.proof(keys);
    expect(new Set(proof.map(bytesToHex)).size).toBe(proof.length);
    for (const [i] of proof.entries()) {
      const cut = proof.filter((_, k) => k !== i);
      expect(() => keys.map((key) => verifyProof(trie.root(), cut, key))).toThrow(TrieDefect);
    }
  });
});

describe("merkle values", () => {
  it("are hashes or short encodings of the topmost node under a prefix", () => {
    const trie = trieOf([
      ["4819", Uint8Array.of(0xfe)],
      ["1314", Uint8Array.of(0xff)],
    ]);
    expect(trie.merkleValue("")).toEqual(trie.root());
    expect(trie.merkleValue("1")).toEqual(hexToBytes("43031404ff"));
    expect(trie.merkleValue("1314")).toEqual(hexToBytes("43031404ff"));
    expect(trie.merkleValue("48")).toEqual(hexToBytes("43081904fe"));
    expect(trie.merkleValue("2")).toBeUndefined();
    expect(trie.merkleValue("131400")).toBeUndefined();
    expect(Trie.empty().merkleValue("")).toBeUndefined();
  });
});
