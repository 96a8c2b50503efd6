// taolab explain epoch: of a chain's folder, of a running node, of a file; the same words each time.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ask, bundle, run, spawnDevnet, temporaryFolder } from "../chain/devnet.ts";

let folder: ReturnType<typeof temporaryFolder>;
beforeAll(() => {
  folder = temporaryFolder();
  bundle();
});
afterAll(() => folder.remove());

it("tells the same of a running node and of its folder, for any block of the past", { timeout: 120_000 }, async () => {
  const chain = ["--base-path", folder.path, "--fast-blocks"];
  const node = await spawnDevnet([...chain, "--sealing", "manual"]);
  await ask(node.http, "dev_newBlock", [{ count: 210 }]);
  const online = await run(["explain", "epoch", "--netuid", "1", "--url", node.http]);
  const locked = await run(["explain", "epoch", "--netuid", "1", ...chain]);
  expect(locked).toMatchObject({ code: 1, stdout: "" });
  expect(locked.stderr).toContain("Ask the running node: --url");
  expect((await run(["explain", "epoch", "--netuid", "77", "--url", node.http])).stderr).toMatch(
    /^Error: Subnet 77 had no epoch of mechanism 0 up to block #210\.$/m,
  );
  await node.end();

  const offline = await run(["explain", "epoch", "--netuid", "1", ...chain]);
  expect(offline).toEqual(online);
  expect(offline.stdout).toMatch(/^Epoch at block \d+ · 1 neurons · Yuma 2 /);
  const last = Number(/^Epoch at block (\d+)/.exec(offline.stdout)![1]);
  const before = await run(["explain", "epoch", "--netuid", "1", "--block", String(last - 1), "--json", ...chain]);
  const report = JSON.parse(before.stdout) as { block: string; neurons: number; steps: unknown[] };
  expect(Number(report.block)).toBeLessThan(last);
  expect(report.neurons).toBe(1);
  expect((await run(["explain", "epoch", "--netuid", "1", "--block", "5", ...chain])).stderr).toContain("had no epoch");
});

it("explains a file without a chain, and says which field does not fit", { timeout: 60_000 }, async () => {
  const file = join(folder.path, "epoch.json");
  const weights = [
    [
      0,
      [
        [1, 65535],
        [2, 100],
      ],
    ],
    [2, [[1, 30000]]],
  ];
  writeFileSync(
    file,
    JSON.stringify({ emission: "1000000000", neurons: [{ stake: "1000000" }, { stake: 0 }, { stake: 500 }], weights }),
  );
  const { code, stdout } = await run(["explain", "epoch", "--file", file, "--uids", "0,1"]);
  expect(code).toBe(0);
  expect(stdout).toContain("3 neurons · Yuma 3 · emission 1.000000000");
  writeFileSync(file, JSON.stringify({ emission: 1, neurons: [{ stake: -1 }] }));
  const refused = await run(["explain", "epoch", "--file", file]);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(/^Error: .*neurons.*0.*stake/);
  expect((await run(["explain", "weather"])).stderr).toContain("epoch is what can be explained");
  expect((await run(["explain", "epoch"])).stderr).toContain("Which subnet?");
});
