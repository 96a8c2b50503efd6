// Randomness pulses go before other transactions. Mirrors pallets/drand/src/drand_priority.rs.

import type { Extension } from "../frame/extension.ts";
import { VALID } from "../frame/validity.ts";
import { unit } from "../primitives/scale/index.ts";
import { nothing } from "./system.ts";

const DRAND_PRIORITY = 10_000n;

export const drandPriority: Extension<null, null> = {
  identifier: "DrandPriority",
  extra: nothing("pallet_drand::drand_priority::DrandPriority"),
  implicit: unit,
  additional: () => null,
  validate: (_ctx, _origin, _extra, { call }) =>
    call.pallet === "Drand" && call.name === "write_pulse"
      ? { valid: { ...VALID, priority: DRAND_PRIORITY } }
      : undefined,
};
