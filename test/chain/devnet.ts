// A devnet for tests: in this process, or as a child process of the bundled command line, on free ports.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildGenesis, type ChainSpec, dev, local } from "../../genesis/presets.ts";
import type { Sealing } from "../../node/author/author.ts";
import type { Rhythm } from "../../node/author/clock.ts";
import { Store } from "../../node/db/store.ts";
import { Node } from "../../node/node.ts";
import type { Limits as PoolLimits } from "../../node/pool/queues.ts";
import type { Limits } from "../../node/rpc/limits.ts";
import { FAST, STANDARD, subtensor } from "../../runtime/index.ts";

// Every node that a test starts ends with the process at the latest.
process.setMaxListeners(0);
export const root = fileURLToPath(new URL("../..", import.meta.url));

export interface DevnetOptions {
  readonly chain?: "local" | "dev";
  readonly fast?: boolean;
  readonly sealing?: Sealing;
  /** Mocked slots when not given. */
  readonly rhythm?: Rhythm;
  readonly finalityLag?: number;
  /** Kept when given; otherwise a temporary one. */
  readonly folder?: string;
  readonly poolLimits?: PoolLimits;
  readonly rpcLimits?: Partial<Limits>;
  readonly allowUnsafe?: boolean;
}
export interface Devnet {
  readonly node: Node;
  readonly port: number;
  readonly url: string;
  readonly http: string;
  /** Errors that nobody expected, so far. */
  readonly defects: readonly string[];
  stop(): Promise<void>;
}

export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "taolab-test-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A node in this process. */
export async function startDevnet(options: DevnetOptions = {}): Promise<Devnet> {
  const folder = options.folder === undefined ? temporaryFolder() : { path: options.folder, remove: () => {} };
  const chain = subtensor(options.fast === true ? FAST : STANDARD);
  const spec: ChainSpec = options.chain === "dev" ? dev() : local();
  const defects: string[] = [];
  const node = await Node.open({
    chain,
    spec,
    genesis: {
      ...buildGenesis(chain, spec.genesis),
      extrinsics: [],
      chain: `${spec.id}${options.fast === true ? "+fast" : ""}`,
    },
    store: await Store.open(folder.path),
    sealing: options.sealing ?? "instant",
    rhythm: options.rhythm ?? "slots",
    slotDuration: options.fast === true ? 250n : 12_000n,
    finalityLag: options.finalityLag ?? 0,
    ...(options.poolLimits === undefined ? {} : { poolLimits: options.poolLimits }),
    ...(options.rpcLimits === undefined ? {} : { rpcLimits: options.rpcLimits }),
    version: "test",
    onDefect: (where, error) =>
      defects.push(`${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  });
  const [port] = await node.listen({
    ports: [0],
    external: false,
    cors: "all",
    allowUnsafe: options.allowUnsafe ?? true,
  });
  node.author.start();
  return {
    node,
    port: port!,
    url: `ws://127.0.0.1:${port}`,
    http: `http://127.0.0.1:${port}`,
    defects,
    async stop() {
      await node.stop();
      folder.remove();
    },
  };
}

const CACHE = join(root, "node_modules", ".cache");
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
/** The bundled command line, built once per test process. What processes that are gone left behind is removed. */
export function bundle(): string {
  const outdir = join(CACHE, `taolab-test-${process.pid}`);
  const entry = join(outdir, "taolab.js");
  if (existsSync(entry)) return entry;
  for (const old of existsSync(CACHE) ? readdirSync(CACHE) : []) {
    const pid = /^taolab-test-(\d+)$/.exec(old)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(CACHE, old), { recursive: true, force: true });
  }
  execFileSync(process.execPath, [join(root, "scripts", "build.mjs"), outdir]);
  process.once("exit", () => rmSync(outdir, { recursive: true, force: true }));
  return entry;
}

export interface Started {
  readonly process: ChildProcess;
  readonly port: number;
  readonly url: string;
  readonly http: string;
  /** What it wrote so far. */
  output(): string;
  /** Sends a signal and waits for the end; gives the exit code, or the signal. */
  end(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}
/** A node as a child process. */
export function spawnDevnet(args: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, [bundle(), "devnet", "--rpc-port", "0", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  process.once("exit", () => child.kill("SIGKILL"));
  let text = "";
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.once("exit", (code, signal) => resolve(code ?? signal)),
  );
  return new Promise((resolve, reject) => {
    const listen = (part: Buffer) => {
      text += part.toString();
      const port = /ws:\/\/127\.0\.0\.1:(\d+)/.exec(text)?.[1];
      if (port === undefined) return;
      resolve({
        process: child,
        port: Number(port),
        url: `ws://127.0.0.1:${port}`,
        http: `http://127.0.0.1:${port}`,
        output: () => text,
        end(signal = "SIGTERM") {
          child.kill(signal);
          return ended;
        },
      });
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    void ended.then((code) => reject(new Error(`the node ended with ${code}: ${text}`)));
  });
}
/** Runs a command to its end. */
export function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [bundle(), ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  const parts = { stdout: "", stderr: "" };
  child.stdout.on("data", (part) => (parts.stdout += part));
  child.stderr.on("data", (part) => (parts.stderr += part));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, ...parts })));
}

let nextId = 1;
/** One request over HTTP; gives the whole answer. */
export async function post(
  http: string,
  method: string,
  params: unknown = [],
): Promise<{ result?: unknown; error?: { code: number; message: string; data?: unknown } }> {
  const response = await fetch(http, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: nextId++, method, params }),
  });
  return (await response.json()) as { result?: unknown };
}
/** The result of a request over HTTP; throws its error. */
export async function ask<T = unknown>(http: string, method: string, params: unknown = []): Promise<T> {
  const { result, error } = await post(http, method, params);
  if (error !== undefined) throw Object.assign(new Error(error.message), error);
  return result as T;
}
