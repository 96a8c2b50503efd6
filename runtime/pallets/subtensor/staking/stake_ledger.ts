// The share pools of a subnet while an epoch is paid. What storage holds is read once per position, changed here with the
// arithmetic of the pools, and written once at the end; meanwhile nobody else may read or change stake on the subnet.
// Mirrors what increase_stake_for_hotkey_and_coldkey_on_subnet and increase_stake_for_hotkey_on_subnet of
// pallets/subtensor/src/staking/stake_utils.rs leave in storage, old shares moved to the new map included.

import type { AccountId, NetUid } from "../../../primitives/ids.ts";
import { i64 } from "../../../primitives/ints.ts";
import {
  isZero,
  SAFE_FLOAT_ZERO,
  type SafeFloat,
  safeFloatFromU64F64,
} from "../../../primitives/share_pool/safe_float.ts";
import { type SharePoolData, updateValueForAll, updateValueForOne } from "../../../primitives/share_pool/share_pool.ts";
import { type Alpha as Amount, alpha } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { staking } from "./contract.ts";
import { type Holder, noteStakingHotkey } from "./stake.ts";

const { Alpha, AlphaV2, TotalHotkeyAlpha, TotalHotkeyShares, TotalHotkeySharesV2 } = staking.storage;

/** A number of shares: what storage has, and what it shall have. */
interface Shares {
  /** In the old map, whose entry goes when the number is written. */
  readonly isOld: boolean;
  readonly stored: SafeFloat | undefined;
  now: SafeFloat;
  isSet: boolean;
}
const sharesOf = (
  old: Parameters<typeof safeFloatFromU64F64>[0] | undefined,
  current: () => SafeFloat | undefined,
): Shares => {
  const stored = old === undefined ? current() : safeFloatFromU64F64(old);
  return { isOld: old !== undefined, stored, now: stored ?? SAFE_FLOAT_ZERO, isSet: false };
};
const isSame = (a: SafeFloat | undefined, b: SafeFloat): boolean =>
  a !== undefined && a.mantissa === b.mantissa && a.exponent === b.exponent;
/** Whether writing would leave storage as it is. */
const isKept = ({ isOld, stored, now }: Shares): boolean =>
  !isOld && (isZero(now) ? stored === undefined : isSame(stored, now));

/** Whether the maps that shares were kept in before have anything. */
const hasOldShares = ({ state }: Ctx): boolean =>
  [Alpha, TotalHotkeyShares].some(({ prefix }) => state.nextKey(prefix)?.startsWith(prefix));

/** The pool of one hotkey. */
class Pool implements SharePoolData<AccountId> {
  readonly #ctx: Ctx;
  readonly #netuid: NetUid;
  readonly #hotkey: AccountId;
  readonly #hasOld: boolean;
  readonly #storedValue: bigint | undefined;
  #value: bigint;
  #isValueSet = false;
  readonly #denominator: Shares;
  readonly #shares = new Map<AccountId, Shares>();

  constructor(ctx: Ctx, netuid: NetUid, hotkey: AccountId, hasOld: boolean) {
    this.#ctx = ctx;
    this.#netuid = netuid;
    this.#hotkey = hotkey;
    this.#hasOld = hasOld;
    this.#storedValue = TotalHotkeyAlpha.find(ctx, hotkey, netuid);
    this.#value = this.#storedValue ?? 0n;
    this.#denominator = sharesOf(hasOld ? TotalHotkeyShares.find(ctx, hotkey, netuid) : undefined, () =>
      TotalHotkeySharesV2.find(ctx, hotkey, netuid),
    );
  }
  #of(coldkey: AccountId): Shares {
    const found = this.#shares.get(coldkey);
    if (found !== undefined) return found;
    const old = this.#hasOld ? Alpha.find(this.#ctx, this.#hotkey, coldkey, this.#netuid) : undefined;
    const shares = sharesOf(old, () => AlphaV2.find(this.#ctx, this.#hotkey, coldkey, this.#netuid));
    this.#shares.set(coldkey, shares);
    return shares;
  }
  // PERF: methods, as a pool is made for every neuron of an epoch.
  sharedValue(): bigint {
    return this.#value;
  }
  share(coldkey: AccountId): SafeFloat {
    return this.#of(coldkey).now;
  }
  denominator(): SafeFloat {
    return this.#denominator.now;
  }
  setSharedValue(value: bigint): void {
    this.#value = value;
    this.#isValueSet = true;
  }
  setShare(coldkey: AccountId, share: SafeFloat): void {
    const shares = this.#of(coldkey);
    shares.now = share;
    shares.isSet = true;
  }
  setDenominator(denominator: SafeFloat): void {
    this.#denominator.now = denominator;
    this.#denominator.isSet = true;
  }
  /** What adding nothing does where there are shares: no number changes, but old ones move. */
  touch(coldkey: AccountId): void {
    this.#isValueSet = true;
    this.#denominator.isSet = true;
    if (this.#hasOld) this.#of(coldkey).isSet = true;
  }

  write(): void {
    const ctx = this.#ctx;
    const [hotkey, netuid] = [this.#hotkey, this.#netuid];
    if (this.#isValueSet && this.#value !== this.#storedValue) {
      if (this.#value !== 0n) TotalHotkeyAlpha.set(ctx, hotkey, netuid, alpha(this.#value));
      else if (this.#storedValue !== undefined) TotalHotkeyAlpha.delete(ctx, hotkey, netuid);
    } else if (this.#isValueSet && this.#value === 0n) TotalHotkeyAlpha.delete(ctx, hotkey, netuid);
    const all = this.#denominator;
    if (all.isSet && !isKept(all)) {
      if (all.isOld) TotalHotkeyShares.delete(ctx, hotkey, netuid);
      if (isZero(all.now)) TotalHotkeySharesV2.delete(ctx, hotkey, netuid);
      else TotalHotkeySharesV2.set(ctx, hotkey, netuid, all.now);
    }
    for (const [coldkey, shares] of this.#shares) {
      if (!shares.isSet || isKept(shares)) continue;
      if (shares.isOld) Alpha.delete(ctx, hotkey, coldkey, netuid);
      if (isZero(shares.now)) AlphaV2.delete(ctx, hotkey, coldkey, netuid);
      else AlphaV2.set(ctx, hotkey, coldkey, netuid, shares.now);
    }
  }
}

export interface StakeLedger {
  /** Adds to one position. */
  give(holder: Holder, amount: Amount): void;
  /** Adds to what all nominators of a hotkey share. */
  giveAll(hotkey: AccountId, amount: Amount): void;
  /** All of a hotkey's stake, as of now. */
  total(hotkey: AccountId): Amount;
  /** Writes everything down; the ledger is closed. */
  close(): void;
}
export function stakeLedger(ctx: Ctx, netuid: NetUid): StakeLedger {
  const pools = new Map<AccountId, Pool>();
  const hasOld = hasOldShares(ctx);
  const poolOf = (hotkey: AccountId): Pool => {
    const found = pools.get(hotkey);
    if (found !== undefined) return found;
    const pool = new Pool(ctx, netuid, hotkey, hasOld);
    pools.set(hotkey, pool);
    return pool;
  };
  const noted = new Set<string>();
  return {
    give(holder, amount) {
      const pool = poolOf(holder.hotkey);
      if (amount === 0n && !isZero(pool.denominator())) {
        pool.touch(holder.coldkey);
        return;
      }
      const position = holder.hotkey + holder.coldkey;
      if (amount !== 0n && !noted.has(position)) {
        noteStakingHotkey(ctx, holder);
        noted.add(position);
      }
      updateValueForOne(pool, holder.coldkey, i64.wrap(amount));
    },
    giveAll: (hotkey, amount) => updateValueForAll(poolOf(hotkey), i64.wrap(amount)),
    total: (hotkey) => alpha(poolOf(hotkey).sharedValue()),
    close() {
      for (const pool of pools.values()) pool.write();
    },
  };
}
