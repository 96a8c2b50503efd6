// The block under construction: what System records at its start, around each extrinsic and at its end. Mirrors
// frame_system's initialize, note_extrinsic, note_applied_extrinsic, note_finished_extrinsics and finalize.

import type { FrameContext } from "../../frame/context.ts";
import type { Refusal } from "../../frame/refusal.ts";
import type { DispatchClass, DispatchInfo, PostInfo } from "../../frame/weight.ts";
import { bytesToHex, utf8ToBytes } from "../../primitives/bytes.ts";
import { blake2b256 } from "../../primitives/hash/index.ts";
import type { DigestItem } from "../../primitives/header.ts";
import { H256 } from "../../primitives/ids.ts";
import { u32 } from "../../primitives/scale/index.ts";
import { addWeight, equalWeights, minWeight, subWeight, type Weight, ZERO_WEIGHT } from "../../primitives/weight.ts";
import { BLOCK_WEIGHTS, ofClass, withClass } from "./block_limits.ts";
import { system } from "./contract.ts";

const { storage, events } = system;
type Ctx = FrameContext;

const raw = (name: string): string => bytesToHex(utf8ToBytes(name));
const EXTRINSIC_INDEX = raw(":extrinsic_index");
const INTRABLOCK_ENTROPY = raw(":intrablock_entropy");
const ENTROPY_LABEL = utf8ToBytes("frame_system::initialize");

/** Index of the extrinsic being applied. */
export const extrinsicIndex = (ctx: Ctx): number => {
  const cell = ctx.state.get(EXTRINSIC_INDEX);
  return cell === undefined ? 0 : u32.decodeLenient(cell.bytes);
};
const setExtrinsicIndex = (ctx: Ctx, index: number): void =>
  ctx.state.set(EXTRINSIC_INDEX, { bytes: u32.encode(index) });

export function resetEvents(ctx: Ctx): void {
  storage.Events.delete(ctx);
  storage.EventCount.delete(ctx);
  storage.EventTopics.clear(ctx);
}

export function initialize(ctx: Ctx, number: number, parentHash: H256, digest: readonly DigestItem[]): void {
  storage.ExecutionPhase.set(ctx, { type: "Initialization" });
  setExtrinsicIndex(ctx, 0);
  const seed = new Uint8Array(ENTROPY_LABEL.length + 32);
  seed.set(ENTROPY_LABEL);
  seed.set(H256.encode(parentHash), ENTROPY_LABEL.length);
  ctx.state.set(INTRABLOCK_ENTROPY, { bytes: blake2b256(seed) });
  storage.Number.set(ctx, number);
  storage.Digest.set(ctx, digest);
  storage.ParentHash.set(ctx, parentHash);
  storage.BlockHash.set(ctx, number - 1, parentHash);
  storage.InherentsApplied.delete(ctx);
  storage.BlockWeight.delete(ctx);
}

/** Adds weight that no extrinsic accounts for. */
export function registerWeight(ctx: Ctx, weight: Weight, cls: DispatchClass): void {
  storage.BlockWeight.update(ctx, (old) => withClass(old, cls, (w) => addWeight(w, weight)));
}
export function noteFinishedInitialize(ctx: Ctx): void {
  storage.ExecutionPhase.set(ctx, { type: "ApplyExtrinsic", value: 0 });
}
export function noteExtrinsic(ctx: Ctx, bytes: Uint8Array): void {
  storage.ExtrinsicData.set(ctx, extrinsicIndex(ctx), bytes);
}

/** Weight that a call turned out to have: at most what was declared. */
export const actualWeight = (info: DispatchInfo, post: PostInfo): Weight =>
  post.actualWeight === undefined ? info.weight : minWeight(post.actualWeight, info.weight);
/** Whether it pays: only if both the declaration and the outcome say so. */
export const actualPays = (info: DispatchInfo, post: PostInfo) => (info.pays === "Yes" ? (post.pays ?? "Yes") : "No");

export function noteAppliedExtrinsic(ctx: Ctx, info: DispatchInfo, post: PostInfo, refusal: Refusal | undefined): void {
  const weight = addWeight(actualWeight(info, post), ofClass(BLOCK_WEIGHTS.per_class, info.class).base_extrinsic);
  const dispatch_info = { weight, class: info.class, pays_fee: actualPays(info, post) };
  ctx.emit(
    refusal === undefined
      ? events.ExtrinsicSuccess({ dispatch_info })
      : events.ExtrinsicFailed({ dispatch_error: refusal.error, dispatch_info }),
  );
  const next = extrinsicIndex(ctx) + 1;
  setExtrinsicIndex(ctx, next);
  storage.ExecutionPhase.set(ctx, { type: "ApplyExtrinsic", value: next });
  storage.ExtrinsicWeightReclaimed.delete(ctx);
}
/** Gives the weight that a call did not use back to the block. */
export function reclaimWeight(ctx: Ctx, info: DispatchInfo, post: PostInfo): void {
  const already = storage.ExtrinsicWeightReclaimed.get(ctx);
  const unspent = subWeight(info.weight, actualWeight(info, post));
  const reclaim: Weight = {
    refTime: already.refTime > unspent.refTime ? already.refTime : unspent.refTime,
    proofSize: already.proofSize > unspent.proofSize ? already.proofSize : unspent.proofSize,
  };
  const more = subWeight(reclaim, already);
  if (equalWeights(more, ZERO_WEIGHT)) return;
  storage.BlockWeight.update(ctx, (old) => withClass(old, info.class, (w) => subWeight(w, more)));
  storage.ExtrinsicWeightReclaimed.set(ctx, reclaim);
}
export function noteFinishedExtrinsics(ctx: Ctx): void {
  const index = extrinsicIndex(ctx);
  ctx.state.delete(EXTRINSIC_INDEX);
  storage.ExtrinsicCount.set(ctx, index);
  storage.ExecutionPhase.set(ctx, { type: "Finalization" });
}

/** What the block was about, taken out of the state when it ends. The events stay to be read. */
export function finalize(ctx: Ctx): {
  readonly number: number;
  readonly parentHash: H256;
  readonly digest: readonly DigestItem[];
} {
  storage.ExecutionPhase.delete(ctx);
  storage.AllExtrinsicsLen.delete(ctx);
  ctx.state.delete(INTRABLOCK_ENTROPY);
  storage.InherentsApplied.delete(ctx);
  const number = storage.Number.get(ctx);
  for (let i = 0, n = storage.ExtrinsicCount.take(ctx) ?? 0; i < n; i++) storage.ExtrinsicData.delete(ctx, i);
  const stale = number - system.constants.BlockHashCount.get(ctx) - 1;
  if (stale > 0) storage.BlockHash.delete(ctx, stale);
  return { number, parentHash: storage.ParentHash.get(ctx), digest: storage.Digest.get(ctx) };
}
