// Answers of runtime APIs. A long list, such as the metagraphs of all subnets, is found item by item; between two items
// whatever else waits gets its turn, so that blocks are made and others are answered meanwhile.

import { answerRuntimeApi } from "../../runtime/index.ts";
import type { H256 } from "../../runtime/primitives/ids.ts";
import type { Node } from "../node.ts";
import { RpcFailure } from "./failure.ts";
import { callFailure, clientError, stateAt } from "./reads.ts";

/** Milliseconds of work without a pause; one item may take longer. */
const SLICE = 5;

/** Works until the answer is there or a slice is used up, which gives undefined. */
function work(answer: Generator<void, Uint8Array>): Uint8Array | undefined {
  const until = performance.now() + SLICE;
  for (;;) {
    const { done, value } = answer.next();
    if (done) return value;
    if (performance.now() >= until) return undefined;
  }
}
async function pausing(answer: Generator<void, Uint8Array>): Promise<Uint8Array> {
  for (;;) {
    await new Promise(setImmediate);
    const found = work(answer);
    if (found !== undefined) return found;
  }
}
/** Answer of a runtime API after a block, at once where it is short. Throws what the API throws. */
export function answerOf(
  node: Node,
  hash: H256 | undefined,
  name: string,
  args: Uint8Array,
): Uint8Array | Promise<Uint8Array> {
  const answer = answerRuntimeApi(node.chain, stateAt(node, hash), name, args);
  return work(answer) ?? pausing(answer);
}
/** The same with the errors that clients of state_call know. */
export function answerAt(
  node: Node,
  hash: H256 | undefined,
  name: string,
  args: Uint8Array,
): Uint8Array | Promise<Uint8Array> {
  const failed = (error: unknown): never => {
    throw error instanceof RpcFailure ? error : clientError(callFailure(node, name, error));
  };
  try {
    const answer = answerOf(node, hash, name, args);
    return answer instanceof Promise ? answer.catch(failed) : answer;
  } catch (error) {
    return failed(error);
  }
}
/** What is made of an answer, now or when it is there. */
export const whenThere = <T, U>(answer: T | Promise<T>, make: (value: T) => U): U | Promise<U> =>
  answer instanceof Promise ? answer.then(make) : make(answer);
