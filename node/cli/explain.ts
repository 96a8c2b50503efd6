// taolab explain epoch: the last epoch of a subnet, step by step; of a chain that does not run, of a running node, or of a file.

import { readFileSync } from "node:fs";
import { subtensor } from "../../runtime/index.ts";
import { explainEpoch } from "../../runtime/pallets/subtensor/epoch/explain.ts";
import type { EpochReport } from "../../runtime/pallets/subtensor/epoch/report.ts";
import { StoreFailure } from "../db/failure.ts";
import { consensusOf, explainEpochAt } from "../dev/explain_epoch.ts";
import { FieldError } from "../explain/fields.ts";
import { parseEpochFile } from "../explain/file.ts";
import { renderReport, reportJson } from "../explain/render.ts";
import { type DataFlags, openChain } from "./data.ts";
import { CliFailure } from "./failure.ts";

export interface ExplainFlags extends DataFlags {
  readonly netuid?: string;
  readonly mechanism?: string;
  readonly block?: string;
  readonly file?: string;
  readonly url?: string;
  readonly uids?: string;
  readonly cells?: string;
  readonly json?: boolean;
}
function whole(text: string, flag: string, most: number): number {
  if (!/^\d+$/.test(text) || Number(text) > most)
    throw new CliFailure(`${flag} takes a whole number up to ${most}, not ${text}.`);
  return Number(text);
}
function shown(report: EpochReport, { json, uids, cells }: ExplainFlags): string {
  if (json === true) return reportJson(report);
  return renderReport(report, {
    ...(uids === undefined ? {} : { uids: uids.split(",").map((one) => whole(one.trim(), "--uids", 65_535)) }),
    ...(cells === undefined ? {} : { cells: whole(cells, "--cells", 1_000_000) }),
  });
}

export async function explain(what: string, flags: ExplainFlags): Promise<string> {
  if (what !== "epoch") throw new CliFailure(`There is no explaining ${what}: epoch is what can be explained.`);
  if (flags.file !== undefined) return shown(ofFile(flags.file), flags);
  if (flags.netuid === undefined)
    throw new CliFailure("Which subnet? --netuid N says it, or --file FILE explains an epoch without a chain.");
  const netuid = whole(flags.netuid, "--netuid", 65_535);
  const mechanism = whole(flags.mechanism ?? "0", "--mechanism", 255);
  const block = flags.block === undefined ? undefined : whole(flags.block, "--block", 0xffff_ffff);
  if (flags.url !== undefined) return ofNode(flags.url, { netuid, mechanism, block }, flags.json === true);
  return shown(await ofFolder(flags, { netuid, mechanism, block }), flags);
}

function ofFile(path: string): EpochReport {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new CliFailure(`${path} can't be read (${error instanceof Error ? error.message : error}).`);
  }
  try {
    const input = parseEpochFile(text);
    return explainEpoch(input, consensusOf(subtensor())(input, { matrices: true }));
  } catch (error) {
    if (error instanceof FieldError) throw new CliFailure(`${path}: ${error.message}`);
    throw error;
  }
}

interface Which {
  readonly netuid: number;
  readonly mechanism: number;
  readonly block: number | undefined;
}
async function ofFolder(flags: ExplainFlags, { netuid, mechanism, block: number }: Which): Promise<EpochReport> {
  const { choice, store, blockchain } = await openChain(flags, false).catch((error: unknown) => {
    if (!(error instanceof StoreFailure) || error.problem !== "locked") throw error;
    throw new CliFailure(`${error.message} Ask the running node: --url http://127.0.0.1:9944.`);
  });
  try {
    const hash = number === undefined ? blockchain.head.hash : blockchain.hashAt(number);
    const block = hash === undefined ? undefined : blockchain.block(hash);
    if (block === undefined) throw new CliFailure(`There is no block #${number}.`);
    return explainEpochAt(choice.chain, blockchain, { netuid, mechanism, block });
  } finally {
    await store.close();
  }
}

async function ofNode(url: string, { netuid, mechanism, block }: Which, json: boolean): Promise<string> {
  const http = url.replace(/^ws/, "http");
  const ask = async (method: string, params: unknown[]): Promise<unknown> => {
    let answer: { result?: unknown; error?: { message: string } };
    try {
      const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
      const response = await fetch(http, { method: "POST", headers: { "content-type": "application/json" }, body });
      answer = (await response.json()) as typeof answer;
    } catch (error) {
      throw new CliFailure(`The node at ${url} does not answer (${error instanceof Error ? error.message : error}).`);
    }
    if (answer.error !== undefined) throw new CliFailure(answer.error.message);
    return answer.result;
  };
  const at = block === undefined ? null : await ask("chain_getBlockHash", [block]);
  if (block !== undefined && at === null) throw new CliFailure(`There is no block #${block}.`);
  const told = await ask("dev_explainEpoch", [netuid, mechanism, at, json ? "json" : "text"]);
  return typeof told === "string" ? told : JSON.stringify(told, null, 2);
}
