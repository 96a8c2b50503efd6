// The recorded rows of the reference's arithmetic, replayed: every one equal to the last bit. And a replay sees a changed bit.

import { describe, expect, it } from "vitest";
import { load } from "./load.ts";
import { replay as balancer } from "./replay_balancer.ts";
import { replay as fixed } from "./replay_fixed.ts";
import { replay as sharepool } from "./replay_sharepool.ts";
import { replay as transcendental } from "./replay_transcendental.ts";
import type { Replayed } from "./tally.ts";

const files: readonly [name: string, replay: (data: unknown) => Replayed, rows: number][] = [
  ["fixed", fixed, 9_828],
  ["transcendental", transcendental, 15_158],
  ["sharepool", sharepool, 1_985],
  ["balancer", balancer, 730],
];

describe.each(files)("%s.json", (name, replay, rows) => {
  it(`replays ${rows} rows equal`, () => {
    const { tried, equal, differences } = replay(load(name));
    expect(differences).toEqual([]);
    expect([tried, equal]).toEqual([rows, rows]);
  });
});

it.each([
  ["fixed", fixed, (data: never) => ["types", "U64F64", "binary", 99, 9].reduce(at, data)],
  ["transcendental", transcendental, (data: never) => ["safe_pow", "rows", 99, 2].reduce(at, data)],
  ["sharepool", sharepool, (data: never) => ["mul_div", "rows", 99, 3, 0].reduce(at, data)],
  ["balancer", balancer, (data: never) => ["delta_in", "rows", 9, 6].reduce(at, data)],
] as const)("one changed value of %s.json is one difference", (name, replay, place) => {
  const data = load(name);
  const spot = place(data as never) as unknown as Spot;
  spot.holder[spot.key] = String(BigInt(spot.holder[spot.key] as string) + 1n);
  const { tried, equal, differences } = replay(data);
  expect([tried - equal, differences.length]).toEqual([1, 1]);
});

interface Spot {
  readonly holder: Record<string | number, unknown>;
  readonly key: string | number;
}
/** Walks into the data, keeping the holder of the last value. */
function at(from: unknown, key: string | number): never {
  const previous = from as { holder?: Record<string | number, unknown>; key?: string | number };
  const holder = previous.holder && previous.key !== undefined ? previous.holder[previous.key] : from;
  return { holder, key } as never;
}
