// What a transaction costs: a base, its length in bytes, its weight. Mirrors pallet-transaction-payment 41 (lib.rs,
// types.rs) and pallets/transaction-fee (LinearWeightToFee).

import { BLOCK_WEIGHTS, ofClass } from "../../frame/block_limits.ts";
import type { FrameContext } from "../../frame/context.ts";
import type { DispatchClass, DispatchInfo, Pays, PostInfo } from "../../frame/weight.ts";
import { u64 } from "../../primitives/ints.ts";
import { Perbill } from "../../primitives/perthing.ts";
import { option, struct, u64 as u64Codec, type ValueOf } from "../../primitives/scale/index.ts";
import { rao, Tao } from "../../primitives/units.ts";
import { minWeight, type Weight } from "../../primitives/weight.ts";
import { MULTIPLIER_ONE, transactionPayment } from "./contract.ts";

const { NextFeeMultiplier } = transactionPayment.read;

export const InclusionFee = struct(
  "pallet_transaction_payment::types::InclusionFee",
  { base_fee: Tao, len_fee: Tao, adjusted_weight_fee: Tao },
  { Balance: u64Codec },
);
export const FeeDetails = struct(
  "pallet_transaction_payment::types::FeeDetails",
  { inclusion_fee: option(InclusionFee), tip: Tao },
  { Balance: u64Codec },
);
export type FeeDetails = ValueOf<typeof FeeDetails>;

/** Rao per picosecond: 5 per 10,000. */
const RAO_PER_TIME = Perbill.fromParts(500_000);

/** The fee for a weight, at most for that of a whole block; to the nearest rao, half a rao down. */
export const weightToFee = (weight: Weight): Tao =>
  rao(Perbill.mulAmount(RAO_PER_TIME, minWeight(weight, BLOCK_WEIGHTS.max_block).refTime));
/** One rao per byte. */
export const lengthToFee = (length: number): Tao => rao(BigInt(length));

interface Measured {
  /** Bytes of the encoded transaction, its own length prefix included. */
  readonly length: number;
  readonly weight: Weight;
  readonly class: DispatchClass;
  readonly pays: Pays;
  readonly tip: Tao;
}
function feeOf(ctx: FrameContext, { length, weight, class: cls, pays, tip }: Measured): FeeDetails {
  if (pays === "No") return { inclusion_fee: undefined, tip };
  return {
    inclusion_fee: {
      base_fee: weightToFee(ofClass(BLOCK_WEIGHTS.per_class, cls).base_extrinsic),
      len_fee: lengthToFee(length),
      adjusted_weight_fee: rao(u64.saturate((NextFeeMultiplier.get(ctx) * weightToFee(weight)) / MULTIPLIER_ONE)),
    },
    tip,
  };
}
/** Fee and tip together. */
export function finalFee({ inclusion_fee, tip }: FeeDetails): Tao {
  if (inclusion_fee === undefined) return tip;
  const { base_fee, len_fee, adjusted_weight_fee } = inclusion_fee;
  return u64.saturatingAdd(u64.saturatingAdd(u64.saturatingAdd(base_fee, len_fee), adjusted_weight_fee), tip);
}

/** The fee as declared, before the call ran. */
export const feeDetails = (
  ctx: FrameContext,
  parts: { readonly length: number; readonly info: DispatchInfo; readonly tip: Tao },
): FeeDetails => feeOf(ctx, { ...parts.info, length: parts.length, tip: parts.tip });
/** The fee for what the call turned out to be: never heavier than declared, free if either side says so. */
export function actualFeeDetails(
  ctx: FrameContext,
  {
    length,
    info,
    post,
    tip,
  }: { readonly length: number; readonly info: DispatchInfo; readonly post: PostInfo; readonly tip: Tao },
): FeeDetails {
  const weight = post.actualWeight === undefined ? info.weight : minWeight(post.actualWeight, info.weight);
  return feeOf(ctx, {
    length,
    weight,
    class: info.class,
    pays: info.pays === "Yes" ? (post.pays ?? "Yes") : "No",
    tip,
  });
}
