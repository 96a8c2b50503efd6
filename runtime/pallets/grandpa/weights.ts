// Weights of Grandpa's calls. Mirrors pallet-grandpa 41 (default_weights.rs, as the runtime has no weights of its own).
import { cost } from "../../primitives/weight.ts";

/** MaxNominators of the runtime, and the least number of validators the reference reckons with. */
const MAX_NOMINATORS = 20;
const VALIDATORS = 100;

/** Both reports carry a proof of a type without values, so nobody can send them. */
const REPORT = cost(
  1_000_000n * BigInt(35 + 95 + 110 + 25 * MAX_NOMINATORS) + 175_000n * BigInt(VALIDATORS),
  0n,
  5 + 14 + 3 * MAX_NOMINATORS + 2,
  10 + 3 * MAX_NOMINATORS,
);

export const weights = {
  // Afterwards: no fee.
  report_equivocation: REPORT,
  report_equivocation_unsigned: REPORT,
  note_stalled: cost(3_000_000n, 0n, 0, 1),
};
