// taolab devnet: starts the chain and its doors, tells what a person wants to know, and runs until it is stopped.

import type { Sealing } from "../author/author.ts";
import { StoreFailure } from "../db/failure.ts";
import { Store } from "../db/store.ts";
import { Node } from "../node.ts";
import { DEFAULT_ORIGINS } from "../rpc/server.ts";
import { banner } from "./banner.ts";
import { choose } from "./chain_choice.ts";
import { CliFailure } from "./failure.ts";
import { dataFolder, defaultBase, temporaryBase } from "./folder.ts";
import { jsonLog, type Log, plainLog } from "./log.ts";
import { linesTo } from "./output.ts";
import { VERSION } from "./version.ts";

/** As commander hands them over. */
export interface DevnetFlags {
  readonly chain?: string;
  readonly dev?: boolean;
  readonly tmp?: boolean;
  readonly basePath?: string;
  readonly rpcPort?: string;
  readonly wsPort?: string;
  readonly sealing?: string;
  readonly fastBlocks?: boolean;
  readonly faucet?: boolean;
  readonly finalityLag?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly rpcExternal?: boolean;
  readonly unsafeRpcExternal?: boolean;
  readonly wsExternal?: boolean;
  readonly unsafeWsExternal?: boolean;
  readonly rpcMethods?: string;
  readonly rpcCors?: string;
  readonly rpcMaxRequestSize?: string;
  readonly rpcMaxResponseSize?: string;
  readonly rpcMaxConnections?: string;
  readonly wsMaxConnections?: string;
  readonly rpcMaxSubscriptionsPerConnection?: string;
  readonly rpcMaxBatchRequestLen?: string;
  readonly rpcRateLimit?: string;
  readonly poolLimit?: string;
  readonly poolKbytes?: string;
}

const MIB = 1024 * 1024;
function wholeNumber(
  text: string | undefined,
  flag: string,
  least = 0,
  most = Number.MAX_SAFE_INTEGER,
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most)
    throw new CliFailure(`${flag} takes a whole number from ${least} to ${most}, not ${text}.`);
  return value;
}
function portsOf(text: string): number[] {
  const ports = text.split(",").map((one) => wholeNumber(one.trim(), "--rpc-port", 0, 65_535)!);
  if (new Set(ports.filter((port) => port !== 0)).size !== ports.filter((port) => port !== 0).length)
    throw new CliFailure(`--rpc-port names a port twice: ${text}.`);
  return ports;
}
function sealingOf(text: string | undefined): Sealing | undefined {
  if (text === undefined) return undefined;
  const word = text.toLowerCase();
  if (word === "instant" || word === "manual") return word;
  const period = /^(?:interval=)?(\d+)(?:ms)?$/.exec(word)?.[1];
  if (period === undefined || Number(period) === 0 || Number(period) > 2 ** 31 - 1)
    throw new CliFailure(`--sealing takes instant, manual or a number of milliseconds, not ${text}.`);
  return Number(period);
}
function corsOf(text: string | undefined, isDev: boolean): "all" | readonly string[] {
  if (text === undefined) return isDev ? "all" : DEFAULT_ORIGINS;
  if (text === "all" || text === "null" || text === "*") return "all";
  return text.split(",").map((one) => one.trim());
}
const defined = <T extends object>(values: T): Partial<{ [K in keyof T]: NonNullable<T[K]> }> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<{
    [K in keyof T]: NonNullable<T[K]>;
  }>;

const shortHash = (hash: string): string => `${hash.slice(0, 6)}…${hash.slice(-4)}`;

export async function devnet(flags: DevnetFlags, warnings: readonly string[]): Promise<void> {
  const out = linesTo(1);
  const log: Log = flags.json === true ? await jsonLog(out) : plainLog(out);
  const isDev = flags.dev === true;
  const ports = portsOf(flags.rpcPort ?? flags.wsPort ?? "9944");
  const chosen = sealingOf(flags.sealing);
  const finalityLag = wholeNumber(flags.finalityLag, "--finality-lag", 0, 1_000_000) ?? 0;
  const methods = flags.rpcMethods ?? "auto";
  if (!["auto", "safe", "unsafe"].includes(methods))
    throw new CliFailure(`--rpc-methods takes auto, safe or unsafe, not ${methods}.`);
  const external =
    flags.rpcExternal === true ||
    flags.unsafeRpcExternal === true ||
    flags.wsExternal === true ||
    flags.unsafeWsExternal === true;
  const allowUnsafe = methods === "unsafe" || (methods === "auto" && !external);

  const choice = await choose({
    chain: flags.chain ?? (isDev ? "dev" : "local"),
    fast: flags.fastBlocks === true,
    faucet: flags.faucet === true,
  });
  const temporary = flags.tmp === true || (isDev && flags.basePath === undefined);
  const base = temporary ? temporaryBase() : (flags.basePath ?? defaultBase());
  const folder = dataFolder(base, choice.spec.id);
  const slotDuration = choice.chain.profile.fast ? 250n : 12_000n;
  const readyLimit = wholeNumber(flags.poolLimit, "--pool-limit", 1) ?? 8192;
  const readyBytes = (wholeNumber(flags.poolKbytes, "--pool-kbytes", 1) ?? 20 * 1024) * 1024;
  const size = (text: string | undefined, flag: string) => {
    const value = wholeNumber(text, flag, 1, 1024);
    return value === undefined ? undefined : value * MIB;
  };

  const store = await Store.open(folder);
  let node: Node;
  let opened: readonly number[];
  try {
    node = await Node.open({
      chain: choice.chain,
      spec: choice.spec,
      genesis: choice.genesis,
      store,
      sealing: chosen ?? Number(slotDuration),
      rhythm: chosen === undefined ? "wall" : "slots",
      slotDuration,
      finalityLag,
      poolLimits: {
        ready: { count: readyLimit, bytes: readyBytes },
        future: { count: Math.ceil(readyLimit / 10), bytes: Math.ceil(readyBytes / 10) },
      },
      rpcLimits: defined({
        requestBytes: size(flags.rpcMaxRequestSize, "--rpc-max-request-size"),
        responseBytes: size(flags.rpcMaxResponseSize, "--rpc-max-response-size"),
        connections: wholeNumber(flags.rpcMaxConnections ?? flags.wsMaxConnections, "--rpc-max-connections", 1),
        subscriptions: wholeNumber(flags.rpcMaxSubscriptionsPerConnection, "--rpc-max-subscriptions-per-connection", 1),
        batch: wholeNumber(flags.rpcMaxBatchRequestLen, "--rpc-max-batch-request-len", 1),
        perMinute: wholeNumber(flags.rpcRateLimit, "--rpc-rate-limit", 1),
      }),
      version: VERSION,
      onDefect: (where, error) =>
        log.say(
          "error",
          `${where}: ${error instanceof StoreFailure ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
          { where },
        ),
    });
    opened = await node.listen({ ports, external, cors: corsOf(flags.rpcCors, isDev), allowUnsafe });
  } catch (error) {
    await store.close();
    throw error;
  }

  node.blockchain.imported.listen(({ block, isBest }) => {
    const parent = shortHash(block.header.parent_hash);
    log.say("info", `${isBest ? "🏆" : "🆕"} Imported #${block.number} (${parent} → ${shortHash(block.hash)})`, {
      number: block.number,
      hash: block.hash,
      best: isBest,
    });
  });

  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.say("info", `Stopping (${signal}) at block #${node.blockchain.head.number}.`, { signal });
    // Whatever hangs, the process ends.
    setTimeout(() => process.exit(1), 5_000).unref();
    node
      .stop()
      .then(() => log.flush())
      .then(
        () => process.exit(0),
        (error) => {
          process.stderr.write(`Error: ${error instanceof Error ? error.message : error}\n`);
          process.exit(1);
        },
      );
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop(signal));

  for (const warning of warnings) log.say("warn", warning);
  for (const line of banner({
    node,
    ports: opened,
    external,
    allowUnsafe,
    folder: temporary ? undefined : folder,
    sealing: chosen ?? Number(slotDuration),
    rhythm: chosen === undefined ? "wall" : "slots",
    finalityLag,
  })) {
    if (flags.json === true) log.say("info", line.replace(/\s+/g, " ").trim());
    else if (flags.quiet !== true) out.write(line);
  }
  node.author.start();
}
