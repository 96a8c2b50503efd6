// TAO moved, burned, recycled and minted under an existential deposit of a hundred: the cases of the reference's
// pallets/subtensor/src/tests/tao.rs.

import { beforeEach, describe, expect, it } from "vitest";
import { coinbase } from "../../runtime/pallets/subtensor/coinbase/contract.ts";
import {
  burnTao,
  coldkeyBalance,
  mintTao,
  recycleTao,
  transferAllTaoAndKill,
  transferTao,
} from "../../runtime/pallets/subtensor/coinbase/tao.ts";
import { burnAccountId } from "../../runtime/pallets/subtensor/subnets/subnet.ts";
import type { AccountId } from "../../runtime/primitives/ids.ts";
import { rao } from "../../runtime/primitives/units.ts";
import { acct, type MockContext, mockProfile, newTestExt } from "../chain/mock.ts";
import { addBalanceToColdkeyAccount } from "../chain/mock_subtensor.ts";
import { expectNoop, expectOk } from "../chain/noop.ts";

const ED = 100n;
const MAX_TAO_ISSUANCE = 21_000_000_000_000_000n;
const origin = acct(1);
const dest = acct(2);
let ctx: MockContext;
beforeEach(() => {
  ctx = newTestExt(1, mockProfile({ "Balances.ExistentialDeposit": ED }));
});
const give = (who: AccountId, amount: bigint): void => addBalanceToColdkeyAccount(ctx, who, amount);
const total = (who: AccountId): bigint => ctx.ports.currency.total(ctx, who);
const reducible = (who: AccountId): bigint => coldkeyBalance(ctx, who);
const preserving = (who: AccountId): bigint => ctx.ports.currency.reducible(ctx, who, "Preserve");
/** Issuance as Balances and as SubtensorModule count it. */
const issuances = (): [bigint, bigint] => [ctx.ports.currency.totalIssuance(ctx), coinbase.read.TotalIssuance.get(ctx)];
const expectIssuancesEqual = (): void => expect(issuances()[0]).toBe(issuances()[1]);
const transfer = (from: AccountId, to: AccountId, amount: bigint) => () => transferTao(ctx, { from, to }, rao(amount));

describe("transfer_tao", () => {
  it("test_transfer_tao_normal_case", () => {
    give(origin, ED * 10n + 200n);
    expectOk(transfer(origin, dest, 200n));
    expect(total(origin)).toBe(1000n);
    expect(total(dest)).toBe(200n);
    expectIssuancesEqual();
  });
  it("test_transfer_tao_zero_balance_zero_amount", () => {
    expectOk(transfer(acct(10_001), acct(10_002), 0n));
    expect([total(acct(10_001)), total(acct(10_002))]).toEqual([0n, 0n]);
    expectIssuancesEqual();
  });
  it("test_transfer_tao_zero_balance_non_zero_amount_fails", () => {
    expectNoop(ctx, transfer(acct(10_011), acct(10_012), 1n), "InsufficientBalance");
    expect([total(acct(10_011)), total(acct(10_012))]).toEqual([0n, 0n]);
  });
  it("test_transfer_tao_amount_greater_than_transferrable_fails", () =>
    expectNoop(ctx, transfer(origin, dest, reducible(origin) + 1n), "InsufficientBalance"));
  it("test_transfer_tao_transfer_exactly_transferrable_succeeds", () => {
    const [amount, before] = [reducible(origin), [total(origin), total(dest)]];
    expectOk(transfer(origin, dest, amount));
    expect([total(origin) + amount, total(dest) - amount]).toEqual(before);
  });
  it("test_transfer_tao_can_reap_origin_when_amount_brings_it_below_ed", () => {
    give(origin, 100n + ED - 1n);
    give(dest, ED + 1234n);
    expectOk(transfer(origin, dest, 100n));
    expect([total(origin), total(dest)]).toEqual([0n, 1434n]);
    expectIssuancesEqual();
  });
  it("test_transfer_tao_to_self_is_ok_and_no_net_balance_change", () => {
    const before = total(origin);
    expectOk(transfer(origin, origin, reducible(origin) < 10n ? reducible(origin) : 10n));
    expect(total(origin)).toBe(before);
  });
  it("test_transfer_tao_reaps_origin", () => {
    give(origin, 3n + ED);
    const [balancesBefore, subtensorBefore] = issuances();
    expectOk(transfer(origin, dest, 2n + ED));
    expect([total(origin), total(dest)]).toEqual([0n, 2n + ED]);
    expect(issuances()).toEqual([balancesBefore - 1n, subtensorBefore - 1n]);
  });
});

describe("transfer_all_tao_and_kill", () => {
  const transferAll = (from: AccountId, to: AccountId) => () => transferAllTaoAndKill(ctx, { from, to });
  it("test_transfer_all_tao_and_kill_normal_case", () => {
    give(origin, 100n + ED);
    expect(reducible(origin)).toBe(200n);
    expectOk(transferAll(origin, dest));
    expect([total(origin), total(dest), reducible(origin)]).toEqual([0n, 200n, 0n]);
  });
  it("test_transfer_all_tao_and_kill_non_existing_origin_is_noop", () => {
    const [from, to] = [acct(20_001), acct(20_002)];
    expect([total(from), reducible(from)]).toEqual([0n, 0n]);
    expectOk(transferAll(from, to));
    expect([total(from), total(to)]).toEqual([0n, 0n]);
  });
  it("test_transfer_all_tao_and_kill_preexisting_destination", () => {
    give(origin, 200n + ED);
    give(dest, 1000n + ED);
    expectOk(transferAll(origin, dest));
    expect([reducible(origin), total(dest)]).toEqual([0n, 1400n]);
  });
  it("test_transfer_all_tao_and_kill_to_self_is_noop", () => {
    const before = [total(origin), reducible(origin)];
    expectOk(transferAll(origin, origin));
    expect([total(origin), reducible(origin)]).toEqual(before);
  });
});

describe("burn_tao", () => {
  const burn = (who: AccountId, amount: bigint) => () => burnTao(ctx, who, rao(amount));
  it("test_burn_tao_increases_burn_address_balance", () => {
    const amount = reducible(origin) < 10n ? reducible(origin) : 10n;
    const before = [total(burnAccountId(ctx)), total(origin)];
    expectOk(burn(origin, amount));
    expect([total(burnAccountId(ctx)) - amount, total(origin) + amount]).toEqual(before);
    expectIssuancesEqual();
  });
  it("test_burn_tao_zero_amount_is_ok", () => {
    const before = [total(burnAccountId(ctx)), total(origin)];
    expectOk(burn(origin, 0n));
    expect([total(burnAccountId(ctx)), total(origin)]).toEqual(before);
  });
  it("test_burn_tao_insufficient_balance_fails", () => expectNoop(ctx, burn(acct(30_001), 1n), "InsufficientBalance"));
});

describe("recycle_tao", () => {
  const recycle = (who: AccountId, amount: bigint) => () => recycleTao(ctx, who, rao(amount));
  it("test_recycle_tao_reduces_both_balances_and_subtensor_total_issuance", () => {
    const amount = reducible(origin) < 10n ? reducible(origin) : 10n;
    const [before, [balancesBefore, subtensorBefore]] = [total(origin), issuances()];
    expectOk(recycle(origin, amount));
    expect(total(origin)).toBe(before - amount);
    expect(issuances()).toEqual([balancesBefore - amount, subtensorBefore - amount]);
    expectIssuancesEqual();
  });
  it("test_recycle_tao_amount_greater_than_max_preserving_fails", () => {
    expectNoop(ctx, recycle(origin, preserving(origin) + 1n), "InsufficientBalance");
    expectIssuancesEqual();
  });
  it("test_recycle_tao_zero_amount_keeps_issuance_equal", () => {
    const before = [total(origin), ...issuances()];
    expectOk(recycle(origin, 0n));
    expect([total(origin), ...issuances()]).toEqual(before);
    expectIssuancesEqual();
  });
  it("test_recycle_tao_cannot_cross_preserve_threshold_in_high_ed_runtime", () =>
    expectNoop(ctx, recycle(origin, preserving(origin) + 1n), "InsufficientBalance"));
  it("test_total_issuance_subtensor_matches_balances_across_tao_operations", () => {
    give(origin, 1_000_000n + ED - 1n);
    give(dest, 1_000_000n + ED - 1n);
    expectIssuancesEqual();
    expectOk(transfer(origin, dest, 1000n));
    expectIssuancesEqual();
    expectOk(() => burnTao(ctx, origin, rao(1000n)));
    expectIssuancesEqual();
    expectOk(recycle(origin, 1n));
    expectIssuancesEqual();
  });
});

describe("mint_tao", () => {
  it("test_mint_tao_increases_total_issuance_in_balances_and_subtensor", () => {
    const [balancesBefore, subtensorBefore] = issuances();
    expect(mintTao(ctx, rao(123n))).toBe(123n);
    expect(issuances()).toEqual([balancesBefore + 123n, subtensorBefore + 123n]);
  });
  it("test_mint_tao_zero_amount", () => {
    const before = issuances();
    expect(mintTao(ctx, rao(0n))).toBe(0n);
    expect(issuances()).toEqual(before);
  });
  it("test_mint_tao_respects_max_issuance_cap_in_balances", () => {
    const remaining = MAX_TAO_ISSUANCE - issuances()[0];
    expect(mintTao(ctx, rao(remaining + 1000n))).toBe(remaining);
    expect(issuances()[0]).toBe(MAX_TAO_ISSUANCE);
  });
});
