// purge-chain, export-blocks, import-blocks, revert: work on the data of a chain that does not run.

import { existsSync, rmSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { Blockchain } from "../chain/blockchain.ts";
import { Store } from "../db/store.ts";
import { choose } from "./chain_choice.ts";
import { CliFailure } from "./failure.ts";
import { dataFolder, defaultBase } from "./folder.ts";

export interface DataFlags {
  readonly chain?: string;
  readonly dev?: boolean;
  readonly basePath?: string;
  readonly fastBlocks?: boolean;
  readonly faucet?: boolean;
  readonly y?: boolean;
  readonly from?: string;
  readonly to?: string;
}
const chosen = (flags: DataFlags) =>
  choose({
    chain: flags.chain ?? (flags.dev === true ? "dev" : "local"),
    fast: flags.fastBlocks === true,
    faucet: flags.faucet === true,
  });
const baseOf = (flags: DataFlags): string => flags.basePath ?? defaultBase();
function number(text: string | undefined, what: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text) || Number(text) > 0xffff_ffff)
    throw new CliFailure(`${what} takes a block number, not ${text}.`);
  return Number(text);
}

/** The chain in the data folder. Throws a CliFailure or StoreFailure. */
export async function openChain(flags: DataFlags, create: boolean) {
  const choice = await chosen(flags);
  const folder = dataFolder(baseOf(flags), choice.spec.id);
  if (!create && !existsSync(folder)) throw new CliFailure(`There is no chain in ${folder}.`);
  const store = await Store.open(folder, { create });
  try {
    return { choice, store, blockchain: await Blockchain.open(store, choice.genesis, { finalityLag: 0 }) };
  } catch (error) {
    await store.close();
    throw error;
  }
}

export async function purgeChain(flags: DataFlags): Promise<string> {
  const { spec } = await chosen(flags);
  const folder = dataFolder(baseOf(flags), spec.id);
  if (!existsSync(folder)) return `${folder} did not exist.`;
  if (flags.y !== true) {
    if (!process.stdin.isTTY) throw new CliFailure(`Removing ${folder} wants -y.`);
    const ask = createInterface({ input: process.stdin, output: process.stdout });
    const answer = await ask.question(`Are you sure to remove ${folder}? [y/N]: `);
    ask.close();
    if (!/^y(es)?$/i.test(answer.trim())) return "Aborted";
  }
  // Fails when another process has it open.
  const store = await Store.open(folder, { create: false }).catch((error: unknown) => {
    if (error instanceof Error && "problem" in error && error.problem === "locked") throw error;
    return undefined;
  });
  await store?.close();
  rmSync(folder, { recursive: true, force: true });
  return `${folder} removed.`;
}

export async function exportBlocks(output: string | undefined, flags: DataFlags): Promise<string | undefined> {
  const { store, blockchain } = await openChain(flags, false);
  try {
    const { exportTo } = await import("../chain/transfer.ts");
    const written = await exportTo(blockchain, output, {
      from: number(flags.from, "--from") ?? 1,
      to: number(flags.to, "--to"),
    });
    return output === undefined ? undefined : `${written} blocks written to ${output}.`;
  } finally {
    await store.close();
  }
}
export async function importBlocks(input: string | undefined, flags: DataFlags): Promise<string> {
  const { choice, store, blockchain } = await openChain(flags, true);
  try {
    const { importFrom } = await import("../chain/transfer.ts");
    const { progress } = await import("./progress.ts");
    const bar = progress();
    const { imported, skipped } = await importFrom(choice.chain, blockchain, input, bar.update).finally(bar.stop);
    return `${imported} blocks executed and stored${skipped === 0 ? "" : `, ${skipped} were here already`}; head is #${blockchain.head.number} ${blockchain.head.hash}.`;
  } finally {
    await store.close();
  }
}
export async function revert(count: string | undefined, flags: DataFlags): Promise<string> {
  const blocks = number(count ?? "256", "revert")!;
  const { store, blockchain } = await openChain(flags, false);
  try {
    const { head } = blockchain;
    const target = blockchain.hashAt(Math.max(head.number - blocks, 0));
    if (target === undefined) throw new CliFailure(`There is no block #${head.number - blocks}.`);
    await blockchain.setHead(target);
    return `Reverted ${head.number - blockchain.head.number} blocks; head is #${blockchain.head.number} ${blockchain.head.hash}.`;
  } finally {
    await store.close();
  }
}
