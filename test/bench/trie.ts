// Speed of the hashes and of the state trie on a state shaped like a full chain: maps keyed by subnet, by account, and by both.
// Prints JSON: median, and the tenth and ninetieth percentile. Run: tsx test/bench/trie.ts [keys]
import { bytesToHex, utf8ToBytes } from "../../runtime/primitives/bytes.ts";
import { blake2b128, blake2b256, twox128 } from "../../runtime/primitives/hash/index.ts";
import { Trie } from "../../runtime/primitives/trie/index.ts";

const size = Number(process.argv[2] ?? 330_000);
const SUBNETS = 128;
const MAPS = 150;

interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly median: number;
  readonly p10: number;
  readonly p90: number;
}
const figures: Figure[] = [];

function figure(name: string, unit: string, samples: number[]): void {
  const sorted = samples.sort((a, b) => a - b);
  const at = (share: number) => Number(sorted[Math.floor((sorted.length - 1) * share)]!.toFixed(3));
  figures.push({ name, unit, median: at(0.5), p10: at(0.1), p90: at(0.9) });
}

function milliseconds(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** Microseconds for one of `times` calls, over rounds. */
function each(name: string, times: number, work: (i: number) => void, rounds = 15): void {
  const run = () => {
    for (let i = 0; i < times; i++) work(i);
  };
  run();
  figure(
    name,
    "µs",
    Array.from({ length: rounds }, () => (milliseconds(run) * 1000) / times),
  );
}

const pattern = (length: number) => Uint8Array.from({ length }, (_, i) => i * 7);
const [b20, b64, b544, b4096] = [20, 64, 544, 4096].map(pattern);
each("blake2b-256 of 64 B", 20_000, () => blake2b256(b64!));
each("blake2b-256 of 544 B", 5_000, () => blake2b256(b544!));
each("blake2b-256 of 4 KB", 1_000, () => blake2b256(b4096!));
each("twox_128 of 20 B", 100_000, () => twox128(b20!));

// The state
const prefix = (pallet: string, item: string) =>
  bytesToHex(twox128(utf8ToBytes(pallet))) + bytesToHex(twox128(utf8ToBytes(item)));
const u16 = (value: number) => bytesToHex(Uint8Array.of(value, value >> 8));
const accounts = Array.from({ length: 30_000 }, (_, i) => {
  const account = blake2b256(utf8ToBytes(`account ${i}`));
  return bytesToHex(blake2b128(account)) + bytesToHex(account);
});
const bySubnet: string[] = [];
for (let map = 0; map < MAPS; map++) {
  for (let netuid = 0; netuid < SUBNETS; netuid++) bySubnet.push(prefix("SubtensorModule", `Map${map}`) + u16(netuid));
}
const byAccount = accounts.map((account) => prefix("System", "Account") + account);
const byBoth: string[] = [];
for (let map = 0; bySubnet.length + byAccount.length + byBoth.length < size; map++) {
  for (let i = 0; i < 30_000 && bySubnet.length + byAccount.length + byBoth.length < size; i++) {
    byBoth.push(prefix("SubtensorModule", `DoubleMap${map}`) + u16(i % SUBNETS) + accounts[i]!);
  }
}
const all = [...bySubnet, ...byAccount, ...byBoth];
const eight = (value: number) => ({
  bytes: Uint8Array.of(value, value >> 8, value >> 16, value >> 24, 0, 0, 0, 0),
  decoded: undefined,
});

const trie = Trie.empty();
const heapBefore = process.memoryUsage().heapUsed;
figure("inserting one of all keys", "µs", [
  (milliseconds(() => {
    for (const [i, key] of all.entries())
      trie.set(key, i % 11 === 0 ? { bytes: pattern(80), decoded: undefined } : eight(i));
  }) *
    1000) /
    all.length,
]);
figure("first root", "ms", [milliseconds(() => trie.root())]);
figure("heap, not collected", "MB", [(process.memoryUsage().heapUsed - heapBefore) / 1e6]);
figure("first commit", "ms", [milliseconds(() => trie.commit())]);

let state = 1;
const random = (bound: number) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * bound);
};
const someOf = (count: number, keys: readonly string[]) =>
  Array.from({ length: count }, () => keys[random(keys.length)]!);
const hot = someOf(500, all);
const cold = someOf(20_000, all);
each("get, 500 hot keys", 20_000, (i) => trie.get(hot[i % 500]!));
each("get, random keys", 20_000, (i) => trie.get(cold[i]!));
let value = 1 << 20;
each("set, random keys", 5_000, (i) => trie.set(cold[i]!, eight(value++)));

const blocks = Array.from({ length: 60 }, (_, block) => {
  const from = (block % (MAPS - 20)) * SUBNETS;
  const keys = [...bySubnet.slice(from, from + 20 * SUBNETS), ...someOf(440, byBoth)];
  trie.mark();
  const writing = milliseconds(() => {
    for (const key of keys) trie.set(key, eight(value++));
  });
  const hashing = milliseconds(() => trie.root());
  let pages = 0;
  const committing = milliseconds(() => {
    pages = trie.commit().pages.length;
  });
  return { writing, hashing, committing, pages };
}).slice(10);
figure(
  "block of 3,000 changes: set",
  "ms",
  blocks.map((block) => block.writing),
);
figure(
  "block of 3,000 changes: root",
  "ms",
  blocks.map((block) => block.hashing),
);
figure(
  "block of 3,000 changes: commit",
  "ms",
  blocks.map((block) => block.committing),
);
figure(
  "block of 3,000 changes: pages",
  "",
  blocks.map((block) => block.pages),
);

console.log(JSON.stringify({ bench: "trie", keys: all.length, figures }, null, 2));
