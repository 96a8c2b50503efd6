// Questions to the state of a block: would this transaction be valid, what does a runtime API answer. Neither changes it.

import type { FrameContext } from "../frame/context.ts";
import { invalid, type TransactionSource, type ValidTransaction } from "../frame/validity.ts";
import * as systemBlock from "../pallets/system/block.ts";
import { system } from "../pallets/system/contract.ts";
import { concatBytes } from "../primitives/bytes.ts";
import type { H256 } from "../primitives/ids.ts";
import { compact, u32 } from "../primitives/scale/index.ts";
import type { Trie } from "../primitives/trie/index.ts";
import { type Chain, contextOver, setBlockNumber } from "./chain.ts";
import { checkExtrinsic, judge, judgeBare } from "./extrinsic.ts";

/** A context over a copy of a state: whatever is written goes nowhere. */
export const contextAt = (chain: Chain, state: Trie): FrameContext => contextOver(chain, state.fork());

/** Levels that a call may be nested to enter the pool; those in blocks may be nested deeper. */
const DEEPEST_CALL = 8;

/** Judges a transaction as of the block after `blockHash`. Throws Invalidity. */
export function validateTransaction(
  chain: Chain,
  state: Trie,
  source: TransactionSource,
  bytes: Uint8Array,
  blockHash: H256,
): ValidTransaction {
  const ctx = contextAt(chain, state);
  const next = system.read.Number.get(ctx) + 1;
  setBlockNumber(ctx, next);
  systemBlock.initialize(ctx, next, blockHash, []);
  const checked = checkExtrinsic(chain, ctx, bytes, DEEPEST_CALL);
  if (checked.tx.info.class === "Mandatory") invalid("MandatoryValidation");
  return checked.extra === undefined
    ? judgeBare(chain, ctx, checked, source)
    : judge(chain, ctx, checked, source).valid;
}

/** No runtime API of that name. */
export class UnknownApi extends Error {
  override readonly name = "UnknownApi";
  constructor(name: string) {
    super(`Exported method ${name} is not found`);
  }
}
/**
 * Answers `Api_method` from SCALE arguments, item by item where the answer is a long list: each `yield` is a place to pause.
 * The state must stay as it is meanwhile. Throws UnknownApi, ScaleError, or what the API itself throws.
 */
export function* answerRuntimeApi(
  chain: Chain,
  state: Trie,
  name: string,
  args: Uint8Array,
): Generator<void, Uint8Array> {
  const cut = name.indexOf("_");
  const api = chain.runtime.apis.find((one) => one.name === name.slice(0, cut));
  const method = api?.methods[name.slice(cut + 1)];
  if (method === undefined) throw new UnknownApi(name);
  const ctx = Object.assign(contextAt(chain, state), { chain });
  const values = method.argsCodec.decode(args);
  if (method.pieces === undefined) return method.output.encode(method.answer(ctx, values));
  const { item, each } = method.pieces;
  const items: Uint8Array[] = [];
  for (const one of each(ctx, values)) {
    items.push(item.encode(one));
    yield;
  }
  return concatBytes(compact(u32).encode(items.length), ...items);
}
/** The same without pauses. */
export function callRuntimeApi(chain: Chain, state: Trie, name: string, args: Uint8Array): Uint8Array {
  const answer = answerRuntimeApi(chain, state, name, args);
  for (;;) {
    const { done, value } = answer.next();
    if (done) return value;
  }
}
