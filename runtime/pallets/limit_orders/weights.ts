// Weights of LimitOrders' calls. Mirrors pallets/limit-orders (weights.rs, SubstrateWeight, and the weight attributes).
import { cost, linear } from "../../primitives/weight.ts";

/** What was measured, where that is not the weight of a call as it stands. */
export const benchmarks = {
  execute_orders: (orders: number) =>
    linear(cost(61_768_457n, 6148n, 17, 10), [orders, cost(520_180_782n, 5158n, 11, 7)]),
  execute_batched_orders: (orders: number) =>
    linear(cost(499_718_496n, 8727n, 25, 15), [orders, cost(259_134_004n, 5158n, 10, 7)]),
};

export const weights = {
  execute_orders: ({ orders }: { orders: readonly unknown[] }) => benchmarks.execute_orders(orders.length),
  execute_batched_orders: ({ orders }: { orders: readonly unknown[] }) =>
    benchmarks.execute_batched_orders(orders.length),
  cancel_order: cost(14_822_000n, 3522n, 1, 1),
  set_pallet_status: cost(4_266_000n, 0n, 0, 1),
};
