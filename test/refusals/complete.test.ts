// Every call of the economy and of what stands beside it has a table of what it refuses, or a reason why not.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runtime } from "../../runtime/index.ts";
import { ADMIN_CLOSED, ADMIN_ROWS } from "./admin_rows.ts";

/** Calls without a table, each with its reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {};
const PALLETS = ["SubtensorModule", "Swap", "AdminUtils", "Commitments", "Crowdloan", "Drand", "MevShield"];
const folder = import.meta.dirname;
/** Names between quotes in the tables of this folder; those of AdminUtils are keys of rows. */
const mentioned = new Set([
  ...Object.keys(ADMIN_ROWS),
  ...Object.keys(ADMIN_CLOSED),
  ...readdirSync(folder)
    .filter((name) => name.endsWith(".test.ts") && name !== "complete.test.ts")
    .flatMap((name) =>
      Array.from(readFileSync(join(folder, name), "utf8").matchAll(/"([a-z0-9_]+)"/g), ([, one]) => one!),
    ),
]);

test.each(PALLETS)("%s", (pallet) => {
  const calls = [...runtime.pallets.find(({ name }) => name === pallet)!.calls.values()];
  expect(calls.length).toBeGreaterThan(0);
  expect(calls.filter(({ run }) => run === undefined).map(({ name }) => name)).toEqual([]);
  expect(
    calls
      .map(({ name }) => name)
      .filter((name) => !mentioned.has(name) && EXCEPTIONS[`${pallet}.${name}`] === undefined),
  ).toEqual([]);
});
test("a table of AdminUtils is of a call, and no exception has a table", () => {
  const admin = runtime.pallets.find(({ name }) => name === "AdminUtils")!.calls;
  expect([...Object.keys(ADMIN_ROWS), ...Object.keys(ADMIN_CLOSED)].filter((name) => !admin.has(name))).toEqual([]);
  expect(Object.keys(EXCEPTIONS).filter((name) => mentioned.has(name.split(".")[1]!))).toEqual([]);
});
