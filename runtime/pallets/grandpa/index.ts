// Grandpa's changes of authorities, announced and enacted at the end of a block. Mirrors pallet_grandpa 41.

import { type Context, within } from "../../context.ts";
import { pallet } from "../../frame/pallet.ts";
import { ensure, refuse } from "../../frame/refusal.ts";
import { implement } from "../../frame/section.ts";
import type { At } from "../../frame/state.ts";
import type { FinalizerChanges } from "../../ports/authorities.ts";
import { GRANDPA_ENGINE } from "../../primitives/header.ts";
import { u32 as blocks } from "../../primitives/ints.ts";
import { arm, struct, u32, type ValueOf, variant } from "../../primitives/scale/index.ts";
import { AuthorityList, Grandpa, grandpa } from "./contract.ts";

const { Authorities, CurrentSetId, NextForced, PendingChange, Stalled, State } = grandpa.storage;
const { errors, events } = grandpa;
type Ctx = Context<"digests">;

const ScheduledChange = struct("", { next_authorities: AuthorityList, delay: u32 });
const ConsensusLog = variant("sp_consensus_grandpa::ConsensusLog", {
  ScheduledChange: arm(1, ScheduledChange),
  ForcedChange: arm(2, [u32, ScheduledChange]),
  OnDisabled: arm(3),
  Pause: arm(4, u32),
  Resume: arm(5, u32),
});
const announce = (ctx: Ctx, log: ValueOf<typeof ConsensusLog>): void =>
  ctx.ports.digests.deposit(ctx, { type: "Consensus", value: [GRANDPA_ENGINE, ConsensusLog.encode(log)] });

function enactChange(ctx: Ctx, blockNumber: number): void {
  const pending = PendingChange.get(ctx);
  if (pending === undefined) return;
  const { scheduled_at, delay, next_authorities, forced } = pending;
  if (blockNumber === scheduled_at) {
    const change = { next_authorities, delay };
    announce(
      ctx,
      forced === undefined
        ? { type: "ScheduledChange", value: change }
        : { type: "ForcedChange", value: [forced, change] },
    );
  }
  if (blockNumber === blocks.wrap(scheduled_at + delay)) {
    Authorities.set(ctx, next_authorities);
    ctx.emit(events.NewAuthorities({ authority_set: next_authorities }));
    PendingChange.delete(ctx);
  }
}
function enactState(ctx: Ctx, blockNumber: number): void {
  const state = State.get(ctx);
  if (state.type !== "PendingPause" && state.type !== "PendingResume") return;
  const { scheduled_at, delay } = state.value;
  const pausing = state.type === "PendingPause";
  if (blockNumber === scheduled_at) announce(ctx, { type: pausing ? "Pause" : "Resume", value: delay });
  if (blockNumber === blocks.wrap(scheduled_at + delay)) {
    State.set(ctx, { type: pausing ? "Paused" : "Live" });
    ctx.emit(pausing ? events.Paused() : events.Resumed());
  }
}

/** Announces a change of authorities `delay` blocks ahead. Refuses while one is pending, or too soon after a forced one. */
export function scheduleChange(
  ctx: Ctx,
  next: ValueOf<typeof AuthorityList>,
  delay: number,
  forced: number | undefined,
): void {
  ensure(!PendingChange.has(ctx), errors.ChangePending);
  const now = ctx.block.number;
  if (forced !== undefined) {
    if ((NextForced.get(ctx) ?? 0) > now) refuse(errors.TooSoon);
    NextForced.set(ctx, blocks.wrap(now + delay * 2));
  }
  PendingChange.set(ctx, { delay, scheduled_at: now, next_authorities: next, forced });
}
/** Provides `finalizerChanges`. */
export const finalizerChanges: FinalizerChanges = {
  schedule: (ctx, next, delay, forced) => scheduleChange(within<"digests">(ctx), next, delay, forced),
};
/** Sets the finalizers of a new chain. */
export function buildGrandpaGenesis(at: At, authorities: ValueOf<typeof AuthorityList>): void {
  if (authorities.length > 0) Authorities.set(at, authorities);
  CurrentSetId.set(at, 0n);
}

export const grandpaPallet = pallet(Grandpa, {
  storageVersion: 5,
  sections: [
    implement(grandpa, {
      // The reference is configured without an equivocation report system: processing evidence does nothing.
      report_equivocation: () => ({ pays: "No" }),
      report_equivocation_unsigned: () => ({ pays: "No" }),
      note_stalled: (ctx: Ctx, _, { delay, best_finalized_block_number }) =>
        Stalled.set(ctx, [delay, best_finalized_block_number]),
    }),
  ],
  hooks: {
    onFinalize(ctx: Ctx, blockNumber) {
      enactChange(ctx, blockNumber);
      enactState(ctx, blockNumber);
    },
  },
});
export { grandpa };
