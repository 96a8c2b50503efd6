// Random and mutated messages for a running node, and random bytes for the decoders. Everything follows from one seed.

import { WebSocket } from "ws";
import { buildGenesis, local } from "../../genesis/presets.ts";
import { METHODS } from "../../node/rpc/methods.ts";
import { decodeExtrinsic, Invalidity, STANDARD, subtensor, validateTransaction } from "../../runtime/index.ts";
import { ScaleError } from "../../runtime/primitives/scale/index.ts";
import { hexOf, remark, type Signable, signed, transfer } from "../rpc/signing.ts";

export class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }
  /** Below `sides`. */
  roll(sides: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  }
  of<T>(items: readonly T[]): T {
    return items[this.roll(items.length)]!;
  }
  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.roll(256));
  }
}

const NUMBERS = [0, 1, -1, 2, 255, 256, 1.5, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53), 1e308, 1e-9];
const WORDS = [
  "",
  "0x",
  "0x0",
  "0x00",
  "null",
  "Root",
  "value",
  "\u0000",
  "é",
  "💤",
  "__proto__",
  "constructor",
  "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
  "Metadata_metadata_at_version",
  "Core_version",
  "TransactionPaymentApi_query_info",
  "x".repeat(3_000),
];
const KEYS = [
  "0x26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9",
  "0x26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac",
  "0x3a636f6465",
  "0x",
  "0x26aa",
];
const FIELDS = [
  "key",
  "type",
  "hash",
  "extrinsic",
  "call",
  "address",
  "to",
  "blocks",
  "epoch",
  "count",
  "transactions",
  "raw",
  "at",
  "Signed",
  "System",
  "$removePrefix",
];

/** What the generator knows of the chain. */
export interface Target {
  readonly hashes: readonly string[];
  readonly extrinsics: readonly Uint8Array[];
}

function mutated(dice: Dice, bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  for (let n = 1 + dice.roll(4); n > 0; n--) if (copy.length > 0) copy[dice.roll(copy.length)] = dice.roll(256);
  const cut = dice.roll(6);
  if (cut === 0) return copy.subarray(0, dice.roll(copy.length + 1));
  if (cut === 1) return Uint8Array.from([...copy, ...dice.bytes(dice.roll(9))]);
  return copy;
}
function value(dice: Dice, target: Target, depth = 0): unknown {
  switch (dice.roll(depth > 3 ? 9 : 12)) {
    case 0:
      return dice.of([null, true, false]);
    case 1:
      return dice.of(NUMBERS);
    case 2:
      return dice.roll(300);
    case 3:
      return dice.of(WORDS);
    case 4:
      return dice.of(target.hashes);
    case 5:
      return dice.of(KEYS);
    case 6:
      return hexOf(dice.bytes(dice.roll(70)));
    case 7:
      return hexOf(mutated(dice, dice.of(target.extrinsics)));
    case 8:
      return hexOf(dice.of(target.extrinsics)).slice(dice.of([0, 2]));
    case 9:
    case 10:
      return Array.from({ length: dice.roll(5) }, () => value(dice, target, depth + 1));
    default:
      return Object.fromEntries(
        Array.from({ length: dice.roll(4) }, () => [dice.of(FIELDS), value(dice, target, depth + 1)]),
      );
  }
}
const NAMES = [...METHODS.keys()];
function requestOf(dice: Dice, target: Target): unknown {
  const method = dice.roll(40) === 0 ? dice.of(WORDS) : dice.of(NAMES);
  const params =
    dice.roll(20) === 0 ? value(dice, target) : Array.from({ length: dice.roll(5) }, () => value(dice, target));
  const id = dice.roll(15) === 0 ? value(dice, target) : dice.roll(1000);
  return {
    jsonrpc: dice.roll(60) === 0 ? value(dice, target) : "2.0",
    ...(dice.roll(50) === 0 ? {} : { id }),
    method,
    params,
  };
}
/** Long runs of blocks are a power, no attack: they would only take time. */
const isLong = (text: string): boolean =>
  /dev_newBlock|dev_fastForward/.test(text) && /\d{3,}|epoch/.test(text.replace(/"id":\d+/, ""));

/** A message: text, or bytes for a binary frame. */
export function message(dice: Dice, target: Target): string | Uint8Array {
  for (;;) {
    let text: string;
    const kind = dice.roll(30);
    if (kind === 0) return dice.bytes(dice.roll(200));
    if (kind === 1) text = "[".repeat(1 + dice.roll(20_000));
    else if (kind === 2) text = JSON.stringify(value(dice, target));
    else if (kind < 5) text = JSON.stringify(Array.from({ length: dice.roll(12) }, () => requestOf(dice, target)));
    else text = JSON.stringify(requestOf(dice, target));
    if (dice.roll(10) === 0) {
      const bytes = mutated(dice, new TextEncoder().encode(text));
      text = Buffer.from(bytes).toString("utf8");
    }
    if (!isLong(text)) return text;
  }
}

/** Says what is wrong with an answer; undefined if nothing is. */
export function fault(text: string): string | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return "is no JSON";
  }
  for (const one of Array.isArray(parsed) ? parsed : [parsed]) {
    const { jsonrpc, id, result, error, method, params } = one as Record<string, unknown>;
    if (jsonrpc !== "2.0") return "is of no version";
    if (method !== undefined) {
      if (typeof (params as { subscription?: unknown })?.subscription !== "string")
        return "notifies of no subscription";
      continue;
    }
    if (id === undefined) return "has no id";
    if ((result === undefined) === (error === undefined)) return "has not one of result and error";
    if (error === undefined) continue;
    const { code, message: words, data } = error as Record<string, unknown>;
    if (!Number.isInteger(code) || typeof words !== "string" || (data !== undefined && typeof data !== "string"))
      return "has a malformed error";
    if (code === -32603) return "is an internal error";
  }
  return undefined;
}

export interface Report {
  readonly sent: number;
  readonly received: number;
  readonly reconnected: number;
  /** The first few, with what came back. */
  readonly faults: readonly string[];
}
/** Messages between two questions that must be answered. */
const ROUND = 50;

/** Sends so many messages over a few connections; a node that does not answer in time is a fault. */
export async function fuzzNode(
  url: string,
  target: Target,
  options: { readonly messages: number; readonly seed: number; readonly onProgress?: (sent: number) => void },
): Promise<Report> {
  const dice = new Dice(options.seed);
  const faults: string[] = [];
  let received = 0;
  let reconnected = -1;
  let sent = 0;
  let answered: ((text: string) => void) | undefined;
  let recent: string[] = [];
  let socket: WebSocket | undefined;
  const open = async (): Promise<WebSocket> => {
    reconnected++;
    const fresh = new WebSocket(url, { maxPayload: 2 ** 30 });
    fresh.setMaxListeners(0);
    fresh.on("error", () => {});
    fresh.on("message", (data) => {
      const text = data.toString();
      received++;
      if (text.includes('"id":"alive?"')) answered?.(text);
      const what = fault(text);
      if (what !== undefined && faults.length < 20)
        faults.push(
          `an answer ${what}: ${text.slice(0, 300)} after one of ${recent.slice(-ROUND).join("\n").slice(0, 20_000)}`,
        );
    });
    await new Promise<void>((resolve, reject) => {
      fresh.once("open", resolve);
      fresh.once("error", reject);
    });
    return fresh;
  };
  while (sent < options.messages) {
    if (socket === undefined || socket.readyState !== WebSocket.OPEN) socket = await open();
    recent = [];
    for (let i = 0; i < ROUND && sent < options.messages; i++, sent++) {
      const one = message(dice, target);
      recent.push(typeof one === "string" ? one.slice(0, 2_000) : hexOf(one));
      socket.send(one);
    }
    const current = socket;
    const alive = await new Promise<boolean>((resolve) => {
      const late = setTimeout(() => resolve(false), 60_000);
      const settle = (answer: boolean) => {
        clearTimeout(late);
        resolve(answer);
      };
      answered = () => settle(true);
      // The node may cut off who misbehaves; it must take the next connection then.
      current.once("close", () => settle(true));
      current.send('{"jsonrpc":"2.0","id":"alive?","method":"system_chain"}');
    });
    if (!alive) {
      faults.push(`no answer after ${recent.join("\n").slice(0, 20_000)}`);
      break;
    }
    if (dice.roll(20) === 0) current.terminate();
    options.onProgress?.(sent);
  }
  socket?.terminate();
  return { sent, received, reconnected, faults };
}

/** Signed extrinsics to begin with. */
export const samples = (chain: Signable): Uint8Array[] => [
  signed(chain, "//Alice", transfer("//Bob", 1_000n), { nonce: 0 }),
  signed(chain, "//Bob", remark("fuzz"), { nonce: 0, tip: 5n }),
  signed(
    chain,
    "//Charlie",
    { pallet: "Utility", name: "batch", args: { calls: [remark("a"), transfer("//Dave", 1n)] } },
    { nonce: 0 },
  ),
  signed(chain, "//Dave", { pallet: "System", name: "set_heap_pages", args: { pages: 3n } }, { nonce: 1 }),
];

/** Feeds mutated extrinsics to the decoder and the judge. Anything but a clean refusal is thrown. */
export function fuzzDecoder(options: { readonly inputs: number; readonly seed: number }): {
  decoded: number;
  refused: number;
} {
  const dice = new Dice(options.seed);
  const chain = subtensor(STANDARD);
  const genesis = buildGenesis(chain, local().genesis);
  const begin = samples({ chain, blockchain: { genesis: { hash: genesis.hash }, hashAt: () => undefined } });
  let decoded = 0;
  let refused = 0;
  for (let i = 0; i < options.inputs; i++) {
    const input = dice.roll(5) === 0 ? dice.bytes(dice.roll(300)) : mutated(dice, dice.of(begin));
    try {
      decodeExtrinsic(chain, input);
      decoded++;
    } catch (error) {
      if (!(error instanceof ScaleError))
        throw new Error(`seed ${options.seed}, input ${i} (${hexOf(input)})`, { cause: error });
      refused++;
    }
    if (i % 20 !== 0) continue;
    try {
      validateTransaction(chain, genesis.state, "External", input, genesis.hash);
    } catch (error) {
      if (!(error instanceof Invalidity) && !(error instanceof ScaleError))
        throw new Error(`seed ${options.seed}, judged input ${i} (${hexOf(input)})`, { cause: error });
    }
  }
  return { decoded, refused };
}
