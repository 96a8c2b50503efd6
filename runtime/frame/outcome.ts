// What came of a call that another call ran: its weight and its error. Mirrors frame-support, dispatch.rs
// (DispatchResultWithPostInfo).

import { minWeight, type Weight } from "../primitives/weight.ts";
import type { DispatchResult } from "./dispatch_result.ts";
import { Refusal } from "./refusal.ts";
import type { DispatchInfo, PostInfo } from "./weight.ts";

export interface Outcome {
  readonly post: PostInfo;
  readonly refusal: Refusal | undefined;
}
/** Runs a dispatch and keeps its refusal. The dispatch rolls itself back. */
export function outcomeOf(dispatch: () => PostInfo): Outcome {
  try {
    return { post: dispatch(), refusal: undefined };
  } catch (error) {
    if (error instanceof Refusal) return { post: error.post ?? {}, refusal: error };
    throw error;
  }
}
/** As events tell it. */
export const resultOf = ({ refusal }: Outcome): DispatchResult =>
  refusal === undefined ? { type: "Ok", value: null } : { type: "Err", value: refusal.error };
/** The weight that a call turned out to have: at most what was declared. */
export const actualWeight = ({ post }: Pick<Outcome, "post">, info: DispatchInfo): Weight =>
  post.actualWeight === undefined ? info.weight : minWeight(post.actualWeight, info.weight);
/** The same refusal with what is known afterwards. */
export const refusedWith = (refusal: Refusal, post: PostInfo): Refusal =>
  new Refusal(refusal.palletError ?? refusal.error, post);
