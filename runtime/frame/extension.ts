// Transaction extensions: what stands between a signed extrinsic and its call. They run in one fixed order. Mirrors
// sp_runtime::traits::TransactionExtension.

import type { Codec } from "../primitives/scale/index.ts";
import type { Weight } from "../primitives/weight.ts";
import type { Call } from "./call.ts";
import type { FrameContext } from "./context.ts";
import type { Origin } from "./origin.ts";
import type { Refusal } from "./refusal.ts";
import type { TransactionSource, ValidTransaction } from "./validity.ts";
import type { DispatchInfo, PostInfo } from "./weight.ts";

export interface Transaction {
  readonly call: Call;
  readonly info: DispatchInfo;
  /** Length of the encoded extrinsic in bytes. */
  readonly length: number;
}
/** `E` what is sent, `A` what is signed besides, `P` what `prepare` hands to `settle`. */
export interface Extension<E = unknown, A = unknown, P = unknown, Ctx = FrameContext> {
  readonly identifier: string;
  readonly extra: Codec<E>;
  readonly implicit: Codec<A>;
  /** The signed-besides data; throws Invalidity (e.g. an ancient birth block). */
  readonly additional: (ctx: Ctx, extra: E) => A;
  /** Judges without changing the state; may replace the origin. Throws Invalidity. */
  readonly validate?: (
    ctx: Ctx,
    origin: Origin,
    extra: E,
    tx: Transaction,
    source: TransactionSource,
  ) => { readonly valid?: ValidTransaction; readonly origin?: Origin } | void;
  /** Judges unsigned transactions and inherents (bare_validate, bare_validate_and_prepare, bare_post_dispatch). */
  readonly validateBare?: (ctx: Ctx, tx: Transaction) => ValidTransaction | void;
  readonly prepareBare?: (ctx: Ctx, tx: Transaction) => void;
  readonly settleBare?: (ctx: Ctx, tx: Transaction, post: PostInfo, refusal: Refusal | undefined) => void;
  /** Changes the state before the call: takes the fee, counts the nonce up. Throws Invalidity. */
  readonly prepare?: (ctx: Ctx, origin: Origin, extra: E, tx: Transaction) => P;
  /** After the call, whether or not it was refused: gives back what was taken too much. */
  readonly settle?: (ctx: Ctx, prepared: P, tx: Transaction, post: PostInfo, refusal: Refusal | undefined) => void;
  /** Weight of the extension. The reference's extrinsic type leaves it out, so neither fee nor block counts it. */
  readonly weight?: (call: Call, extra: E) => Weight;
}
// biome-ignore lint/suspicious/noExplicitAny: extensions of whatever types
export type AnyExtension = Extension<any, any, any, any>;
