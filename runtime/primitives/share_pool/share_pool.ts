// One value shared by many keys: each key holds a share of the denominator, so that a reward to all is one write.
// Mirrors primitives/share-pool/src/lib.rs (SharePool). The pool itself keeps nothing: it reads and writes through
// data.

import { u64 } from "../ints.ts";
import {
  add,
  isZero,
  mulDiv,
  SAFE_FLOAT_ZERO,
  type SafeFloat,
  safeFloatFromU64,
  safeFloatToU64,
  sub,
} from "./safe_float.ts";

/** Where a pool lives. A missing share reads as undefined. */
export interface SharePoolData<K> {
  sharedValue(): bigint;
  share(key: K): SafeFloat | undefined;
  denominator(): SafeFloat;
  setSharedValue(value: bigint): void;
  setShare(key: K, share: SafeFloat): void;
  setDenominator(denominator: SafeFloat): void;
}

/** The part of the shared value that a share is worth. */
export const valueOfShare = <K>(pool: SharePoolData<K>, share: SafeFloat): bigint =>
  safeFloatToU64(mulDiv(safeFloatFromU64(pool.sharedValue()), share, pool.denominator()) ?? SAFE_FLOAT_ZERO);

export const valueOfKey = <K>(pool: SharePoolData<K>, key: K): bigint =>
  valueOfShare(pool, pool.share(key) ?? SAFE_FLOAT_ZERO);

const worth = <K>(pool: SharePoolData<K>, share: SafeFloat | undefined): bigint | undefined =>
  share === undefined ? undefined : valueOfShare(pool, share);

/** Like valueOfKey, but tells a key without a share from one that is worth nothing. */
export const tryValueOfKey = <K>(pool: SharePoolData<K>, key: K): bigint | undefined => worth(pool, pool.share(key));

/** Adds to (or takes from) what all keys share, an i64. */
export const updateValueForAll = <K>(pool: SharePoolData<K>, update: bigint): void => {
  const value = pool.sharedValue();
  // -i64::MIN wraps to itself and reads as 2^63, which is its magnitude.
  pool.setSharedValue(update >= 0n ? u64.saturatingAdd(value, update) : u64.saturatingSub(value, -update));
};

/** |update| · denominator / value: what an update weighs in shares; zero when the value is zero. */
export const sharesPerUpdate = (update: bigint, value: bigint, denominator: SafeFloat): SafeFloat =>
  mulDiv(safeFloatFromU64(update < 0n ? -update : update), denominator, safeFloatFromU64(value)) ?? SAFE_FLOAT_ZERO;

/** Would updateValueForOne move any shares? */
export const wouldUpdateValueForOne = <K>(pool: SharePoolData<K>, update: bigint): boolean => {
  const denominator = pool.denominator();
  return isZero(denominator) || !isZero(sharesPerUpdate(update, pool.sharedValue(), denominator));
};

/**
 * Adds to (or takes from) one key's value, an i64. The first key of an empty pool gets |update| shares, even
 * negative.
 */
export const updateValueForOne = <K>(pool: SharePoolData<K>, key: K, update: bigint): void => {
  const value = pool.sharedValue();
  const share = pool.share(key) ?? SAFE_FLOAT_ZERO;
  const denominator = pool.denominator();
  if (isZero(denominator)) {
    const all = safeFloatFromU64(update < 0n ? -update : update);
    pool.setDenominator(all);
    pool.setShare(key, all);
  } else {
    const moved = sharesPerUpdate(update, value, denominator);
    const apply = update > 0n ? add : sub;
    pool.setDenominator(apply(denominator, moved) ?? denominator);
    pool.setShare(key, apply(share, moved) ?? share);
  }
  updateValueForAll(pool, update);
};
