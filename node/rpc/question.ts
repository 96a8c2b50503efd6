// Methods that only pass a question on to a runtime API and its answer back: as SCALE bytes, each a number, or read.
// Mirrors pallets/subtensor/rpc/src/lib.rs and pallets/swap/rpc/src/lib.rs.

import type { ApiMethod } from "../../runtime/frame/runtime_api.ts";
import { bytesToHex0x } from "../../runtime/primitives/bytes.ts";
import { accountId } from "../../runtime/primitives/ids.ts";
import type { Node } from "../node.ts";
import { answerOf, whenThere } from "./answers.ts";
import { RpcFailure } from "./failure.ts";
import { type Call, method } from "./method.ts";
import { hash, list, optional, type Param, type Params, u8, u64 } from "./params.ts";
import { callFailure } from "./reads.ts";

/** A question to `Api_method` of a block, by default the best one. */
interface Question {
  readonly api: string;
  readonly method: string;
  /** In the order of the API's arguments, under the names of the reference's method. */
  readonly params: Params;
  /** How the error of a failure begins. */
  readonly failure: string;
}
// biome-ignore lint/suspicious/noExplicitAny: APIs answer in the full context
const declaredIn = (node: Node, { api, method }: Question): ApiMethod<any> =>
  node.chain.runtime.apis.find(({ name }) => name === api)!.methods[method]!;

function ask<T>(
  node: Node,
  question: Question,
  values: Readonly<Record<string, unknown>>,
  read: (bytes: Uint8Array) => T,
) {
  // A u64 comes as a JSON number; the runtime holds it as a bigint.
  const given = Object.entries(question.params).map(([name, param]) =>
    param === u64 ? BigInt(values[name] as number) : values[name],
  );
  const { args, argsCodec } = declaredIn(node, question);
  const encoded = argsCodec.encode(Object.fromEntries(Object.keys(args).map((name, i) => [name, given[i]])));
  const name = `${question.api}_${question.method}`;
  const failed = (error: unknown): never => {
    const why = error instanceof RpcFailure ? error.message : callFailure(node, name, error);
    throw new RpcFailure(1, `${question.failure}: ${why}`);
  };
  try {
    const answer = whenThere(answerOf(node, values.at as Parameters<typeof answerOf>[1], name, encoded), read);
    return answer instanceof Promise ? answer.catch(failed) : answer;
  } catch (error) {
    return failed(error);
  }
}
const AT = { at: optional(hash) };
/** Answered with the bytes of the answer. */
export const bytesOf = (question: Question): Call =>
  method({ ...question.params, ...AT }, (node, values) => ask(node, question, values, (bytes) => Array.from(bytes)));
/** Answered with what the answer says. Amounts beyond 2^53 lose their last digits, as JSON numbers are doubles here. */
export const readOf = (question: Question): Call =>
  method({ ...question.params, ...AT }, (node, values) =>
    ask(node, question, values, (bytes) => plain(declaredIn(node, question).output.decode(bytes))),
  );
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
  return value ?? null;
}

const raw = list(u8);
/** An account as the list of its bytes; what follows the first 32 is not looked at. */
export const accountBytes = (failure: string): Param<unknown> => ({
  optional: false,
  read(value, name) {
    const bytes = Uint8Array.from(raw.read(value, name));
    if (bytes.length < 32)
      throw new RpcFailure(1, `${failure}: Error { cause: None, desc: "Not enough data to fill buffer" }`);
    return accountId(bytesToHex0x(bytes.subarray(0, 32)));
  },
});
