// What clients ask about fees. Mirrors pallet-transaction-payment-rpc-runtime-api 41 and the queries of
// pallet-transaction-payment.

import { type Call, RuntimeCall } from "../../frame/call.ts";
import type { FrameContext } from "../../frame/context.ts";
import { method, runtimeApi } from "../../frame/runtime_api.ts";
import { DispatchClass, WeightCodec } from "../../frame/weight.ts";
import { type Codec, struct, u32, u64, type ValueOf } from "../../primitives/scale/index.ts";
import { rao, Tao } from "../../primitives/units.ts";
import { FeeDetails, feeDetails, finalFee, lengthToFee, weightToFee } from "./fee.ts";

export const RuntimeDispatchInfo = struct(
  "pallet_transaction_payment::types::RuntimeDispatchInfo",
  { weight: WeightCodec, class: DispatchClass, partial_fee: Tao },
  { Balance: u64, Weight: WeightCodec },
);
type RuntimeDispatchInfo = ValueOf<typeof RuntimeDispatchInfo>;

const NO_TIP = rao(0n);
export function queryCallInfo(ctx: FrameContext, call: Call, length: number): RuntimeDispatchInfo {
  const info = ctx.dispatchInfo(call);
  return {
    weight: info.weight,
    class: info.class,
    partial_fee: finalFee(feeDetails(ctx, { length, info, tip: NO_TIP })),
  };
}
export const queryCallFeeDetails = (ctx: FrameContext, call: Call, length: number): FeeDetails =>
  feeDetails(ctx, { length, info: ctx.dispatchInfo(call), tip: NO_TIP });
const weightAndLength = {
  query_weight_to_fee: method({ weight: WeightCodec }, Tao, (_ctx: FrameContext, { weight }) => weightToFee(weight)),
  query_length_to_fee: method({ length: u32 }, Tao, (_ctx: FrameContext, { length }) => lengthToFee(length)),
};

/** Fees of encoded transactions. `Extrinsic` is the runtime's own; a bare one costs nothing. */
export const transactionPaymentApi = <X, Ctx extends FrameContext>(
  Extrinsic: Codec<X>,
  read: (ctx: Ctx, extrinsic: X) => { readonly call: Call; readonly bare: boolean },
) =>
  runtimeApi<Ctx>("TransactionPaymentApi", "0x37c8bb1350a9a2a8", 4, {
    query_info: method({ uxt: Extrinsic, len: u32 }, RuntimeDispatchInfo, (ctx: Ctx, { uxt, len }) => {
      const { call, bare } = read(ctx, uxt);
      const info = queryCallInfo(ctx, call, len);
      return bare ? { ...info, partial_fee: NO_TIP } : info;
    }),
    query_fee_details: method({ uxt: Extrinsic, len: u32 }, FeeDetails, (ctx: Ctx, { uxt, len }) => {
      const { call, bare } = read(ctx, uxt);
      return bare ? { inclusion_fee: undefined, tip: NO_TIP } : queryCallFeeDetails(ctx, call, len);
    }),
    ...weightAndLength,
  });
/** Fees of calls, as if they were sent with so many bytes. */
export const transactionPaymentCallApi = runtimeApi<FrameContext>(
  "TransactionPaymentCallApi",
  "0xf3ff14d5ab527059",
  3,
  {
    query_call_info: method({ call: RuntimeCall, len: u32 }, RuntimeDispatchInfo, (ctx: FrameContext, { call, len }) =>
      queryCallInfo(ctx, call, len),
    ),
    query_call_fee_details: method({ call: RuntimeCall, len: u32 }, FeeDetails, (ctx: FrameContext, { call, len }) =>
      queryCallFeeDetails(ctx, call, len),
    ),
    ...weightAndLength,
  },
);
