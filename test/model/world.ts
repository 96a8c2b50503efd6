// A chain in memory to play random calls on: blocks are built as the node builds them, calls are dispatched inside them as
// whoever asks. Every block is re-executed from what was recorded, if asked.

import { buildGenesis, local } from "../../genesis/presets.ts";
import { contextOver } from "../../runtime/executive/chain.ts";
import { contextAt } from "../../runtime/executive/query.ts";
import { faultsOf, type Invariant } from "../../runtime/frame/invariant.ts";
import { rootOrigin, signedOrigin } from "../../runtime/frame/origin.ts";
import type { Outcome, Parent } from "../../runtime/index.ts";
import {
  BlockBuilder,
  type Call,
  type Chain,
  type Profile,
  Refusal,
  STANDARD,
  subtensor,
} from "../../runtime/index.ts";
import { AURA_ENGINE } from "../../runtime/primitives/header.ts";
import type { AccountId } from "../../runtime/primitives/ids.ts";
import { u64 } from "../../runtime/primitives/scale/index.ts";

/** Who a call is made as. */
export type As = AccountId | "root";
export interface Step {
  readonly as: As;
  readonly call: Call;
}
export class World {
  readonly chain: Chain;
  parent: Parent;
  #now: bigint;
  readonly slot: bigint;

  private constructor(chain: Chain, parent: Parent, now: bigint) {
    this.chain = chain;
    this.parent = parent;
    this.#now = now;
    this.slot = chain.profile.fast ? 250n : 12_000n;
  }
  static genesis(profile: Profile = STANDARD): World {
    const chain = subtensor(profile);
    const { hash, state } = buildGenesis(chain, local().genesis);
    return new World(chain, { hash, number: 0, state }, 1_000_000_000_000n);
  }
  /** Another world that goes on from here; costs nothing. */
  fork(): World {
    return new World(this.chain, this.parent, this.#now);
  }
  /**
   * One block in which the steps are dispatched, then the extrinsics applied; gives the refusal of each step, undefined
   * where it went through.
   */
  block(
    steps: readonly Step[] = [],
    extrinsics: readonly Uint8Array[] = [],
  ): {
    readonly outcome: Outcome;
    readonly refusals: readonly (Refusal | undefined)[];
  } {
    this.#now += this.slot;
    const builder = new BlockBuilder(this.chain, this.parent, [
      { type: "PreRuntime", value: [AURA_ENGINE, u64.encode(this.#now / this.slot)] },
    ]);
    for (const bytes of builder.inherents(new Map([["timstap0", u64.encode(this.#now)]]))) builder.apply(bytes);
    const refusals = steps.map(({ as, call }) => {
      try {
        builder.context.dispatch(as === "root" ? rootOrigin : signedOrigin(as), call);
        return undefined;
      } catch (error) {
        if (error instanceof Refusal) return error;
        throw error;
      }
    });
    for (const bytes of extrinsics) builder.apply(bytes);
    const outcome = builder.finish();
    this.parent = { hash: outcome.hash, number: outcome.header.number, state: outcome.state };
    return { outcome, refusals };
  }
  /** Writes to the state between blocks, as dev powers do. */
  edit(work: (ctx: ReturnType<typeof contextOver>) => void): void {
    const state = this.parent.state.fork();
    work(contextOver(this.chain, state));
    state.commit();
    this.parent = { ...this.parent, state };
  }
  faults(invariants: readonly Invariant[]): string[] {
    return faultsOf(contextAt(this.chain, this.parent.state), invariants);
  }
  get context() {
    return contextAt(this.chain, this.parent.state);
  }
}
export const call = (pallet: string, name: string, args: Readonly<Record<string, unknown>>): Call => ({
  pallet,
  name,
  args,
});
