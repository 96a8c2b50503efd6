// The pulses that are stored. Provides `beacon`. Mirrors pallets/drand/src/lib.rs.

import type { Beacon } from "../../ports/beacon.ts";
import { drand } from "./contract.ts";

const { LastStoredRound, Pulses } = drand.read;

export const beacon: Beacon = {
  lastStoredRound: (at) => LastStoredRound.get(at),
  signature: (at, round) => Pulses.get(at, round)?.signature,
};
