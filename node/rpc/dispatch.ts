// From the text of a request to the text of its answer: JSON-RPC 2.0 with batches and notifications, as jsonrpsee reads it.

import type { Node } from "../node.ts";
import {
  answerTooBig,
  batchTooLong,
  internalError,
  invalidParams,
  invalidRequest,
  methodNotFound,
  parseError,
  RpcFailure,
  tooManySubscriptions,
  unsafeCalled,
} from "./failure.ts";
import type { Limits } from "./limits.ts";
import type { Method } from "./method.ts";
import type { Session } from "./session.ts";

type Id = string | number | null;
interface Answer {
  readonly text: string;
  /** Runs when the answer is on its way. */
  readonly after?: () => void;
}
export interface Door {
  readonly node: Node;
  readonly methods: ReadonlyMap<string, Method>;
  readonly limits: Limits;
  readonly allowUnsafe: boolean;
  /** Told of what nobody expected. */
  readonly onDefect: (method: string, error: unknown) => void;
}

const failed = (id: Id, failure: RpcFailure): Answer => ({
  text: JSON.stringify({ jsonrpc: "2.0", id, error: failure.object }),
});

/** Answers a request or batch; undefined where there is nothing to answer. */
export function answerTo(
  door: Door,
  request: string,
  session: Session | undefined,
): Answer | undefined | Promise<Answer | undefined> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(request);
  } catch {
    return failed(null, parseError());
  }
  if (!Array.isArray(parsed)) return answerOne(door, parsed, session);
  if (parsed.length === 0) return failed(null, invalidRequest());
  if (parsed.length > door.limits.batch) return failed(null, batchTooLong(door.limits.batch));
  return answerBatch(door, parsed, session);
}

async function answerBatch(
  door: Door,
  requests: readonly unknown[],
  session: Session | undefined,
): Promise<Answer | undefined> {
  const texts: string[] = [];
  const afters: (() => void)[] = [];
  let size = 0;
  for (const one of requests) {
    const answer = await answerOne(door, one, session);
    if (answer === undefined) continue;
    size += answer.text.length;
    if (size > door.limits.responseBytes) return failed(null, answerTooBig(door.limits.responseBytes));
    texts.push(answer.text);
    if (answer.after !== undefined) afters.push(answer.after);
  }
  if (texts.length === 0) return undefined;
  return {
    text: `[${texts.join(",")}]`,
    after: () => {
      for (const after of afters) after();
    },
  };
}

/** The id of a request if it is one that can be given back untouched. */
function idOf(request: Readonly<Record<string, unknown>>): Id | undefined {
  const { id } = request;
  if (typeof id === "string" || id === null || (typeof id === "number" && Number.isSafeInteger(id))) return id;
  return undefined;
}

function answerOne(
  door: Door,
  request: unknown,
  session: Session | undefined,
): Answer | undefined | Promise<Answer | undefined> {
  if (typeof request !== "object" || request === null || Array.isArray(request)) return failed(null, invalidRequest());
  const fields = request as Readonly<Record<string, unknown>>;
  const isNotification = !Object.hasOwn(fields, "id");
  const id = isNotification ? null : idOf(fields);
  const { method: name, params, jsonrpc } = fields;
  if (id === undefined || typeof name !== "string" || (jsonrpc !== undefined && jsonrpc !== "2.0"))
    return failed(id ?? null, invalidRequest());
  if (isNotification) return undefined;
  const found = door.methods.get(name);
  if (found === undefined) return failed(id, methodNotFound());
  if (found.unsafe && !door.allowUnsafe) return failed(id, unsafeCalled());
  try {
    if (found.kind === "call") {
      const result = found.answer(door.node, params, session);
      if (!(result instanceof Promise)) return succeeded(door, id, result);
      return result.then(
        (value) => succeeded(door, id, value),
        (error) => failed(id, failureOf(door, name, error)),
      );
    }
    if (session === undefined)
      throw new RpcFailure(-32601, "Method not found", "Subscriptions need a WebSocket connection");
    if (found.kind === "unsubscription") {
      const which = Array.isArray(params) ? params[0] : undefined;
      if (typeof which !== "string" && typeof which !== "number")
        throw invalidParams("expected the id of a subscription");
      return succeeded(door, id, session.end(String(which)));
    }
    if (session.subscriptions >= door.limits.subscriptions) throw tooManySubscriptions(door.limits.subscriptions);
    const sink = session.sink(found.notification);
    try {
      sink.stop = found.begin(door.node, params, sink);
    } catch (error) {
      session.end(sink.id);
      throw error;
    }
    return { ...succeeded(door, id, sink.id), after: () => sink.open() };
  } catch (error) {
    return failed(id, failureOf(door, name, error));
  }
}

function succeeded(door: Door, id: Id, result: unknown): Answer {
  const text = JSON.stringify({ jsonrpc: "2.0", id, result: result ?? null });
  return text.length > door.limits.responseBytes ? failed(id, answerTooBig(door.limits.responseBytes)) : { text };
}

function failureOf(door: Door, name: string, error: unknown): RpcFailure {
  if (error instanceof RpcFailure) return error;
  door.onDefect(name, error);
  return internalError();
}
