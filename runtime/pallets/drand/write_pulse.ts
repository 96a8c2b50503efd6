// Bringing pulses of the beacon into the chain, and forgetting old ones. Mirrors pallets/drand/src/lib.rs (write_pulse,
// prune_old_pulses).

import type { FrameContext } from "../../frame/context.ts";
import { ensure, refuse } from "../../frame/refusal.ts";
import type { Handles } from "../../frame/section.ts";
import type { At } from "../../frame/state.ts";
import { isBeaconSignature } from "../../primitives/crypto/beacon_signature.ts";
import { u64 } from "../../primitives/ints.ts";
import { drand } from "./contract.ts";

const { BeaconConfig, LastStoredRound, NextUnsignedAt, OldestStoredRound, Pulses } = drand.storage;
const { errors, events } = drand;

/** A week of pulses, and how many go at a time beyond that. */
export const MAX_KEPT_PULSES = 216_000n;
const MAX_REMOVED_PULSES = 100;

/** Pulses that are not the beacon's are passed over; those whose signature is none are refused, as are old rounds. */
export const writePulse: Handles<typeof drand, "write_pulse", FrameContext> = (ctx, _none, { pulses_payload }) => {
  const { public_key } = BeaconConfig.get(ctx);
  let last = LastStoredRound.get(ctx);
  const isFirst = last === 0n && OldestStoredRound.get(ctx) === 0n;
  const rounds: bigint[] = [];
  for (const pulse of pulses_payload.pulses) {
    const verified =
      isBeaconSignature(pulse.round, pulse.signature, public_key) ?? refuse(errors.PulseVerificationError);
    if (!verified) continue;
    ensure(pulse.round > last, errors.InvalidRoundNumber);
    Pulses.set(ctx, pulse.round, pulse);
    last = pulse.round;
    rounds.push(last);
  }
  LastStoredRound.set(ctx, last);
  if (isFirst && rounds[0] !== undefined) OldestStoredRound.set(ctx, rounds[0]);
  pruneOldPulses(ctx, last);
  NextUnsignedAt.set(ctx, ctx.block.number);
  if (rounds.length > 0) ctx.emit(events.NewPulse({ rounds }));
};

export function pruneOldPulses(at: At, last: bigint): void {
  let oldest = OldestStoredRound.get(at);
  if (oldest === 0n) return;
  for (let removed = 0; removed < MAX_REMOVED_PULSES; removed++) {
    if (u64.saturatingAdd(u64.saturatingSub(last, oldest), 1n) <= MAX_KEPT_PULSES) break;
    Pulses.delete(at, oldest);
    oldest = u64.saturatingAdd(oldest, 1n);
  }
  OldestStoredRound.set(at, oldest);
}
