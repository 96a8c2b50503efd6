// How a subnet's emission is split between its mechanisms. Mirrors pallets/subtensor/src/subnets/mechanism.rs
// (split_emissions).

import type { NetUid } from "../../../primitives/ids.ts";
import { U16_MAX, u64 } from "../../../primitives/ints.ts";
import { type Alpha, alpha } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { mechanisms } from "./contract.ts";

const { MechanismCountCurrent, MechanismEmissionSplit } = mechanisms.read;

/** One part per mechanism: by the stored u16 proportions, else even. What rounding loses goes to the first. */
export function splitEmissions(ctx: Ctx, netuid: NetUid, amount: Alpha): Alpha[] {
  const count: number = MechanismCountCurrent.get(ctx, netuid);
  const split = MechanismEmissionSplit.get(ctx, netuid);
  const parts = Array.from({ length: count }, (_, mechanism) =>
    split === undefined ? amount / BigInt(count) : u64.wrap((amount * BigInt(split[mechanism] ?? 0)) / BigInt(U16_MAX)),
  );
  const paid = u64.wrap(parts.reduce((sum, part) => sum + part, 0n));
  return parts.map((part, mechanism) =>
    alpha(mechanism === 0 ? u64.saturatingAdd(part, u64.saturatingSub(amount, paid)) : part),
  );
}
