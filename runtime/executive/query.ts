// Questions to the state of a block: would this transaction be valid, what does a runtime API answer. Neither changes it.

import { judge, judgeBare, checkExtrinsic } from "./extrinsic.ts";
import { type Chain, contextOver, setBlockNumber } from "./chain.ts";
import type { FrameContext } from "../frame/context.ts";
import { invalid, type TransactionSource, type ValidTransaction } from "../frame/validity.ts";
import type { H256 } from "../primitives/ids.ts";
import type { Trie } from "../primitives/trie/index.ts";
import * as systemBlock from "../pallets/system/block.ts";
import { system } from "../pallets/system/contract.ts";

/** A context over a copy of a state: whatever is written goes nowhere. */
export const contextAt = (chain: Chain, state: Trie): FrameContext => contextOver(chain, state.fork());

/** Judges a transaction as of the block after `blockHash`. Throws Invalidity. */
export function validateTransaction(chain: Chain, state: Trie, source: TransactionSource, bytes: Uint8Array, blockHash: H256): ValidTransaction {
  const ctx = contextAt(chain, state);
  const next = system.read.Number.get(ctx) + 1;
  setBlockNumber(ctx, next);
  systemBlock.initialize(ctx, next, blockHash, []);
  const checked = checkExtrinsic(chain, ctx, bytes);
  if (checked.tx.info.class === "Mandatory") invalid("MandatoryValidation");
  return checked.extra === undefined ? judgeBare(chain, ctx, checked, source) : judge(chain, ctx, checked, source).valid;
}

/** No runtime API of that name. */
export class UnknownApi extends Error {
  override readonly name = "UnknownApi";
  constructor(name: string) {
    super(`Exported method ${name} is not found`);
  }
}
/** Answers `Api_method` from SCALE arguments. Throws UnknownApi, ScaleError, or what the API itself throws. */
export function callRuntimeApi(chain: Chain, state: Trie, name: string, args: Uint8Array): Uint8Array {
  const cut = name.indexOf("_");
  const api = chain.runtime.apis.find((one) => one.name === name.slice(0, cut));
  const method = api?.methods[name.slice(cut + 1)];
  if (method === undefined) throw new UnknownApi(name);
  const answer = method.answer(Object.assign(contextAt(chain, state), { chain }), method.argsCodec.decode(args));
  return method.output.encode(answer);
}
