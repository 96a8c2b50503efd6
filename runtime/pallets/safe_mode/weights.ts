// Weights of SafeMode's calls and hook. Mirrors pallet-safe-mode 22 (weights.rs, SubstrateWeight).
import { cost } from "../../primitives/weight.ts";

export const weights = {
  enter: cost(44_471_000n, 3892n, 2, 3),
  force_enter: cost(5_200_000n, 1489n, 1, 1),
  extend: cost(46_411_000n, 3892n, 2, 3),
  force_extend: cost(7_011_000n, 1489n, 1, 1),
  force_exit: cost(6_180_000n, 1489n, 1, 1),
  force_slash_deposit: cost(28_905_000n, 3892n, 2, 2),
  release_deposit: cost(37_735_000n, 3892n, 3, 2),
  force_release_deposit: cost(36_454_000n, 3892n, 2, 2),
  on_initialize_noop: cost(733_000n, 1489n, 1),
  on_initialize_exit: cost(4_926_000n, 1489n, 1, 1),
};
