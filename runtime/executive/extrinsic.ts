// Extrinsics: their envelope, what is signed, and how one is judged and applied. Mirrors sp_runtime's UncheckedExtrinsic
// (versions 4 and 5), CheckedExtrinsic and the transaction extension pipeline.

import type { Call } from "../frame/call.ts";
import type { FrameContext } from "../frame/context.ts";
import type { Transaction } from "../frame/extension.ts";
import { noneOrigin, type Origin, signedOrigin } from "../frame/origin.ts";
import { Refusal } from "../frame/refusal.ts";
import { combined, invalid, type TransactionSource, unknown, VALID, type ValidTransaction } from "../frame/validity.ts";
import type { PostInfo } from "../frame/weight.ts";
import { blake2b256 } from "../primitives/hash/index.ts";
import { AccountId } from "../primitives/ids.ts";
import { MultiAddress } from "../primitives/multi_address.ts";
import { MultiSignature } from "../primitives/multi_signature.ts";
import { MAX_DEPTH, Reader, ScaleError, Writer } from "../primitives/scale/index.ts";
import { type Chain, dispatchInfoOf } from "./chain.ts";

interface Envelope {
  readonly call: Call;
  /** Absent: an inherent or an unsigned transaction. */
  readonly signed:
    | { readonly address: MultiAddress; readonly signature: MultiSignature; readonly extra: readonly unknown[] }
    | undefined;
  readonly general: boolean;
  readonly callBytes: Uint8Array;
  readonly extraBytes: Uint8Array;
  /** How deep the call is nested. */
  readonly depth: number;
  readonly length: number;
}
const LEGACY = 4;
const CURRENT = 5;

/** What comes before the call; the reader stands at the call then. Throws ScaleError. */
function readHead(chain: Chain, bytes: Uint8Array) {
  const input = new Reader(bytes);
  const length = input.length();
  if (length !== input.remaining)
    throw new ScaleError(`the extrinsic announces ${length} bytes and has ${input.remaining}`);
  const preamble = input.u8();
  const version = preamble & 0x3f;
  const kind = preamble >> 6;
  if (!((version === LEGACY && (kind === 0 || kind === 2)) || (version === CURRENT && (kind === 0 || kind === 1))))
    throw new ScaleError(`extrinsic format ${preamble} is not known`);
  const signer = kind === 2 ? { address: MultiAddress.read(input), signature: MultiSignature.read(input) } : undefined;
  if (kind === 1 && input.u8() !== 0) throw new ScaleError("extension version is not 0");
  const from = input.at;
  const extra = kind === 0 ? [] : chain.runtime.extensions.map((one) => one.extra.read(input));
  return {
    input,
    signed: signer === undefined ? undefined : { ...signer, extra },
    general: kind === 1,
    extraBytes: bytes.subarray(from, input.at),
  };
}
/** Reads an extrinsic with its length prefix. Throws ScaleError. */
export function decodeExtrinsic(chain: Chain, bytes: Uint8Array): Envelope {
  const { input, ...head } = readHead(chain, bytes);
  const callBytes = bytes.subarray(input.at);
  const call = chain.runtime.RuntimeCall.read(input);
  input.finish();
  return { call, ...head, callBytes, depth: input.deepest, length: bytes.length };
}
/** Where an extrinsic's call begins: indices of pallet and call are its first two bytes. Throws ScaleError. */
export const callStart = (chain: Chain, bytes: Uint8Array): number => readHead(chain, bytes).input.at;

/** An unsigned extrinsic, with its length prefix. */
export function bareExtrinsic(chain: Chain, call: Call): Uint8Array {
  const body = chain.runtime.RuntimeCall.encode(call);
  const out = new Writer(body.length + 5);
  out.compact(body.length + 1);
  out.u8(LEGACY);
  out.raw(body);
  return out.result();
}

/** What a signer signs: call, extra and implicit data, hashed when longer than 256 bytes. */
export function signingPayload(
  chain: Chain,
  ctx: FrameContext,
  parts: { callBytes: Uint8Array; extraBytes: Uint8Array; extra: readonly unknown[] },
): Uint8Array {
  const out = new Writer();
  out.raw(parts.callBytes);
  out.raw(parts.extraBytes);
  chain.runtime.extensions.forEach((one, i) => {
    one.implicit.write(out, one.additional(ctx, parts.extra[i]));
  });
  const payload = out.result();
  return payload.length > 256 ? blake2b256(payload) : payload;
}

/** A decoded extrinsic whose signature is good. */
export interface Checked {
  readonly tx: Transaction;
  readonly origin: Origin;
  readonly extra: readonly unknown[] | undefined;
}
/** Decodes and checks the signature. `deepest`: levels that the call may be nested at most. Throws Invalidity. */
export function checkExtrinsic(chain: Chain, ctx: FrameContext, bytes: Uint8Array, deepest = MAX_DEPTH): Checked {
  let envelope: Envelope;
  try {
    envelope = decodeExtrinsic(chain, bytes);
  } catch (error) {
    if (error instanceof ScaleError) invalid("Call");
    throw error;
  }
  const { call, signed, general, length } = envelope;
  if (envelope.depth > deepest) invalid("Call");
  const declared = dispatchInfoOf(chain.runtime, call);
  if (general) invalid("UnknownOrigin");
  if (signed === undefined) return { tx: { call, info: declared, length }, origin: noneOrigin, extra: undefined };
  const { address, signature, extra } = signed;
  // The signer is looked up before anything else; only ids name accounts here.
  const who = address.type === "Id" ? address.value : unknown("CannotLookup");
  const payload = signingPayload(chain, ctx, { callBytes: envelope.callBytes, extraBytes: envelope.extraBytes, extra });
  if (!chain.verify(signature.type, signature.value, payload, AccountId.encode(who))) invalid("BadProof");
  // The weight of the extensions is not counted: fp_self_contained, the reference's extrinsic, reports that of the call alone.
  return { tx: { call, info: declared, length }, origin: signedOrigin(who), extra };
}

/** Runs the extensions' judgement over a signed transaction. Throws Invalidity. */
export function judge(
  chain: Chain,
  ctx: FrameContext,
  { tx, origin, extra }: Checked,
  source: TransactionSource,
): { readonly valid: ValidTransaction; readonly origin: Origin } {
  let valid = VALID;
  let as = origin;
  chain.runtime.extensions.forEach((one, i) => {
    const verdict = one.validate?.(ctx, as, extra![i], tx, source);
    if (!verdict) return;
    if (verdict.valid !== undefined) valid = combined(valid, verdict.valid);
    if (verdict.origin !== undefined) as = verdict.origin;
  });
  return { valid, origin: as };
}
/** Runs the judgement over an unsigned transaction. Throws Invalidity. */
export function judgeBare(
  chain: Chain,
  ctx: FrameContext,
  { tx }: Checked,
  source: TransactionSource,
): ValidTransaction {
  const owner = chain.runtime.pallets.find((one) => one.name === tx.call.pallet);
  const own = owner?.parts.validateUnsigned?.(ctx, tx.call, source) ?? unknown("NoUnsignedValidator");
  let valid: ValidTransaction = VALID;
  for (const one of chain.runtime.extensions) {
    const verdict = one.validateBare?.(ctx, tx);
    if (verdict) valid = combined(valid, verdict);
  }
  return combined(own, valid);
}

export interface Applied {
  readonly post: PostInfo;
  readonly refusal: Refusal | undefined;
}
function dispatched(ctx: FrameContext, origin: Origin, call: Call): Applied {
  try {
    return { post: ctx.dispatch(origin, call), refusal: undefined };
  } catch (error) {
    if (error instanceof Refusal) return { post: error.post ?? {}, refusal: error };
    throw error;
  }
}

/** Judges, prepares, dispatches and settles. Throws Invalidity if the transaction may not enter the block. */
export function applyChecked(chain: Chain, ctx: FrameContext, checked: Checked): Applied {
  const { tx, extra } = checked;
  const { extensions } = chain.runtime;
  if (extra === undefined) {
    if (!isInherent(chain, tx.call)) judgeBare(chain, ctx, checked, "InBlock");
    for (const one of extensions) one.prepareBare?.(ctx, tx);
    const outcome = dispatched(ctx, checked.origin, tx.call);
    for (const one of extensions) one.settleBare?.(ctx, tx, outcome.post, outcome.refusal);
    return outcome;
  }
  const { origin } = judge(chain, ctx, checked, "InBlock");
  const prepared = extensions.map((one, i) => one.prepare?.(ctx, origin, extra[i], tx));
  const outcome = dispatched(ctx, origin, tx.call);
  extensions.forEach((one, i) => {
    one.settle?.(ctx, prepared[i], tx, outcome.post, outcome.refusal);
  });
  return outcome;
}

export const isInherent = (chain: Chain, call: Call): boolean =>
  chain.runtime.pallets.some((one) => one.name === call.pallet && one.parts.inherent?.isInherent(call) === true);
