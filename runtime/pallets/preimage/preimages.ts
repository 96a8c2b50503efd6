// Preimage as the provider of the preimages port. Mirrors frame-support, traits/preimages.rs.

import { within } from "../../context.ts";
import { type BoundedCall, MAX_INLINE_CALL } from "../../frame/bounded_call.ts";
import { type Call, RuntimeCall } from "../../frame/call.ts";
import type { FrameContext } from "../../frame/context.ts";
import { attempt, refuse } from "../../frame/refusal.ts";
import type { Preimages } from "../../ports/preimages.ts";
import type { H256 } from "../../primitives/ids.ts";
import { ScaleError } from "../../primitives/scale/index.ts";
import { preimage } from "./contract.ts";
import { fetchBytes, isRequested, lengthOf, noteBytes, request, unnote, unrequest } from "./requests.ts";

const open = within<"currency">;
/** The hash under which a call is kept, if it is not kept whole. */
const hashOf = (bounded: BoundedCall): H256 | undefined => (bounded.type === "Inline" ? undefined : bounded.value.hash);

function decoded(bytes: Uint8Array): Call {
  try {
    return RuntimeCall.decodeLenient(bytes);
  } catch (error) {
    if (error instanceof ScaleError) return refuse({ type: "Corruption" });
    throw error;
  }
}
function peek(ctx: FrameContext, bounded: BoundedCall): { readonly call: Call; readonly fetched: number | undefined } {
  if (bounded.type === "Inline") return { call: decoded(bounded.value), fetched: undefined };
  const bytes = fetchBytes(open(ctx), bounded.value.hash, bounded.type === "Lookup" ? bounded.value.len : undefined);
  return { call: decoded(bytes), fetched: bytes.length };
}
function note(ctx: FrameContext, bytes: Uint8Array): H256 {
  let hash: H256 | undefined;
  const refusal = attempt(() => {
    hash = noteBytes(open(ctx), bytes, undefined).hash;
  });
  if (refusal?.palletError === preimage.errors.TooBig) refuse({ type: "Exhausted" });
  if (refusal !== undefined) throw refusal;
  return hash!;
}
const gently = (act: () => void): void => void attempt(act);

export const preimages: Preimages = {
  bound(ctx, call) {
    const bytes = RuntimeCall.encode(call);
    if (bytes.length <= MAX_INLINE_CALL) return { type: "Inline", value: bytes };
    return { type: "Lookup", value: { hash: note(ctx, bytes), len: bytes.length } };
  },
  peek,
  realize(ctx, bounded) {
    const found = peek(ctx, bounded);
    preimages.drop(ctx, bounded);
    return found;
  },
  have(ctx, bounded) {
    const hash = hashOf(bounded);
    return hash === undefined || lengthOf(open(ctx), hash) !== undefined;
  },
  hold(ctx, bounded) {
    const hash = hashOf(bounded);
    if (hash !== undefined) request(open(ctx), hash);
  },
  drop(ctx, bounded) {
    const hash = hashOf(bounded);
    if (hash !== undefined) gently(() => unrequest(open(ctx), hash));
  },
  length: (ctx, hash) => lengthOf(open(ctx), hash),
  isRequested: (ctx, hash) => isRequested(open(ctx), hash),
  request: (ctx, hash) => request(open(ctx), hash),
  unrequest: (ctx, hash) => gently(() => unrequest(open(ctx), hash)),
  note,
  unnote: (ctx, hash) => gently(() => unnote(open(ctx), hash, undefined)),
};
