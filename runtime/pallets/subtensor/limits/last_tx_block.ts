// When a key last did what is limited: swapped keys, changed its take or a child's. Mirrors
// pallets/subtensor/src/utils/rate_limiting.rs (last_tx_block and its kin).

import type { AccountId } from "../../../primitives/ids.ts";
import { u64 } from "../../../primitives/ints.ts";
import type { Ctx } from "../context.ts";
import { limits } from "./contract.ts";
import type { RateLimitKey } from "./rate_limit_key.ts";

const { LastRateLimitedBlock, TxDelegateTakeRateLimit, TxRateLimit } = limits.storage;

type OfKey = "LastTxBlock" | "LastTxBlockChildKeyTake" | "LastTxBlockDelegateTake";
const keyed = (type: OfKey, key: AccountId): RateLimitKey => ({ type, value: key });
const last =
  (type: OfKey) =>
  (ctx: Ctx, key: AccountId): bigint =>
    LastRateLimitedBlock.get(ctx, keyed(type, key));
const setLast =
  (type: OfKey) =>
  (ctx: Ctx, key: AccountId, block: bigint): void =>
    LastRateLimitedBlock.set(ctx, keyed(type, key), block);
const removeLast =
  (type: OfKey) =>
  (ctx: Ctx, key: AccountId): void =>
    LastRateLimitedBlock.delete(ctx, keyed(type, key));

export const lastTxBlock = last("LastTxBlock");
export const setLastTxBlock = setLast("LastTxBlock");
export const removeLastTxBlock = removeLast("LastTxBlock");
export const lastTxBlockDelegateTake = last("LastTxBlockDelegateTake");
export const setLastTxBlockDelegateTake = setLast("LastTxBlockDelegateTake");
export const removeLastTxBlockDelegateTake = removeLast("LastTxBlockDelegateTake");
export const lastTxBlockChildkeyTake = last("LastTxBlockChildKeyTake");
export const setLastTxBlockChildkey = setLast("LastTxBlockChildKeyTake");
export const removeLastTxBlockChildkey = removeLast("LastTxBlockChildKeyTake");

/** A limit of zero limits nothing, nor is the first time limited. */
const exceeds = (limit: bigint, previous: bigint, current: bigint): boolean =>
  limit !== 0n && previous !== 0n && u64.saturatingSub(current, previous) <= limit;
export const exceedsTxRateLimit = (ctx: Ctx, previous: bigint, current: bigint): boolean =>
  exceeds(TxRateLimit.get(ctx), previous, current);
export const exceedsTxDelegateTakeRateLimit = (ctx: Ctx, previous: bigint, current: bigint): boolean =>
  exceeds(TxDelegateTakeRateLimit.get(ctx), previous, current);
