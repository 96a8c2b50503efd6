// Blocks: built step by step by an author, or re-executed and checked. Mirrors frame_executive.

import type { FrameContext } from "../frame/context.ts";
import type { EventRecord } from "../frame/event.ts";
import type { InherentData } from "../frame/pallet.ts";
import { assert, Defect, type Refusal } from "../frame/refusal.ts";
import { Invalidity, invalid } from "../frame/validity.ts";
import type { PostInfo } from "../frame/weight.ts";
import * as systemBlock from "../pallets/system/block.ts";
import { BLOCK_WEIGHTS, totalWeight } from "../pallets/system/block_limits.ts";
import { system } from "../pallets/system/contract.ts";
import { bytesToHex } from "../primitives/bytes.ts";
import { type DigestItem, type Header, headerHash } from "../primitives/header.ts";
import { type H256, h256 } from "../primitives/ids.ts";
import { type Commit, orderedRoot, type Trie } from "../primitives/trie/index.ts";
import { addWeight, subWeight, type Weight } from "../primitives/weight.ts";
import { type Chain, contextOver, setBlockNumber } from "./chain.ts";
import { applyChecked, bareExtrinsic, checkExtrinsic, isInherent } from "./extrinsic.ts";

export interface Parent {
  readonly hash: H256;
  readonly number: number;
  /** State after the parent block. Not changed. */
  readonly state: Trie;
}
export interface ExtrinsicResult {
  /** Why it was refused; undefined when it went through. */
  readonly refusal: Refusal | undefined;
  readonly post: PostInfo;
}
/** What a block made of its parent's state. */
export interface Outcome {
  readonly header: Header;
  readonly hash: H256;
  readonly extrinsics: readonly Uint8Array[];
  /** State after the block. */
  readonly state: Trie;
  /** What a store must have of the state before the block is durable. */
  readonly commit: Commit;
  readonly events: readonly EventRecord[];
  readonly results: readonly ExtrinsicResult[];
}

/** The root of a list of extrinsics, in the trie layout that version 425 of the runtime asks for. */
export const extrinsicsRoot = (extrinsics: readonly Uint8Array[]): H256 => h256(orderedRoot(extrinsics, 0));

function runtimeUpgraded(ctx: FrameContext): boolean {
  const last = system.read.LastRuntimeUpgrade.get(ctx);
  const now = system.constants.Version.get(ctx);
  return last === undefined || now.spec_version > last.spec_version || now.spec_name !== last.spec_name;
}

/** Builds one block on a parent. Each step may throw a Defect, after which the builder is of no use. */
export class BlockBuilder {
  readonly #chain: Chain;
  readonly #ctx: FrameContext;
  readonly #state: Trie;
  readonly #extrinsics: Uint8Array[] = [];
  readonly #results: ExtrinsicResult[] = [];
  #inherentsOver = false;

  /** `digest`: the author's pre-runtime items. */
  constructor(chain: Chain, parent: Parent, digest: readonly DigestItem[]) {
    this.#chain = chain;
    this.#state = parent.state.fork();
    const ctx = contextOver(chain, this.#state);
    this.#ctx = ctx;
    const number = parent.number + 1;
    setBlockNumber(ctx, number);
    systemBlock.resetEvents(ctx);
    if (runtimeUpgraded(ctx)) {
      const { spec_version, spec_name } = system.constants.Version.get(ctx);
      system.storage.LastRuntimeUpgrade.set(ctx, { spec_version, spec_name });
    }
    systemBlock.initialize(
      ctx,
      number,
      parent.hash,
      digest.filter((item) => item.type === "PreRuntime"),
    );
    const weights = chain.runtime.pallets
      .map((one) => one.parts.hooks?.onInitialize?.(ctx, number))
      .filter((w): w is Weight => w !== undefined);
    systemBlock.registerWeight(ctx, addWeight(...weights, BLOCK_WEIGHTS.base_block), "Mandatory");
    systemBlock.noteFinishedInitialize(ctx);
    ctx.journal.phase = { type: "ApplyExtrinsic", value: 0 };
  }

  /** The context of the block under construction, for inspection. */
  get context(): FrameContext {
    return this.#ctx;
  }

  /** The inherents that the pallets make of the author's data, encoded, in pallet order. */
  inherents(data: InherentData): Uint8Array[] {
    return this.#chain.runtime.pallets.flatMap((one) => {
      const call = one.parts.inherent?.create(this.#ctx, data);
      return call === undefined ? [] : [bareExtrinsic(this.#chain, call)];
    });
  }

  /** Applies an extrinsic. Throws Invalidity, and leaves no trace, if it may not enter the block. */
  apply(bytes: Uint8Array): ExtrinsicResult {
    const ctx = this.#ctx;
    const mark = this.#state.mark();
    const events = ctx.journal.events.length;
    try {
      const checked = checkExtrinsic(this.#chain, ctx, bytes);
      const inherent = checked.extra === undefined && isInherent(this.#chain, checked.tx.call);
      if (!inherent) this.#endInherents();
      systemBlock.noteExtrinsic(ctx, bytes);
      const { post, refusal } = applyChecked(this.#chain, ctx, checked);
      if (refusal !== undefined && checked.tx.info.class === "Mandatory") invalid("BadMandatory");
      systemBlock.noteAppliedExtrinsic(ctx, checked.tx.info, post, refusal);
      this.#extrinsics.push(bytes);
      this.#results.push({ refusal, post });
      ctx.journal.phase = { type: "ApplyExtrinsic", value: this.#extrinsics.length };
      return { refusal, post };
    } catch (error) {
      if (error instanceof Invalidity) {
        this.#state.restore(mark);
        ctx.journal.events.length = events;
      }
      throw error;
    }
  }

  #endInherents(): void {
    if (this.#inherentsOver) return;
    this.#inherentsOver = true;
    system.storage.InherentsApplied.set(this.#ctx, true);
    for (const one of this.#chain.runtime.pallets) one.parts.hooks?.onPoll?.(this.#ctx, this.#ctx.block.number);
  }

  /** Runs the closing hooks and computes the roots. */
  finish(): Outcome {
    const ctx = this.#ctx;
    const { pallets } = this.#chain.runtime;
    this.#endInherents();
    systemBlock.noteFinishedExtrinsics(ctx);
    ctx.journal.phase = { type: "Finalization" };
    this.#idle();
    for (const one of pallets) one.parts.hooks?.onFinalize?.(ctx, ctx.block.number);
    const { events } = ctx.journal;
    if (events.length > 0) {
      system.storage.Events.set(ctx, events);
      system.storage.EventCount.set(ctx, events.length);
    }
    const { number, parentHash, digest } = systemBlock.finalize(ctx);
    const commit = this.#state.commit();
    const header: Header = {
      parent_hash: parentHash,
      number,
      state_root: h256(commit.root),
      extrinsics_root: extrinsicsRoot(this.#extrinsics),
      digest,
    };
    return {
      header,
      hash: headerHash(header),
      extrinsics: this.#extrinsics,
      state: this.#state,
      commit,
      events,
      results: this.#results,
    };
  }

  #idle(): void {
    const ctx = this.#ctx;
    let remaining = subWeight(BLOCK_WEIGHTS.max_block, totalWeight(system.read.BlockWeight.get(ctx)));
    if (remaining.refTime === 0n || remaining.proofSize === 0n) return;
    const used: Weight[] = [];
    for (const one of this.#chain.runtime.pallets) {
      const { onIdle } = one.parts.hooks ?? {};
      if (onIdle === undefined) continue;
      const weight = onIdle(ctx, ctx.block.number, remaining);
      used.push(weight);
      remaining = subWeight(remaining, weight);
    }
    systemBlock.registerWeight(ctx, addWeight(...used), "Mandatory");
  }
}

/** A block as it is sent and stored. */
export interface Block {
  readonly header: Header;
  readonly extrinsics: readonly Uint8Array[];
}
/** A block that does not follow from its parent. */
export class BadBlock extends Error {
  override readonly name = "BadBlock";
}
const differing = (what: string, claimed: string, computed: string): never => {
  throw new BadBlock(`${what} of the block is ${claimed}, executing it gives ${computed}`);
};

/** Executes a block on its parent's state and checks everything that the header claims. Throws BadBlock. */
export function executeBlock(chain: Chain, parent: Parent, block: Block): Outcome {
  const { header } = block;
  if (header.number !== parent.number + 1) differing("The number", String(header.number), String(parent.number + 1));
  if (header.parent_hash !== parent.hash) differing("The parent hash", header.parent_hash, parent.hash);
  const claimed = extrinsicsRoot(block.extrinsics);
  if (header.extrinsics_root !== claimed) differing("The extrinsics root", header.extrinsics_root, claimed);
  try {
    const builder = new BlockBuilder(chain, parent, header.digest);
    block.extrinsics.forEach((bytes, index) => {
      try {
        builder.apply(bytes);
      } catch (error) {
        if (error instanceof Invalidity)
          throw new BadBlock(
            `extrinsic ${index} (0x${bytesToHex(bytes).slice(0, 64)}…) may not be in the block: ${error.message}`,
          );
        throw error;
      }
    });
    const outcome = builder.finish();
    if (outcome.header.state_root !== header.state_root)
      differing("The state root", header.state_root, outcome.header.state_root);
    // The seal is put on after execution; the rest of the digest must be what executing gave.
    const unsealed = header.digest.filter((item) => item.type !== "Seal");
    assert(unsealed.length === outcome.header.digest.length, "the digest of the block is not what executing it gives");
    return { ...outcome, header, hash: headerHash(header) };
  } catch (error) {
    if (error instanceof Defect) throw new BadBlock(error.message);
    throw error;
  }
}
