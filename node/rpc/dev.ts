// dev_*: powers that no real chain gives. Names and parameters that chopsticks has are the same here.

import { Invalidity, Refusal } from "../../runtime/index.ts";
import { bytesToHex, bytesToHex0x } from "../../runtime/primitives/bytes.ts";
import { ScaleError } from "../../runtime/primitives/scale/index.ts";
import { EmptyTransactionPool } from "../author/author.ts";
import { Untakable } from "../author/taking.ts";
import { UnknownBlock } from "../chain/blockchain.ts";
import { diffJson, dryRunCall, dryRunExtrinsic, rawPairs } from "../dev/dry_run.ts";
import { fastForward, type Goal, MAX_BLOCKS } from "../dev/fast_forward.ts";
import { impersonate, type Pretended } from "../dev/impersonate.ts";
import { MisfitValue } from "../dev/json_values.ts";
import { setStorage } from "../dev/set_storage.ts";
import { timeTravel } from "../dev/time_travel.ts";
import { writePulse } from "../dev/write_pulse.ts";
import type { Node } from "../node.ts";
import { PlainFailure } from "../plain_failure.ts";
import { invalidParams, RpcFailure } from "./failure.ts";
import { unsafeMethod } from "./method.ts";
import {
  account,
  anything,
  blockNumber,
  flag,
  hash,
  hex,
  list,
  oneOf,
  optional,
  record,
  storageKey,
  u32,
  u64,
} from "./params.ts";
import { blockAt, stateAt } from "./reads.ts";
import { readProof } from "./state.ts";

const EXPECTED = [
  MisfitValue,
  Refusal,
  Invalidity,
  Untakable,
  EmptyTransactionPool,
  UnknownBlock,
  ScaleError,
  PlainFailure,
] as const;
/** Code 1 and the reason, as chopsticks answers. */
async function told<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && EXPECTED.some((kind) => error instanceof kind))
      throw new RpcFailure(1, error.message);
    throw error;
  }
}
const callOf = (node: Node, bytes: Uint8Array) => node.chain.runtime.RuntimeCall.decode(bytes);

/** Builds blocks; returns the hash of the last. */
export const dev_newBlock = unsafeMethod(
  {
    options: optional(
      record({
        count: optional(u32),
        to: optional(u32),
        transactions: optional(list(hex)),
        unsafeBlockHeight: optional(u32),
      }),
    ),
  },
  (node, { options }) =>
    told(async () => {
      const { count, to, transactions, unsafeBlockHeight } = options ?? {};
      const { blockchain, author } = node;
      if (unsafeBlockHeight !== undefined)
        throw new RpcFailure(
          1,
          "unsafeBlockHeight is not offered: blocks of this chain are numbered one after the other",
        );
      const wanted = to === undefined ? (count ?? 1) : to - blockchain.head.number;
      const blocks = Math.max(wanted, 1);
      if (blocks > MAX_BLOCKS) throw invalidParams(`more than ${MAX_BLOCKS} blocks`);
      let last = blockchain.head;
      for (let i = 0; i < blocks; i++)
        last = await author.seal({
          createEmpty: true,
          ...(transactions === undefined || i > 0 ? {} : { transactions }),
        });
      return last.hash;
    }),
);
export const dev_setStorage = unsafeMethod(
  { values: anything, blockHash: optional(hash) },
  (node, { values, blockHash }) => told(() => setStorage(node, values, blockHash)),
);
export const dev_timeTravel = unsafeMethod({ date: anything }, (node, { date }) =>
  told(async () => {
    const time = typeof date === "string" ? (/^\d+$/.test(date) ? Number(date) : Date.parse(date)) : date;
    if (typeof time !== "number" || !Number.isSafeInteger(time) || time < 0) throw new RpcFailure(1, "Invalid date");
    await timeTravel(node, BigInt(time));
    return time;
  }),
);
/** Puts the head on a block, by hash or number; zero and negative numbers count from the head. */
export const dev_setHead = unsafeMethod({ hashOrNumber: anything }, (node, { hashOrNumber }) =>
  told(() =>
    node.blockchain.turns.take(async () => {
      const { blockchain } = node;
      let target = hashOrNumber;
      if (typeof target === "number") {
        if (!Number.isSafeInteger(target)) throw invalidParams("a hash or a number is wanted");
        target = blockchain.hashAt(target > 0 ? target : Math.max(blockchain.head.number + target, 0));
      }
      const at =
        typeof target === "string" && /^0x[0-9a-fA-F]{64}$/.test(target)
          ? blockchain.block(hash.read(target, "hashOrNumber"))
          : undefined;
      if (at === undefined) throw new RpcFailure(1, `Block not found ${String(hashOrNumber)}`);
      return (await blockchain.setHead(at.hash)).hash;
    }),
  ),
);
const MODES = ["Batch", "Instant", "Manual"] as const;
/** Batch: at the interval of the start; Instant: as transactions come; Manual: only when asked. */
export const dev_setBlockBuildMode = unsafeMethod({ mode: anything }, ({ author, interval }, { mode }) => {
  const name = typeof mode === "number" ? MODES[mode - 1] : MODES.find((one) => one === mode);
  if (name === undefined) throw new RpcFailure(1, `Invalid mode ${String(mode)}`);
  author.setSealing(name === "Batch" ? interval : name === "Instant" ? "instant" : "manual");
  return null;
});
export const dev_setRuntimeLogLevel = unsafeMethod({ level: anything }, (_, { level }) => {
  if (typeof level !== "number") throw new RpcFailure(1, `Invalid runtimeLogLevel ${String(level)}`);
  return null;
});
/** A read proof and the root that it verifies against, which a dev power may have put in the place of the header's. */
export const dev_getReadProof = unsafeMethod(
  { keys: list(storageKey), hash: optional(hash) },
  (node, { keys, hash: at }) => ({
    ...readProof(node, keys, at),
    stateRoot: bytesToHex0x(stateAt(node, at).root()),
  }),
);
const asSomebody = record({ call: hex, address: account });
export const dev_dryRun = unsafeMethod(
  { options: record({ extrinsic: anything, at: optional(hash), raw: optional(flag), html: optional(flag) }) },
  (node, { options: { extrinsic, at, raw, html } }) =>
    told(() => {
      if (html === true) throw new RpcFailure(1, "html is not offered");
      if (extrinsic === undefined || extrinsic === null) throw new RpcFailure(1, "No extrinsic to run");
      const block = blockAt(node, at);
      const changes =
        typeof extrinsic === "string"
          ? dryRunExtrinsic(node, block, hex.read(extrinsic, "extrinsic"))
          : dryRunAs(node, block, extrinsic);
      return raw === true ? rawPairs(changes) : diffJson(node, changes);
    }),
);
const dryRunAs = (node: Node, block: ReturnType<typeof blockAt>, extrinsic: unknown) => {
  const { call, address } = asSomebody.read(extrinsic, "extrinsic");
  return dryRunCall(node, block, address, callOf(node, call));
};

/** Remembers head and state; returns the number that `dev_revert` takes. */
export const dev_snapshot = unsafeMethod({}, ({ blockchain }) =>
  blockchain.turns.take(async () => blockchain.snapshot()),
);
/** Goes back to a snapshot. What was in the pool, or in a block since, is dropped. False if there is none of that number. */
export const dev_revert = unsafeMethod({ id: u64 }, (node, { id }) =>
  node.blockchain.turns.take(async () => {
    node.pool.clear();
    return node.blockchain.revert(id);
  }),
);
/** A call as any origin: "Root", "None", an address, or { Signed: address }. */
export const dev_impersonate = unsafeMethod({ origin: anything, call: hex }, (node, { origin, call }) =>
  told(() => {
    let who: Pretended;
    if (typeof origin === "string" && (origin.toLowerCase() === "root" || origin.toLowerCase() === "none"))
      who = origin.toLowerCase() === "root" ? "Root" : "None";
    else if (typeof origin === "string") who = { Signed: account.read(origin, "origin") };
    else who = { Signed: record({ Signed: account }).read(origin, "origin").Signed };
    return impersonate(node, who, callOf(node, call));
  }),
);
/** A pulse as drand's servers tell it: { round, signature, randomness? }. Returns the head's hash. */
export const dev_writePulse = unsafeMethod(
  { pulse: record({ round: u64, randomness: optional(hex), signature: hex }) },
  (node, { pulse }) => told(() => writePulse(node, pulse)),
);
/** Empty blocks: { to: height }, { blocks: count } or { epoch: netuid }; a plain number is a height. Returns the head's hash. */
export const dev_fastForward = unsafeMethod({ goal: anything }, (node, { goal }) =>
  told(async () => {
    const { to, blocks, epoch } =
      typeof goal === "number"
        ? { to: blockNumber.read(goal, "goal"), blocks: undefined, epoch: undefined }
        : record({ to: optional(u32), blocks: optional(u32), epoch: optional(u32) }).read(goal, "goal");
    const one: Goal | undefined =
      to !== undefined ? { to } : blocks !== undefined ? { blocks } : epoch !== undefined ? { epoch } : undefined;
    if (one === undefined) throw invalidParams("one of to, blocks and epoch is wanted");
    return (await fastForward(node, one)).hash;
  }),
);
/** The pool: counts and bytes of both queues. */
export const dev_poolStatus = unsafeMethod({}, ({ pool }) => pool.status);
/** Drops what is in the pool. */
export const dev_clearPool = unsafeMethod({}, ({ pool }) => {
  pool.clear();
  return null;
});
export const dev_pendingFuture = unsafeMethod({}, ({ pool }) =>
  pool.futures().map(({ bytes }) => `0x${bytesToHex(bytes)}`),
);
/** The last epoch of a subnet's mechanism up to a block, step by step: as text, or as JSON. */
export const dev_explainEpoch = unsafeMethod(
  { netuid: u32, mechanism: optional(u32), hash: optional(hash), format: optional(oneOf("text", "json")) },
  (node, { netuid, mechanism, hash: at, format }) =>
    told(async () => {
      const [{ explainEpochAt }, { renderReport, reportJson }] = await Promise.all([
        import("../dev/explain_epoch.ts"),
        import("../explain/render.ts"),
      ]);
      const report = explainEpochAt(node.chain, node.blockchain, {
        netuid,
        mechanism: mechanism ?? 0,
        block: blockAt(node, at),
      });
      return format === "text" ? renderReport(report) : (JSON.parse(reportJson(report)) as unknown);
    }),
);
