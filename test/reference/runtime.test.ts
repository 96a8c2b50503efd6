// The reference's tests of the whole runtime: subnets' accounts (runtime/tests/account_conversion.rs), documented errors
// (runtime/tests/metadata.rs), balances as Ethereum counts them (runtime/src/lib.rs), the books of alpha (pallets/alpha-assets/src/tests.rs).

import { describe, expect, test } from "vitest";
import { evmBalance } from "../../runtime/apis/ethereum.ts";
import { metadata } from "../../runtime/frame/metadata/index.ts";
import { MetadataV14 } from "../../runtime/frame/metadata/v14.ts";
import { alphaAssets } from "../../runtime/pallets/alpha_assets/books.ts";
import { alphaAssets as books } from "../../runtime/pallets/alpha_assets/contract.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { initNewNetwork, isSubnetAccountId, subnetAccountId } from "../../runtime/pallets/subtensor/subnets/subnet.ts";
import { netUid } from "../../runtime/primitives/ids.ts";
import { alpha } from "../../runtime/primitives/units.ts";
import { runtime, STANDARD } from "../../runtime/subtensor.ts";
import { newRuntimeExt } from "../chain/mock_runtime.ts";

describe("account_conversion.rs", () => {
  test("test_subnet_account_id_no_panics", () => {
    const ctx = newRuntimeExt();
    const wrong: number[] = [];
    for (let number = 0; number <= 65_535; number++) {
      const netuid = netUid(number);
      subnets.storage.NetworksAdded.set(ctx, netuid, true);
      if (isSubnetAccountId(ctx, subnetAccountId(ctx, netuid)!) !== netuid) wrong.push(number);
    }
    expect(wrong).toEqual([]);
  });
  test("test_subnet_account_id_no_panics_quick", () => {
    const ctx = newRuntimeExt();
    for (let number = 0; number <= 1024; number++) {
      const netuid = netUid(number);
      initNewNetwork(ctx, netuid, 10);
      expect(isSubnetAccountId(ctx, subnetAccountId(ctx, netuid)!)).toBe(netuid);
    }
  });
});

test("test_metadata", () => {
  const { types } = MetadataV14.decode(metadata(runtime, STANDARD, 14).subarray(5));
  const judged = ["pallet_admin_utils", "pallet_subtensor_collective", "pallet_commitments", "pallet_subtensor"];
  const errors = types.filter(
    ({ path: [pallet, module, name, ...more] }) =>
      judged.includes(pallet ?? "") && module === "pallet" && name === "Error" && more.length === 0,
  );
  // The collective is no pallet of this runtime.
  expect(errors.map(({ path }) => path[0]).sort()).toEqual([
    "pallet_admin_utils",
    "pallet_commitments",
    "pallet_subtensor",
  ]);
  for (const { def } of errors) {
    if (def.type !== "variant") throw new Error("errors are an enum");
    for (const { name, docs } of def.value) expect(docs[0]?.length, name).toBeGreaterThan(0);
  }
});

describe("lib.rs", () => {
  test("test_into_evm_balance_valid", () => expect(evmBalance(1_000_000_000n)).toBe(1_000_000_000_000_000_000n));
  test("test_into_evm_balance_overflow", () => expect(evmBalance(2n ** 64n)).toBe(2n ** 64n * 1_000_000_000n));
});

describe("alpha-assets", () => {
  const { AlphaBurned, AlphaRecycled, TotalAlphaIssuance } = books.storage;
  test("mint_alpha_increases_total_issuance_and_returns_imbalance", () => {
    const [ctx, netuid] = [newRuntimeExt(), netUid(3)];
    const minted = alphaAssets.mint(ctx, netuid, alpha(75n));
    expect(TotalAlphaIssuance.get(ctx, netuid)).toBe(75n);
    expect(minted).toEqual({ netuid, amount: 75n });
  });
  test("burn_alpha_does_not_change_total_issuance", () => {
    const [ctx, netuid] = [newRuntimeExt(), netUid(4)];
    const minted = alphaAssets.mint(ctx, netuid, alpha(100n));
    expect([minted.amount, alphaAssets.burn(ctx, netuid, alpha(40n))]).toEqual([100n, 40n]);
    expect([AlphaBurned.get(ctx, netuid), TotalAlphaIssuance.get(ctx, netuid)]).toEqual([40n, 100n]);
  });
  test("recycle_alpha_reduces_total_issuance_saturating_at_zero", () => {
    const [ctx, netuid] = [newRuntimeExt(), netUid(5)];
    alphaAssets.mint(ctx, netuid, alpha(90n));
    expect(alphaAssets.recycle(ctx, netuid, alpha(30n))).toBe(30n);
    expect([AlphaRecycled.get(ctx, netuid), TotalAlphaIssuance.get(ctx, netuid)]).toEqual([30n, 60n]);
    alphaAssets.recycle(ctx, netuid, alpha(100n));
    expect([AlphaRecycled.get(ctx, netuid), TotalAlphaIssuance.get(ctx, netuid)]).toEqual([130n, 0n]);
  });
});
