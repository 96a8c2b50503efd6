// How often somebody may do something: the limit of each kind of transaction, and when it was last done. Mirrors
// pallets/subtensor/src/utils/rate_limiting.rs (TransactionType).

import type { Profile } from "../../../frame/profile.ts";
import type { Hyperparameter } from "../../../ports/hyperparameter.ts";
import { type AccountId, type NetUid, ROOT } from "../../../primitives/ids.ts";
import { u64 } from "../../../primitives/ints.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { tempo } from "../tempo/contract.ts";
import { MIN_TEMPO } from "../tempo/schedule.ts";
import { limits } from "./contract.ts";
import type { RateLimitKey } from "./rate_limit_key.ts";

const { LastRateLimitedBlock, TransactionKeyLastBlock } = limits.storage;
const { NetworkRateLimit, OwnerHyperparamRateLimit, TxChildkeyTakeRateLimit, WeightsVersionKeyRateLimit } = limits.read;

/** Kinds by the number under which the chain remembers them. */
const NUMBERS = {
  SetChildren: 0,
  SetChildkeyTake: 1,
  Unknown: 2,
  RegisterNetwork: 3,
  SetWeightsVersionKey: 4,
  SetSNOwnerHotkey: 5,
  OwnerHyperparamUpdate: 6,
  MechanismCountUpdate: 7,
  MechanismEmission: 8,
  MaxUidsTrimming: 9,
  AddStakeBurn: 10,
  TempoUpdate: 11,
} as const;
type Kind = keyof typeof NUMBERS;
export type TransactionType =
  | { readonly type: Exclude<Kind, "OwnerHyperparamUpdate"> }
  | { readonly type: "OwnerHyperparamUpdate"; readonly value: Hyperparameter };

const SET_CHILDREN = 150n;
const SET_OWNER_HOTKEY = 50_400n;
const slow = ({ fast }: Profile, blocks: bigint): bigint => (fast ? 1n : blocks);

/** Blocks between two of a kind, whatever the subnet. */
export function rateLimit(ctx: Ctx, type: TransactionType): bigint {
  switch (type.type) {
    case "SetChildren":
      return SET_CHILDREN;
    case "SetChildkeyTake":
      return TxChildkeyTakeRateLimit.get(ctx);
    case "RegisterNetwork":
      return NetworkRateLimit.get(ctx);
    case "MechanismCountUpdate":
    case "MechanismEmission":
      return slow(ctx.profile, 7_200n);
    case "MaxUidsTrimming":
      return slow(ctx.profile, 216_000n);
    default:
      return 0n;
  }
}
/** Blocks between two of a kind on a subnet; some count in tempos. */
export function rateLimitOnSubnet(ctx: Ctx, netuid: NetUid, type: TransactionType): bigint {
  const tempos = (count: bigint): bigint => u64.saturatingMul(BigInt(tempo.read.Tempo.get(ctx, netuid)), count);
  switch (type.type) {
    case "SetWeightsVersionKey":
      return tempos(WeightsVersionKeyRateLimit.get(ctx));
    case "OwnerHyperparamUpdate":
      return tempos(BigInt(OwnerHyperparamRateLimit.get(ctx)));
    case "SetSNOwnerHotkey":
      return SET_OWNER_HOTKEY;
    case "AddStakeBurn":
      return tempos(1n);
    case "TempoUpdate":
      return BigInt(MIN_TEMPO);
    default:
      return rateLimit(ctx, type);
  }
}

/** Kinds remembered per subnet or for the chain, not per key. */
function sharedKey(type: TransactionType, netuid: NetUid): RateLimitKey | undefined {
  if (type.type === "OwnerHyperparamUpdate") return { type: type.type, value: [netuid, type.value] };
  if (type.type === "RegisterNetwork") return { type: "NetworkLastRegistered" };
  return type.type === "SetSNOwnerHotkey" ? { type: type.type, value: netuid } : undefined;
}
export function lastBlockOnSubnet(ctx: Ctx, netuid: NetUid, key: AccountId, type: TransactionType): bigint {
  const shared = sharedKey(type, netuid);
  return shared === undefined
    ? TransactionKeyLastBlock.get(ctx, key, netuid, NUMBERS[type.type])
    : LastRateLimitedBlock.get(ctx, shared);
}
export const lastBlock = (ctx: Ctx, key: AccountId, type: TransactionType): bigint =>
  lastBlockOnSubnet(ctx, ROOT, key, type);
export function setLastBlockOnSubnet(
  ctx: Ctx,
  netuid: NetUid,
  key: AccountId,
  type: TransactionType,
  block: bigint,
): void {
  const shared = sharedKey(type, netuid);
  if (shared === undefined) TransactionKeyLastBlock.set(ctx, key, netuid, NUMBERS[type.type], block);
  else LastRateLimitedBlock.set(ctx, shared, block);
}

/** The first time is never limited. */
export const checkPassesRateLimit = (limit: bigint, block: bigint, last: bigint): boolean =>
  last === 0n || u64.saturatingSub(block, last) >= limit;
export const passesRateLimit = (ctx: Ctx, key: AccountId, type: TransactionType): boolean =>
  checkPassesRateLimit(rateLimit(ctx, type), currentBlock(ctx), lastBlock(ctx, key, type));
export const passesRateLimitOnSubnet = (ctx: Ctx, netuid: NetUid, key: AccountId, type: TransactionType): boolean =>
  checkPassesRateLimit(
    rateLimitOnSubnet(ctx, netuid, type),
    currentBlock(ctx),
    lastBlockOnSubnet(ctx, netuid, key, type),
  );

export * from "./last_tx_block.ts";
