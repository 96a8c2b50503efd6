// Aura: whose turn it is to author, by slot. Mirrors pallet_aura 40.

import { type Context, within } from "../../context.ts";
import type { FrameContext } from "../../frame/context.ts";
import { pallet } from "../../frame/pallet.ts";
import { prodOrFast } from "../../frame/profile.ts";
import { assert } from "../../frame/refusal.ts";
import { constant, implement, palletIdentity, section } from "../../frame/section.ts";
import type { At } from "../../frame/state.ts";
import { value } from "../../frame/storage.ts";
import type { Authorities as AuthoritiesPort } from "../../ports/authorities.ts";
import type { Authorship } from "../../ports/authorship.ts";
import type { Slots } from "../../ports/clock.ts";
import type { ShieldAuthors } from "../../ports/shield.ts";
import { bytesToHex } from "../../primitives/bytes.ts";
import { AURA_ENGINE, type DigestItem, isEngine } from "../../primitives/header.ts";
import { accountId } from "../../primitives/ids.ts";
import {
  arm,
  boundedVec,
  type Codec,
  fixedBytes,
  newtype,
  u32,
  u64,
  variant,
  vec,
  wrapper,
} from "../../primitives/scale/index.ts";
import { dbReads, dbReadsWrites } from "../../primitives/weight.ts";

export const Aura = palletIdentity("Aura", 3);
export const AuraPublic = wrapper(
  "sp_consensus_aura::sr25519::app_sr25519::Public",
  fixedBytes(32),
  {},
  "sr25519::Public",
);
export const Slot: Codec<bigint> = wrapper("sp_consensus_slots::Slot", newtype<bigint>("u64", u64));
const MAX_AUTHORITIES = 32;
const U64_MAX = (1n << 64n) - 1n;

export const aura = section(Aura, {
  storage: {
    Authorities: value(boundedVec(AuraPublic, MAX_AUTHORITIES), {
      default: [],
      docs: "Public keys of the authors, in turn order.",
    }),
    CurrentSlot: value(Slot, { default: 0n }),
  },
  constants: { SlotDuration: constant(u64, prodOrFast(12_000n, 250n), "Milliseconds of a slot.") },
});

const { Authorities, CurrentSlot } = aura.storage;
type Ctx = Context<"digests">;

/** The slot that a block's pre-runtime digest claims. */
export function slotOf(logs: readonly DigestItem[]): bigint | undefined {
  for (const log of logs)
    if (log.type === "PreRuntime" && isEngine(log.value[0], AURA_ENGINE)) return u64.decodeLenient(log.value[1]);
  return undefined;
}
export const auraPallet = pallet(Aura, {
  sections: [implement(aura, {})],
  hooks: {
    onInitialize(ctx: Ctx) {
      const slot = slotOf(ctx.ports.digests.logs(ctx));
      if (slot === undefined) return dbReads(1);
      assert(CurrentSlot.get(ctx) < slot, `Slot must increase: ${slot} after ${CurrentSlot.get(ctx)}`);
      CurrentSlot.set(ctx, slot);
      return dbReadsWrites(2, 1);
    },
  },
});

/** Public key of the authority whose turn it is so many slots after the one of the digest. */
function authorAfter(ctx: FrameContext, slots: bigint): Uint8Array | undefined {
  const slot = slotOf(within<"digests">(ctx).ports.digests.logs(ctx));
  const authorities = Authorities.get(ctx);
  // Deviates: without authorities the reference divides by zero where it looks for the shield's.
  if (slot === undefined || slot + slots > U64_MAX || authorities.length === 0) return undefined;
  return authorities[Number((slot + slots) % BigInt(authorities.length))];
}
/** Provides `authorship`: the authority whose turn the slot of the digest is. */
export const authorship: Authorship = {
  author(ctx) {
    const key = authorAfter(ctx, 0n);
    return key === undefined ? undefined : accountId(`0x${bytesToHex(key)}`);
  },
};
/** Provides `shieldAuthors`. */
export const shieldAuthors: ShieldAuthors = {
  current: (ctx) => authorAfter(ctx, 0n),
  nextNext: (ctx) => authorAfter(ctx, 2n),
};
const ConsensusLog = variant("sp_consensus_aura::ConsensusLog", {
  AuthoritiesChange: arm(1, vec(AuraPublic)),
  OnDisabled: arm(2, u32),
});
/** Provides `authorities`. */
export const authorities: AuthoritiesPort = {
  changeAuthors(ctx, authors) {
    if (authors.length === 0) return;
    Authorities.set(ctx, authors);
    const log = ConsensusLog.encode({ type: "AuthoritiesChange", value: authors });
    within<"digests">(ctx).ports.digests.deposit(ctx, { type: "Consensus", value: [AURA_ENGINE, log] });
  },
};
/** Provides `slots`. */
export const slots: Slots = {
  timestampSet(ctx, now) {
    const duration = aura.constants.SlotDuration.get(ctx);
    assert(
      CurrentSlot.get(ctx) === now / duration,
      `Timestamp slot must match CurrentSlot: ${now / duration} and ${CurrentSlot.get(ctx)}`,
    );
  },
};
/** Sets the authors of a new chain. */
export function buildAuraGenesis(ctx: At, authorities: readonly Uint8Array[]): void {
  if (authorities.length > 0) Authorities.set(ctx, authorities);
}
