// The command line as people and scripts use it, through the bundle: what it prints, what it refuses, how it stops.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FORMAT, Store } from "../../node/db/store.ts";
import { ask, bundle, run, spawnDevnet, temporaryFolder } from "../chain/devnet.ts";
import { Wire } from "../rpc/wire.ts";

/** A busy machine may take a while. */
const SOON = { timeout: 30_000 };
let folder: ReturnType<typeof temporaryFolder>;
beforeAll(() => {
  folder = temporaryFolder();
  bundle();
});
afterAll(() => folder.remove());
const database = (base: string) => join(base, "chains", "bittensor", "db");

describe("help", () => {
  it("says what there is, and what start scripts look for", async () => {
    const { code, stdout } = await run(["--help"]);
    expect(code).toBe(0);
    for (const command of [
      "devnet",
      "build-spec",
      "purge-chain",
      "metadata",
      "genesis",
      "export-blocks",
      "import-blocks",
      "revert",
    ])
      expect(stdout).toContain(command);
    expect(stdout).toContain("--insecure-validator-i-know-what-i-do");
    expect(stdout).not.toContain("--ws-port <PORT>");
    expect((await run(["devnet", "--help"])).stdout).toContain("--finality-lag");
    expect((await run(["--version"])).stdout.trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe("devnet", () => {
  it("starts from the reference's flags alone, in both spellings, and warns of what nobody knows", async () => {
    const flags = [
      "--one",
      "--dev",
      "--force-authoring",
      "--rpc-cors=all",
      "--no-prometheus",
      "--no-telemetry",
      "--reserved-only",
      "--tmp",
      "--sealing=manual",
      "--rpc-port=0",
    ];
    const localnet = [
      "--port",
      "30334",
      "--validator",
      "--allow-private-ipv4",
      "--discover-local",
      "--unsafe-force-node-key-generation",
      "--name",
      "Three",
      "-lmev-shield=debug",
      "--no-such-flag",
      "5",
    ];
    const child = spawn(process.execPath, [bundle(), ...flags, ...localnet], { stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    const port = await new Promise<string>((resolve) => {
      child.stdout.on("data", (part) => {
        text += part;
        const found = /ws:\/\/127\.0\.0\.1:(\d+)/.exec(text)?.[1];
        if (found !== undefined) resolve(found);
      });
    });
    expect(text).toContain("The flag --no-such-flag is not known and has no effect.");
    expect(text).not.toContain("--discover-local");
    expect(await ask(`http://127.0.0.1:${port}`, "system_chain")).toBe("Bittensor");
    await ask(`http://127.0.0.1:${port}`, "engine_createBlock", [true, true]);
    await expect.poll(() => text, SOON).toMatch(/Imported #1 /);
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGINT");
    expect(await ended).toBe(0);
  });
  it("says where it listens and lies, and who has money; stops cleanly; goes on where it was", async () => {
    const base = join(folder.path, "stays");
    const first = await spawnDevnet(["--base-path", base, "--sealing", "100", "--fast-blocks"]);
    await expect.poll(() => first.output(), SOON).toMatch(/Imported #3 /);
    for (const part of [
      "every 100 ms",
      database(base),
      "//Alice    5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
      "Stop with Ctrl-C",
    ])
      expect(first.output()).toContain(part);
    const wire = await Wire.open(first.url);
    const closed = new Promise<number>((resolve) => wire.socket.once("close", resolve));
    expect(await first.end("SIGTERM")).toBe(0);
    expect(await closed).toBe(1001);
    const height = Number(/Stopping \(SIGTERM\) at block #(\d+)/.exec(first.output())![1]);
    const second = await spawnDevnet(["--base-path", base, "--sealing", "manual", "--fast-blocks"]);
    expect(
      Number(await ask<{ number: string }>(second.http, "chain_getHeader").then(({ number }) => number)),
    ).toBeGreaterThanOrEqual(height);
    await second.end();
  });
  it("logs as JSON", async () => {
    const node = await spawnDevnet(["--tmp", "--sealing", "50", "--json"]);
    await expect.poll(() => node.output(), SOON).toMatch(/"number":2/);
    await node.end();
    for (const line of node.output().trim().split("\n"))
      expect(JSON.parse(line)).toMatchObject({
        level: expect.any(String),
        time: expect.any(Number),
        msg: expect.any(String),
      });
  });
  it("listens on several ports", async () => {
    const child = spawn(process.execPath, [bundle(), "devnet", "--tmp", "--sealing", "manual", "--rpc-port", "0,0"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    let text = "";
    child.stdout.on("data", (part) => (text += part));
    await expect.poll(() => [...text.matchAll(/ws:\/\/127\.0\.0\.1:(\d+)/g)].length, SOON).toBe(2);
    for (const [, port] of text.matchAll(/ws:\/\/127\.0\.0\.1:(\d+)/g))
      expect(await ask(`http://127.0.0.1:${port}`, "system_chain")).toBe("Bittensor");
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  });
  it("never waits for a reader that does not read", async () => {
    // Nobody reads the pipe: it fills up after some hundred lines, and the chain goes on.
    const server = createServer();
    const free = await new Promise<number>((resolve) =>
      server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port)),
    );
    await new Promise((resolve) => server.close(resolve));
    const child = spawn(
      process.execPath,
      [bundle(), "devnet", "--tmp", "--sealing", "manual", "--rpc-port", String(free)],
      { stdio: ["ignore", "pipe", "ignore"] },
    );
    child.stdout.pause();
    await expect
      .poll(() => ask(`http://127.0.0.1:${free}`, "system_chain").catch(() => undefined), { timeout: 20_000 })
      .toBe("Bittensor");
    await ask(`http://127.0.0.1:${free}`, "dev_newBlock", [{ count: 1_500 }]);
    expect(await ask(`http://127.0.0.1:${free}`, "chain_getBlockHash", [1_500])).toMatch(/^0x/);
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  });
});

describe("what can't be done is told in one line", () => {
  const told = async (args: readonly string[], message: RegExp) => {
    const { code, stderr, stdout } = await run(args);
    expect({ code, lines: stderr.trim().split("\n").length }).toEqual({ code: 1, lines: 1 });
    expect(stderr).toMatch(message);
    expect(stdout).toBe("");
  };
  it("a taken port", async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) =>
      server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port)),
    );
    await told(
      ["devnet", "--tmp", "--rpc-port", String(port)],
      new RegExp(`^Error: Port ${port} on 127\\.0\\.0\\.1 is in use by another process`),
    );
    await new Promise((resolve) => server.close(resolve));
  });
  it("a database that another process has open", async () => {
    const base = join(folder.path, "locked");
    const node = await spawnDevnet(["--base-path", base, "--sealing", "manual"]);
    await told(
      ["devnet", "--base-path", base, "--rpc-port", "0"],
      /^Error: The database in .* is in use by another process\.$/m,
    );
    await told(["purge-chain", "-y", "--base-path", base], /in use by another process/);
    await node.end();
  });
  it("a damaged database", async () => {
    const base = join(folder.path, "damaged");
    await (await spawnDevnet(["--base-path", base, "--sealing", "manual"])).end();
    for (const file of readdirSync(database(base)))
      if (/^(MANIFEST|CURRENT)/.test(file)) truncateSync(join(database(base), file), 3);
    await told(["devnet", "--base-path", base, "--rpc-port", "0"], /^Error: The database in .* is damaged/);
  });
  it("a folder that is a file, and one that can't be written to", async () => {
    const file = join(folder.path, "file");
    writeFileSync(file, "");
    await told(
      ["devnet", "--base-path", file, "--rpc-port", "0"],
      /^Error: The folder .* can't be written to \(\w+\)\.$/m,
    );
    if (process.getuid?.() !== 0) {
      const shut = join(folder.path, "shut");
      mkdirSync(shut);
      chmodSync(shut, 0o500);
      await told(["devnet", "--base-path", shut, "--rpc-port", "0"], /can't be written to \(EACCES\)/);
    }
  });
  it("a database of another chain, or of another version of the program", async () => {
    const base = join(folder.path, "foreign");
    await (await spawnDevnet(["--base-path", base, "--sealing", "manual"])).end();
    await told(["devnet", "--base-path", base, "--chain", "dev", "--rpc-port", "0"], /belongs to another chain/);
    await told(["devnet", "--base-path", base, "--fast-blocks", "--rpc-port", "0"], /belongs to another chain/);
    const store = await Store.open(database(base));
    const meta = store.meta()!;
    await store.close();
    for (const [format, refusal] of [
      [FORMAT + 1, /written by a newer version/],
      [FORMAT - 1, /written by an older version .* Use another folder or purge-chain\./],
    ] as const) {
      const changed = await Store.open(database(base));
      const batch = changed.batch();
      batch.meta({ ...meta, format });
      await batch.write();
      await changed.close();
      await told(["devnet", "--base-path", base, "--rpc-port", "0"], refusal);
    }
  });
  it("flags and chains that make no sense", async () => {
    await told(
      ["devnet", "--sealing", "often"],
      /^Error: --sealing takes instant, manual or a number of milliseconds, not often\.$/m,
    );
    await told(["devnet", "--rpc-port", "99999"], /--rpc-port takes a whole number/);
    await told(["devnet", "--finality-lag", "-1"], /--finality-lag/);
    await told(["devnet", "--chain", "finney"], /public network/);
    await told(["devnet", "--chain", join(folder.path, "nothing.json")], /no file of that name/);
    const bad = join(folder.path, "bad.json");
    writeFileSync(bad, "{");
    await told(["devnet", "--chain", bad], /is not JSON/);
    await told(["revert", "--base-path", join(folder.path, "empty")], /There is no chain in/);
    expect((await run(["no-such-command"])).code).not.toBe(0);
  });
});

describe("specifications", () => {
  it("of the named chains start the same chain again, plain and raw", async () => {
    const genesis = JSON.parse((await run(["genesis", "--chain", "local", "--json"])).stdout) as {
      stateRoot: string;
      genesisHash: string;
    };
    for (const flags of [[], ["--raw"]]) {
      const { stdout } = await run(["build-spec", "--disable-default-bootnode", ...flags, "--chain", "local"]);
      expect(JSON.parse(stdout)).toMatchObject({
        name: "Bittensor",
        id: "bittensor",
        chainType: "Local",
        protocolId: "bittensor",
        properties: { tokenSymbol: "TAO", tokenDecimals: 9, ss58Format: 42 },
      });
      const file = join(folder.path, `spec${flags.length}.json`);
      writeFileSync(file, stdout);
      const node = await spawnDevnet(["--tmp", "--sealing", "manual", "--chain", file]);
      expect(await ask(node.http, "chain_getBlockHash", [0])).toBe(genesis.genesisHash);
      await node.end();
      if (flags.length > 0)
        expect(JSON.parse((await run(["genesis", "--chain", file, "--json"])).stdout)).toEqual(genesis);
    }
  });
  it("give one more account a million TAO where the environment names it", async () => {
    const env = { BT_DEFAULT_TOKEN_WALLET: "5DTestUPts3kjeXSTMyerHihn1uwMfLj8vU8sqF7qYrFabHE" };
    const { stdout } = await run(["build-spec"], env);
    expect(JSON.parse(stdout).genesis.runtimeGenesis.patch.balances.balances).toContainEqual([
      expect.stringMatching(/^0x/),
      10 ** 15,
    ]);
    expect((await run(["genesis"], { BT_DEFAULT_TOKEN_WALLET: "nonsense" })).stderr).toContain(
      "Invalid format for BT_DEFAULT_TOKEN_WALLET",
    );
  });
  it("have metadata of three versions", async () => {
    for (const version of [14, 15, 16]) {
      const out = join(folder.path, `metadata${version}`);
      expect(await run(["metadata", "--version", String(version), "--out", out])).toMatchObject({
        code: 0,
        stdout: "",
      });
      const bytes = readFileSync(out);
      expect([bytes.subarray(0, 4).toString(), bytes[4]]).toEqual(["meta", version]);
    }
    expect((await run(["metadata", "--version", "13"])).stderr).toMatch(
      /^Error: Metadata of version 13 is not offered/,
    );
  });
});

describe("blocks in files", () => {
  it("are executed again elsewhere to the same roots; a changed one is refused", async () => {
    const [here, there] = [join(folder.path, "here"), join(folder.path, "there")];
    const node = await spawnDevnet(["--base-path", here, "--sealing", "manual"]);
    await ask(node.http, "dev_setStorage", [[["0x9999", "0x01"]]]);
    await ask(node.http, "dev_newBlock", [{ count: 20 }]);
    await ask(node.http, "dev_timeTravel", [1_900_000_000_000]);
    const head = await ask(node.http, "dev_newBlock", [{ count: 5 }]);
    await node.end();
    const file = join(folder.path, "blocks");
    expect((await run(["export-blocks", file, "--base-path", here])).stdout).toMatch(/^25 blocks written/);
    const imported = await run(["import-blocks", file, "--base-path", there]);
    expect(imported).toMatchObject({ code: 0 });
    expect(imported.stdout).toContain(`25 blocks executed and stored; head is #25 ${head}.`);
    expect((await run(["import-blocks", file, "--base-path", there])).stdout).toContain(
      "0 blocks executed and stored, 25 were here already",
    );
    const again = join(folder.path, "again");
    await run(["export-blocks", again, "--base-path", there]);
    const hash = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");
    expect(hash(again)).toBe(hash(file));

    const bytes = readFileSync(file);
    bytes[bytes.length - 60]! ^= 1;
    const tampered = join(folder.path, "tampered");
    writeFileSync(tampered, bytes);
    const refused = await run(["import-blocks", tampered, "--base-path", join(folder.path, "elsewhere")]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^Error: /);
    writeFileSync(tampered, bytes.subarray(0, bytes.length - 7));
    expect((await run(["import-blocks", tampered, "--base-path", join(folder.path, "cut")])).stderr).toMatch(
      /^Error: The file of blocks/,
    );
    expect(
      (await run(["import-blocks", file, "--base-path", join(folder.path, "other"), "--chain", "dev"])).stderr,
    ).toMatch(/belong to another chain/);
  });
  it("sealed by their authors are checked", async () => {
    const base = join(folder.path, "sealed");
    const node = await spawnDevnet(["--base-path", base, "--fast-blocks"]);
    await expect.poll(() => node.output(), SOON).toMatch(/Imported #4 /);
    await node.end();
    const file = join(folder.path, "sealed-blocks");
    await run(["export-blocks", file, "--base-path", base, "--fast-blocks"]);
    expect(
      (await run(["import-blocks", file, "--base-path", join(folder.path, "unsealed"), "--fast-blocks"])).code,
    ).toBe(0);
  });
  it("go back by revert", async () => {
    const base = join(folder.path, "there");
    expect((await run(["revert", "5", "--base-path", base])).stdout).toMatch(/^Reverted 5 blocks; head is #20 /);
    expect((await run(["purge-chain", "-y", "--base-path", base])).stdout).toContain("removed");
    expect(existsSync(database(base))).toBe(false);
    expect((await run(["purge-chain", "-y", "--base-path", base])).stdout).toContain("did not exist");
  });
});
