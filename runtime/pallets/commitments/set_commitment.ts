// Committing to something in public. Mirrors pallets/commitments/src/lib.rs (set_commitment).

import { ensure } from "../../frame/refusal.ts";
import type { Handles } from "../../frame/section.ts";
import type { AccountId, NetUid } from "../../primitives/ids.ts";
import { u64 } from "../../primitives/ints.ts";
import { rao } from "../../primitives/units.ts";
import type { Ctx } from "./context.ts";
import { commitments } from "./contract.ts";
import { type CommitmentInfo, type Data, spaceOf } from "./data.ts";
import { indexTimelocked, unindexTimelocked } from "./timelocked.ts";

const { CommitmentOf, LastBondsReset, LastCommitment, MaxSpace, UsedSpaceOf } = commitments.storage;
const { constants, errors, events } = commitments;

/** Bytes that a commitment counts at least. */
const MIN_SPACE = 100n;

/** Counts the bytes against what an account may commit in an epoch. */
function useSpace(ctx: Ctx, netuid: NetUid, who: AccountId, info: CommitmentInfo): void {
  const wanted = info.fields.reduce((sum, field) => sum + spaceOf(field), 0n);
  const required = wanted > MIN_SPACE ? wanted : MIN_SPACE;
  const epoch = ctx.ports.committers.epochIndex(ctx, netuid);
  const usage = UsedSpaceOf.get(ctx, netuid, who);
  const used = u64.saturatingAdd(usage !== undefined && usage.last_epoch === epoch ? usage.used_space : 0n, required);
  ensure(used <= BigInt(MaxSpace.get(ctx)), errors.SpaceLimitExceeded);
  UsedSpaceOf.set(ctx, netuid, who, { last_epoch: epoch, used_space: used });
}
/** Reserves or frees the difference between the deposits. */
function settleDeposit(ctx: Ctx, who: AccountId, old: bigint, due: bigint): void {
  if (due > old) ctx.ports.currency.reserve(ctx, who, rao(due - old));
  if (old > due)
    ensure(ctx.ports.currency.unreserve(ctx, who, rao(old - due)) === 0n, errors.UnexpectedUnreserveLeftover);
}
const isLocked = (field: Data): field is Extract<Data, { readonly type: "TimelockEncrypted" }> =>
  field.type === "TimelockEncrypted";

export const setCommitment: Handles<typeof commitments, "set_commitment", Ctx> = (ctx, who, { netuid, info }) => {
  const { fields } = info;
  ensure(ctx.ports.committers.mayCommit(ctx, netuid, who), errors.AccountNotAllowedCommit);
  ensure(fields.length <= constants.MaxFields.get(ctx), errors.TooManyFieldsInCommitmentInfo);
  if (fields.some((field) => field.type === "ResetBondsFlag")) {
    LastBondsReset.set(ctx, netuid, who, ctx.block.number);
    ctx.ports.committers.resetBonds(ctx, netuid, who);
  }
  useSpace(ctx, netuid, who, info);

  const old = CommitmentOf.get(ctx, netuid, who)?.deposit ?? 0n;
  const deposit = rao(
    u64.saturatingAdd(
      constants.InitialDeposit.get(ctx),
      u64.saturatingMul(BigInt(fields.length), constants.FieldDeposit.get(ctx)),
    ),
  );
  settleDeposit(ctx, who, old, deposit);
  CommitmentOf.set(ctx, netuid, who, { deposit, block: ctx.block.number, info });
  LastCommitment.set(ctx, netuid, who, ctx.block.number);

  const locked = fields.find(isLocked);
  if (locked === undefined) {
    ctx.emit(events.Commitment({ netuid, who }));
    unindexTimelocked(ctx, netuid, who);
  } else {
    ctx.emit(events.TimelockCommitment({ netuid, who, reveal_round: locked.value.reveal_round }));
    indexTimelocked(ctx, netuid, who);
  }
};
