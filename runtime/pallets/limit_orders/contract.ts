// Orders that wait for a price. Not built: its calls refuse.
// Mirrors pallets/limit-orders/src/lib.rs.

import { blake, identity } from "../../frame/hasher.ts";
import { root, signed } from "../../frame/origin.ts";
import { DispatchError } from "../../frame/refusal.ts";
import { call, constant, error, event, palletIdentity, section } from "../../frame/section.ts";
import { map, value } from "../../frame/storage.ts";
import { AccountId, accountId, H256, NetUid } from "../../primitives/ids.ts";
import { PalletId, palletId } from "../../primitives/pallet_id.ts";
import { bool, boundedBytes, boundedVec, u32, u64 } from "../../primitives/scale/index.ts";
import { OrderSide, OrderStatus, OrderType, SignedOrder, VersionedOrder } from "./order.ts";
import { weights } from "./weights.ts";

const MAX_ORDERS = 100;

export const LimitOrders = palletIdentity("LimitOrders", 32);

export const limitOrders = section(LimitOrders, {
  constants: {
    MaxOrdersPerBatch: constant(u32, MAX_ORDERS),
    PalletId: constant(PalletId, palletId("bt/limit")),
    PalletHotkey: constant(AccountId, accountId("0x6d6f646c62742f6c6d686b790000000000000000000000000000000000000000")),
  },
  storage: {
    Orders: map([blake(H256)], OrderStatus),
    LimitOrdersEnabled: value(bool, { default: false }),
    HasMigrationRun: map([identity(boundedBytes(128))], bool, { default: false }),
  },
  events: {
    OrderExecuted: event(0, {
      order_id: H256,
      signer: AccountId,
      netuid: NetUid,
      order_type: OrderType,
      amount_in: u64,
      amount_out: u64,
    }),
    OrderSkipped: event(1, { order_id: H256, reason: DispatchError }),
    OrderCancelled: event(2, { order_id: H256, signer: AccountId }),
    GroupExecutionSummary: event(3, {
      netuid: NetUid,
      net_side: OrderSide,
      net_amount: u64,
      actual_out: u64,
      executed_count: u32,
    }),
    LimitOrdersPalletStatusChanged: event(4, { enabled: bool }),
  },
  errors: {
    InvalidSignature: error(0, "The provided signature does not match the order payload and signer."),
    OrderAlreadyProcessed: error(1, "The order has already been Fulfilled or Cancelled."),
    OrderCancelled: error(2, "Order has been cancelled"),
    OrderExpired: error(3, "The order's expiry timestamp is in the past."),
    PriceConditionNotMet: error(4, "The current market price does not satisfy the order's limit price."),
    Unauthorized: error(5, "Caller is not the order signer (required for cancellation)."),
    SwapReturnedZero: error(6, "The pool swap returned zero output for a non-zero input."),
    RootNetUidNotAllowed: error(7, "Root netuid (0) is not allowed for limit orders."),
    OrderNetUidMismatch: error(8, "An order in the batch targets a different netuid than the batch netuid parameter."),
    LimitOrdersDisabled: error(9, "Limit orders are disabled"),
    RelayerMissMatch: error(10, "Relayer not the same as specified in the order"),
    PartialFillsNotEnabled: error(11, "Partial fills not enabled for this order"),
    IncorrectPartialFillAmount: error(12, "Incorrect partial fill amount provided"),
    RelayerRequiredForPartialFill: error(13, "A relayer must be set on the order when using partial fills"),
    ChainIdMismatch: error(14, "The order's chain_id does not match the current chain."),
    PalletHotkeyNotRegistered: error(
      15,
      "The pallet hotkey has not been registered to the pallet account.\nCall on_runtime_upgrade or wait for genesis to complete registration\nbefore enabling the pallet.",
    ),
    ArithmeticOverflow: error(16, "A TAO -> alpha conversion overflowed the fixed-point range."),
    DuplicateOrderInBatch: error(17, "The same order appears more than once in a single batch."),
    ZeroShareInBatch: error(
      18,
      "An order's pro-rata share in the batch rounded down to zero. The whole\nbatch is rejected so the order's input is never consumed without\ndelivering any output (conservation), and the order stays retryable in a\ndifferently-composed batch.",
    ),
  },
  calls: {
    execute_orders: call(
      0,
      signed,
      { orders: boundedVec(SignedOrder, MAX_ORDERS), should_fail: bool },
      { weight: weights.execute_orders },
    ),
    execute_batched_orders: call(
      1,
      signed,
      { netuid: NetUid, orders: boundedVec(SignedOrder, MAX_ORDERS) },
      { weight: weights.execute_batched_orders },
    ),
    cancel_order: call(2, signed, { order: VersionedOrder }, { weight: weights.cancel_order }),
    set_pallet_status: call(3, root, { enabled: bool }, { weight: weights.set_pallet_status }),
  },
});
