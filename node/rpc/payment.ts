// payment_*: what a transaction would cost. Mirrors pallet-transaction-payment-rpc.

import { concatBytes } from "../../runtime/primitives/bytes.ts";
import type { H256 } from "../../runtime/primitives/ids.ts";
import type { AnyCodec } from "../../runtime/primitives/scale/index.ts";
import { u32 } from "../../runtime/primitives/scale/index.ts";
import type { Node } from "../node.ts";
import { RpcFailure } from "./failure.ts";
import { method } from "./method.ts";
import { hash, hex, optional } from "./params.ts";
import { callAt } from "./reads.ts";

const API = "TransactionPaymentApi";
function asked<T>(node: Node, name: string, extrinsic: Uint8Array, at: H256 | undefined, message: string): T {
  const output: AnyCodec | undefined = node.chain.runtime.apis.find((api) => api.name === API)?.methods[name]?.output;
  try {
    const answer = callAt(node, at, `${API}_${name}`, concatBytes(extrinsic, u32.encode(extrinsic.length)));
    return output!.decode(answer) as T;
  } catch (error) {
    if (error instanceof RpcFailure)
      throw new RpcFailure(error.message.includes("Bad input data") ? 2 : 1, message, error.message);
    throw error;
  }
}
interface DispatchInfo {
  readonly weight: { readonly refTime: bigint; readonly proofSize: bigint };
  readonly class: string;
  readonly partial_fee: bigint;
}
interface FeeDetails {
  readonly inclusion_fee:
    | { readonly base_fee: bigint; readonly len_fee: bigint; readonly adjusted_weight_fee: bigint }
    | undefined;
}
const inHex = (value: bigint): string => `0x${value.toString(16)}`;

export const payment_queryInfo = method({ extrinsic: hex, at: optional(hash) }, (node, { extrinsic, at }) => {
  const info = asked<DispatchInfo>(node, "query_info", extrinsic, at, "Unable to query dispatch info.");
  return {
    weight: { ref_time: Number(info.weight.refTime), proof_size: Number(info.weight.proofSize) },
    class: info.class.toLowerCase(),
    partialFee: String(info.partial_fee),
  };
});
export const payment_queryFeeDetails = method({ extrinsic: hex, at: optional(hash) }, (node, { extrinsic, at }) => {
  const { inclusion_fee: fee } = asked<FeeDetails>(
    node,
    "query_fee_details",
    extrinsic,
    at,
    "Unable to query fee details.",
  );
  return {
    inclusionFee:
      fee === undefined
        ? null
        : {
            baseFee: inHex(fee.base_fee),
            lenFee: inHex(fee.len_fee),
            adjustedWeightFee: inHex(fee.adjusted_weight_fee),
          },
  };
});
