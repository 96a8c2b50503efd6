// Weights of Balances' calls. Mirrors pallet-balances 42 (weights.rs, SubstrateWeight, and the weight attributes).
import { cost, linear, maxWeight } from "../../primitives/weight.ts";

/** What was measured, where that is not the weight of a call as it stands. */
export const benchmarks = {
  force_set_balance_creating: cost(12_547_000n, 3593n, 1, 1),
  force_set_balance_killing: cost(19_206_000n, 3593n, 1, 1),
  upgrade_accounts: (accounts: number) => linear(cost(14_674_000n, 990n), [accounts, cost(14_648_188n, 2603n, 1, 1)]),
  burn_allow_death: cost(30_219_000n),
  burn_keep_alive: cost(20_720_000n),
};

export const weights = {
  transfer_allow_death: cost(48_834_000n, 3593n, 1, 1),
  force_transfer: cost(49_519_000n, 6196n, 2, 2),
  transfer_keep_alive: cost(39_051_000n, 3593n, 1, 1),
  transfer_all: cost(48_209_000n, 3593n, 1, 1),
  force_unreserve: cost(15_515_000n, 3593n, 1, 1),
  // Afterwards: no fee if at least 90% of the accounts were upgraded; the empty list pays.
  upgrade_accounts: ({ who }: { who: readonly unknown[] }) => benchmarks.upgrade_accounts(who.length),
  force_set_balance: maxWeight(benchmarks.force_set_balance_creating, benchmarks.force_set_balance_killing),
  force_adjust_total_issuance: cost(5_351_000n),
  // The reference has the two the wrong way round, so they stay so.
  burn: ({ keep_alive }: { keep_alive: boolean }) =>
    keep_alive ? benchmarks.burn_allow_death : benchmarks.burn_keep_alive,
};
