// Why the pool does not take a transaction. Mirrors sc_transaction_pool_api::error.

import type { InvalidTransaction, UnknownTransaction } from "../../runtime/frame/validity.ts";

export type PoolProblem =
  | { readonly type: "InvalidTransaction"; readonly value: InvalidTransaction }
  | { readonly type: "UnknownTransaction"; readonly value: UnknownTransaction }
  | { readonly type: "BadFormat"; readonly detail: string }
  | { readonly type: "Verification"; readonly detail: string }
  | { readonly type: "AlreadyImported"; readonly hash: string }
  | { readonly type: "TooLowPriority"; readonly old: bigint; readonly new: bigint }
  | { readonly type: "TemporarilyBanned" | "CycleDetected" | "ImmediatelyDropped" | "Unactionable" | "NoTagsProvided" };

export class PoolFailure extends Error {
  override readonly name = "PoolFailure";
  readonly problem: PoolProblem;
  constructor(problem: PoolProblem) {
    super(problem.type);
    this.problem = problem;
  }
}
