// The randomness beacon that timelocks wait for.
// Mirrors pallets/drand/src/lib.rs.

import { blake, identity } from "../../frame/hasher.ts";
import { none, root } from "../../frame/origin.ts";
import { call, constant, error, event, palletIdentity, section } from "../../frame/section.ts";
import { map, value } from "../../frame/storage.ts";
import { MultiSignature } from "../../primitives/multi_signature.ts";
import { bool, boundedBytes, option, u32, u64, vec } from "../../primitives/scale/index.ts";
import { BeaconConfiguration, BeaconConfigurationPayload, Pulse, PulsesPayload, QUICKNET } from "./beacon.ts";
import { weights } from "./weights.ts";

export const Drand = palletIdentity("Drand", 26);

export const drand = section(Drand, {
  constants: {
    UnsignedPriority: constant(u64, 1_048_576n),
    HttpFetchTimeout: constant(u64, 1000n),
  },
  storage: {
    BeaconConfig: value(BeaconConfiguration, { default: QUICKNET }),
    HasMigrationRun: map([identity(boundedBytes(128))], bool, { default: false }),
    Pulses: map([blake(u64)], Pulse),
    LastStoredRound: value(u64, { default: 0n }),
    OldestStoredRound: value(u64, { default: 0n }),
    NextUnsignedAt: value(u32, { default: 0 }),
  },
  events: {
    BeaconConfigChanged: event(0),
    NewPulse: event(1, { rounds: vec(u64) }),
    SetOldestStoredRound: event(2, [u64]),
  },
  errors: {
    NoneValue: error(0, "The value retrieved was `None` as no value was previously set."),
    StorageOverflow: error(1, "There was an attempt to increment the value in storage over `u32::MAX`."),
    DrandConnectionFailure: error(2, "failed to connect to the"),
    UnverifiedPulse: error(3, "the pulse is invalid"),
    InvalidRoundNumber: error(4, "the round number did not increment"),
    PulseVerificationError: error(5, "the pulse could not be verified"),
  },
  calls: {
    write_pulse: call(
      0,
      none,
      { pulses_payload: PulsesPayload, signature: option(MultiSignature) },
      { weight: weights.write_pulse },
    ),
    set_beacon_config: call(
      1,
      root,
      { config_payload: BeaconConfigurationPayload, signature: option(MultiSignature) },
      { weight: weights.set_beacon_config },
    ),
    set_oldest_stored_round: call(2, root, { oldest_round: u64 }, { weight: weights.set_oldest_stored_round }),
  },
});
