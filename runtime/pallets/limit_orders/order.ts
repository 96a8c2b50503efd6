// Orders that their owners signed and others carry out. Mirrors pallets/limit-orders/src/lib.rs.

import { AccountId, NetUid } from "../../primitives/ids.ts";
import { MultiSignature } from "../../primitives/multi_signature.ts";
import { PerbillCodec } from "../../primitives/perthing_codecs.ts";
import {
  arm,
  bool,
  boundedVec,
  enumeration,
  option,
  struct,
  u64,
  type ValueOf,
  variant,
} from "../../primitives/scale/index.ts";

const MAX_RELAYERS = 10;

export const OrderSide = enumeration("pallet_limit_orders::OrderSide", ["Buy", "Sell"]);
export type OrderSide = ValueOf<typeof OrderSide>;

export const OrderType = enumeration("pallet_limit_orders::OrderType", ["LimitBuy", "TakeProfit", "StopLoss"]);
export type OrderType = ValueOf<typeof OrderType>;

export const Order = struct(
  "pallet_limit_orders::Order",
  {
    signer: AccountId,
    hotkey: AccountId,
    netuid: NetUid,
    order_type: OrderType,
    /** TAO of a purchase, alpha of a sale. */
    amount: u64,
    /** 10^-9 TAO per alpha. */
    limit_price: u64,
    /** Milliseconds of Unix time. */
    expiry: u64,
    fee_rate: PerbillCodec,
    fee_recipient: AccountId,
    relayer: option(boundedVec(AccountId, MAX_RELAYERS)),
    max_slippage: option(PerbillCodec),
    chain_id: u64,
    partial_fills_enabled: bool,
  },
  { AccountId },
);
export type Order = ValueOf<typeof Order>;

export const VersionedOrder = variant("pallet_limit_orders::VersionedOrder", { V1: arm(0, Order) }, { AccountId });
export type VersionedOrder = ValueOf<typeof VersionedOrder>;

export const SignedOrder = struct(
  "pallet_limit_orders::SignedOrder",
  { order: VersionedOrder, signature: MultiSignature, partial_fill: option(u64) },
  { AccountId },
);
export type SignedOrder = ValueOf<typeof SignedOrder>;

export const OrderStatus = variant("pallet_limit_orders::OrderStatus", {
  Fulfilled: arm(0),
  PartiallyFilled: arm(1, u64),
  Cancelled: arm(2),
});
export type OrderStatus = ValueOf<typeof OrderStatus>;
