// The context: what every function of the runtime takes first. It holds the state and what happens around it, and is
// made anew for every block, dry run or runtime API call.

import type { Call } from "./call.ts";
import type { Emitted, EventRecord, Phase } from "./event.ts";
import type { Origin } from "./origin.ts";
import { Refusal } from "./refusal.ts";
import type { At, Mark } from "./state.ts";
import type { DispatchInfo, PostInfo } from "./weight.ts";

/** Layers may nest so deep (frame-support TRANSACTIONAL_LIMIT). */
export const LAYER_LIMIT = 255;

export interface Block {
  readonly number: number;
  /** Parent hash, extrinsics so far and the like are System's storage. */
}

/** What the frame gives to every function. `P` are the ports in reach, `R` the swappable rules. */
export interface FrameContext<P = unknown, R = unknown> extends At {
  readonly block: Block;
  readonly ports: P;
  readonly rules: R;
  /** Deposits an event. Silent in the genesis block, as the reference. */
  emit(event: Emitted): void;
  /** Runs a call as an origin in a layer of its own, filters and guards applied. Throws a Refusal. */
  dispatch(origin: Origin, call: Call): PostInfo;
  /** As `dispatch`, past the filters and the guards that stand behind them. */
  dispatchUnfiltered(origin: Origin, call: Call): PostInfo;
  /** Weight, class and whether it pays, from the declaration. */
  dispatchInfo(call: Call): DispatchInfo;
  /** What the executive keeps while a block runs. */
  readonly journal: Journal;
}
export interface Journal {
  phase: Phase;
  events: EventRecord[];
  layers: number;
}

/** Runs `work` so that a refusal leaves no trace: state and events go back, and the refusal is thrown on. */
export function layer<T>(ctx: { readonly state: At["state"]; readonly journal: Journal }, work: () => T): T {
  const { state, journal } = ctx;
  if (journal.layers >= LAYER_LIMIT) throw new Refusal({ type: "Transactional", value: "LimitReached" });
  const mark: Mark = state.mark();
  const events = journal.events.length;
  journal.layers++;
  try {
    return work();
  } catch (error) {
    state.restore(mark);
    journal.events.length = events;
    throw error;
  } finally {
    journal.layers--;
  }
}
