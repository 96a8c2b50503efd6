// The reference's tests of share pools over both of its maps, the older and the newer (pallets/subtensor/src/tests/staking.rs):
// its scenarios and values.

import { describe, expect, test } from "vitest";
import { alphaSharePool } from "../../runtime/pallets/subtensor/staking/alpha_pool.ts";
import { staking } from "../../runtime/pallets/subtensor/staking/contract.ts";
import { U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { divide, safeFloatFromU64, safeFloatFromU64F64 } from "../../runtime/primitives/share_pool/safe_float.ts";
import {
  tryValueOfKey,
  updateValueForAll,
  updateValueForOne,
  valueOfKey,
  valueOfShare,
} from "../../runtime/primitives/share_pool/share_pool.ts";
import { alpha } from "../../runtime/primitives/units.ts";
import { acct, newTestExt } from "../chain/mock.ts";
import { stakeOf } from "../chain/mock_stake.ts";
import {
  addDynamicNetwork,
  increaseStakeOnColdkeyHotkeyAccount,
  removeOwnerRegistrationStake,
} from "../chain/mock_subtensor.ts";

const { Alpha, AlphaV2, TotalHotkeyAlpha, TotalHotkeyShares, TotalHotkeySharesV2 } = staking.storage;
const [HOTKEY, COLDKEY] = [acct(2), acct(1)];
const KEYS = { hotkey: HOTKEY, coldkey: COLDKEY };
const STAKE = 200_000n;
type Version = "v1" | "v2" | undefined;

/** A pool of STAKE whose only share, and whose sum of shares, stand in a map each. */
function pooled(share: Version, sum: Version) {
  const ctx = newTestExt(1);
  const netuid = addDynamicNetwork(ctx, HOTKEY, COLDKEY);
  if (share === undefined) removeOwnerRegistrationStake(ctx, netuid);
  else {
    AlphaV2.delete(ctx, HOTKEY, COLDKEY, netuid);
    TotalHotkeySharesV2.delete(ctx, HOTKEY, netuid);
  }
  if (share === "v1") Alpha.set(ctx, HOTKEY, COLDKEY, netuid, U64F64.ONE);
  if (share === "v2") AlphaV2.set(ctx, HOTKEY, COLDKEY, netuid, safeFloatFromU64(1n));
  if (sum === "v1") TotalHotkeyShares.set(ctx, HOTKEY, netuid, U64F64.ONE);
  if (sum === "v2") TotalHotkeySharesV2.set(ctx, HOTKEY, netuid, safeFloatFromU64(1n));
  TotalHotkeyAlpha.set(ctx, HOTKEY, netuid, alpha(STAKE));
  return { ctx, netuid, pool: alphaSharePool(ctx, netuid, HOTKEY) };
}

describe("stake", () => {
  test.each<[string, Version, Version]>([
    ["test_lazy_sharepool_migration_get_stake_reads_from_deprecated_alpha_map", "v1", "v1"],
    ["test_lazy_sharepool_migration_get_stake_reads_from_alpha_v2_map", "v2", "v2"],
    ["test_lazy_sharepool_migration_get_stake_reads_from_cross_alpha_maps", "v1", "v2"],
  ])("%s", (_, share, sum) => {
    const { ctx, netuid } = pooled(share, sum);
    expect(stakeOf(ctx, KEYS, netuid)).toBe(STAKE);
  });
  test("test_lazy_sharepool_migration_staking_causes_migration", () => {
    const { ctx, netuid } = pooled("v1", "v1");
    increaseStakeOnColdkeyHotkeyAccount(ctx, COLDKEY, HOTKEY, STAKE, netuid);
    expect(Alpha.has(ctx, HOTKEY, COLDKEY, netuid)).toBe(false);
    expect(TotalHotkeyShares.has(ctx, HOTKEY, netuid)).toBe(false);
    const [share, sum] = [AlphaV2.get(ctx, HOTKEY, COLDKEY, netuid), TotalHotkeySharesV2.get(ctx, HOTKEY, netuid)];
    expect(share.mantissa).toBeGreaterThan(0n);
    expect(divide(share, sum)).toEqual(divide(safeFloatFromU64(1n), safeFloatFromU64(1n)));
  });
});
describe("values", () => {
  test.each<[string, Version, Version]>([
    ["test_sharepool_dataops_get_value_v1", "v1", "v1"],
    ["test_sharepool_dataops_get_value_v2", "v2", "v2"],
    ["test_sharepool_dataops_get_value_mixed_v1_v2", "v1", "v2"],
    ["test_sharepool_dataops_get_value_mixed_v2_v1", "v2", "v1"],
  ])("%s", (_, share, sum) => {
    expect(valueOfKey(pooled(share, sum).pool, COLDKEY)).toBe(STAKE);
  });
  test.each<[string, Version]>([
    ["test_sharepool_dataops_get_value_from_shares_v1", "v1"],
    ["test_sharepool_dataops_get_value_from_shares_v2", "v2"],
  ])("%s", (_, sum) => {
    expect(valueOfShare(pooled(sum, sum).pool, safeFloatFromU64F64(U64F64.ONE))).toBe(STAKE);
  });
  test("test_sharepool_dataops_update_value_for_all", () => {
    const { pool } = pooled("v2", "v2");
    updateValueForAll(pool, STAKE);
    expect(valueOfKey(pool, COLDKEY)).toBe(STAKE * 2n);
    updateValueForAll(pool, -STAKE);
    expect(valueOfKey(pool, COLDKEY)).toBe(STAKE);
  });
  test.each<[string, Version, Version]>([
    ["test_sharepool_dataops_update_value_for_one_v1_with_migration", "v1", "v1"],
    ["test_sharepool_dataops_update_value_for_one_v2", "v2", "v2"],
    ["test_sharepool_dataops_update_value_for_one_mixed_v1_v2", "v1", "v2"],
    ["test_sharepool_dataops_update_value_for_one_mixed_v2_v1", "v2", "v1"],
  ])("%s", (_, share, sum) => {
    const { ctx, netuid, pool } = pooled(share, sum);
    updateValueForOne(pool, COLDKEY, STAKE);
    expect(valueOfKey(pool, COLDKEY)).toBe(STAKE * 2n);
    expect(Alpha.has(ctx, HOTKEY, COLDKEY, netuid)).toBe(false);
    expect(TotalHotkeyShares.has(ctx, HOTKEY, netuid)).toBe(false);
    expect(AlphaV2.has(ctx, HOTKEY, COLDKEY, netuid)).toBe(true);
  });
});
describe("nothing", () => {
  test.each<[string, Version]>([
    ["test_sharepool_dataops_get_value_returns_zero_on_non_existing_v1", "v1"],
    ["test_sharepool_dataops_get_value_returns_zero_on_non_existing_v2", "v2"],
  ])("%s", (_, sum) => {
    expect(valueOfKey(pooled(undefined, sum).pool, COLDKEY)).toBe(0n);
  });
  test.each<[string, Version]>([
    ["test_sharepool_dataops_try_get_value_returns_err_on_non_existing_v1", "v1"],
    ["test_sharepool_dataops_try_get_value_returns_err_on_non_existing_v2", "v2"],
  ])("%s", (_, sum) => {
    expect(tryValueOfKey(pooled(undefined, sum).pool, COLDKEY)).toBeUndefined();
  });
});
