// Timestamp: the time of a block, told by its author through an inherent. Mirrors pallet_timestamp 40.

import type { Context } from "../../context.ts";
import { none } from "../../frame/origin.ts";
import { type Inherent, pallet } from "../../frame/pallet.ts";
import { prodOrFast } from "../../frame/profile.ts";
import { assert } from "../../frame/refusal.ts";
import { call, constant, implement, palletIdentity, section } from "../../frame/section.ts";
import { value } from "../../frame/storage.ts";
import type { Clock } from "../../ports/clock.ts";
import { bool, compact, u64 } from "../../primitives/scale/index.ts";
import { weights } from "./weights.ts";

export const Timestamp = palletIdentity("Timestamp", 2);
export const timestamp = section(Timestamp, {
  storage: {
    Now: value(u64, { default: 0n, docs: "Milliseconds since 1970." }),
    DidUpdate: value(bool, { default: false, docs: "Whether the block has been told the time." }),
  },
  calls: {
    set: call(
      0,
      none,
      { now: compact(u64) },
      { weight: weights.set, class: "Mandatory", docs: "Tells the time; once per block." },
    ),
  },
  constants: {
    MinimumPeriod: constant(u64, prodOrFast(6000n, 125n), "Least milliseconds between two blocks: half a slot."),
  },
});
const { Now, DidUpdate } = timestamp.storage;
const { constants } = timestamp;
type Ctx = Context<"slots">;

/** The inherent's identifier. */
export const TIMESTAMP_INHERENT = "timstap0";
/** A block may run ahead of the checker's clock by so many milliseconds. */
const MAX_DRIFT = 30_000n;

const inherent: Inherent<Ctx> = {
  identifier: TIMESTAMP_INHERENT,
  create(ctx, data) {
    const bytes = data.get(TIMESTAMP_INHERENT);
    assert(bytes !== undefined, "the author gave no timestamp");
    const told = u64.decode(bytes);
    const least = Now.get(ctx) + constants.MinimumPeriod.get(ctx);
    return { pallet: Timestamp.name, name: "set", args: { now: told > least ? told : least } };
  },
  check(ctx, one, data) {
    const bytes = data.get(TIMESTAMP_INHERENT);
    if (bytes === undefined || one.name !== "set") return undefined;
    const now = one.args.now as bigint;
    if (now > u64.decode(bytes) + MAX_DRIFT)
      return { fatal: true, error: "The timestamp of the block is too far in the future." };
    if (now < Now.get(ctx) + constants.MinimumPeriod.get(ctx))
      return { fatal: false, error: "The timestamp of the block is too early." };
    return undefined;
  },
  isInherent: (one) => one.name === "set",
};

export const timestampPallet = pallet(Timestamp, {
  sections: [
    implement(timestamp, {
      set(ctx: Ctx, _, { now }) {
        assert(!DidUpdate.has(ctx), "Timestamp must be updated only once in the block");
        const before = Now.get(ctx);
        assert(
          before === 0n || now >= before + constants.MinimumPeriod.get(ctx),
          "Timestamp must increment by at least <MinimumPeriod> between sequential blocks",
        );
        Now.set(ctx, now);
        DidUpdate.set(ctx, true);
        ctx.ports.slots.timestampSet(ctx, now);
      },
    }),
  ],
  hooks: {
    onInitialize: () => weights.on_finalize,
    onFinalize: (ctx: Ctx) => assert(DidUpdate.take(ctx), "Timestamp must be updated once in the block"),
  },
  inherent,
});

/** Provides `clock`. */
export const clock: Clock = { now: (at) => Now.get(at) };
