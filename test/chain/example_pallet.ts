// A pallet for tests of calls within calls: one call that weighs what it is told and fails on request, and a logger of
// who called it. After the mock pallets of the reference (pallets/utility/src/tests.rs, pallet-scheduler's logger).

import type { FrameContext } from "../../runtime/frame/context.ts";
import { anyOrigin, type Origin } from "../../runtime/frame/origin.ts";
import { pallet } from "../../runtime/frame/pallet.ts";
import { refuse } from "../../runtime/frame/refusal.ts";
import { call, event, implement, palletIdentity, section } from "../../runtime/frame/section.ts";
import { value } from "../../runtime/frame/storage.ts";
import { WeightCodec } from "../../runtime/frame/weight.ts";
import { bool, bytes, option, str, tuple, u32, vec } from "../../runtime/primitives/scale/index.ts";
import { type Weight, weight } from "../../runtime/primitives/weight.ts";

const Example = palletIdentity("Example", 88);
const example = section(Example, {
  storage: {
    Log: value(vec(tuple(str, u32)), { default: [] }),
    Threshold: value(tuple(u32, u32), { default: [0, 0xffff_ffff] }),
  },
  events: { Logged: event(0, [u32]) },
  calls: {
    foobar: call(
      0,
      anyOrigin,
      { err: bool, start: WeightCodec, end: option(WeightCodec) },
      { weight: ({ start }) => start },
    ),
    log: call(1, anyOrigin, { i: u32, weight: WeightCodec, padding: bytes }, { weight: ({ weight }) => weight }),
    timed: call(2, anyOrigin, { i: u32, weight: WeightCodec }, { weight: ({ weight }) => weight }),
  },
});
const { Log, Threshold } = example.storage;

/** Blocks in which the timed call goes through. */
export const setThreshold = (ctx: FrameContext, start: number, end: number): void => Threshold.set(ctx, [start, end]);
const note = (ctx: FrameContext, { caller }: Origin, i: number): void => {
  Log.update(ctx, (old) => [...old, [caller.type === "Signed" ? caller.who : caller.type, i] as const]);
  ctx.emit(example.events.Logged(i));
};

export const examplePallet = pallet(Example, {
  sections: [
    implement(example, {
      foobar(_ctx: FrameContext, _origin, { err, end }) {
        const post = end === undefined ? {} : { actualWeight: end };
        return err ? refuse({ type: "Other" }, post) : post;
      },
      log: (ctx: FrameContext, origin, { i }) => note(ctx, origin, i),
      timed(ctx: FrameContext, origin, { i }) {
        const [start, end] = Threshold.get(ctx);
        if (ctx.block.number < start || ctx.block.number > end) refuse({ type: "Other" });
        note(ctx, origin, i);
      },
    }),
  ],
});
export const logOf = (ctx: FrameContext): readonly (readonly [caller: string, i: number])[] => Log.get(ctx);

export const foobar = (err: boolean, start: bigint, end?: bigint) => ({
  pallet: "Example",
  name: "foobar",
  args: { err, start: weight(start), end: end === undefined ? undefined : weight(end) },
});
export const logCall = (i: number, cost: Weight = weight(10n), padding = 0) => ({
  pallet: "Example",
  name: "log",
  args: { i, weight: cost, padding: new Uint8Array(padding) },
});
export const timedCall = (i: number, cost: Weight = weight(10n)) => ({
  pallet: "Example",
  name: "timed",
  args: { i, weight: cost },
});
