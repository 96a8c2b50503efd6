// What the calls of Swap and Commitments refuse, in the order of pallets/swap/src/pallet/mod.rs and pallets/commitments/src/lib.rs.

import { expect, test } from "vitest";
import { balances } from "../../runtime/pallets/balances/contract.ts";
import { commitments } from "../../runtime/pallets/commitments/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { swap } from "../../runtime/pallets/swap/contract.ts";
import { netUid } from "../../runtime/primitives/ids.ts";
import { rao } from "../../runtime/primitives/units.ts";
import { climbCall, from, tell } from "../chain/ladder.ts";
import { acct, callOf, mockProfile, newTestExt, none, outcomeOf, root, signed } from "../chain/mock.ts";
import { addBalanceToColdkeyAccount, addNetwork } from "../chain/mock_subtensor.ts";

const NETUID = netUid(1);
const WHO = acct(1);

test("set_fee_rate", () => {
  const ctx = newTestExt(1);
  // MaxFeeRate of the mock is 10000.
  climbCall(ctx, "Swap", "set_fee_rate", { origin: none, args: { netuid: NETUID, rate: 10_001 } }, [
    ["BadOrigin", from(signed(WHO))],
    ["BadOrigin", from(root)],
    ["MechanismDoesNotExist", () => addNetwork(ctx, NETUID, 100)],
    ["FeeRateTooHigh", tell({ rate: 10_000 })],
  ]);
  expect(swap.read.FeeRate.get(ctx, NETUID)).toBe(10_000);
});
const position = { hotkey: WHO, netuid: NETUID, position_id: 1n };
test.each([
  ["add_liquidity", { hotkey: WHO, netuid: NETUID, tick_low: -1, tick_high: 1, liquidity: 1n }],
  ["remove_liquidity", position],
  ["modify_position", { ...position, liquidity_delta: 1n }],
  ["toggle_user_liquidity", { netuid: NETUID, enable: true }],
  ["disable_lp", {}],
])("%s", (name, args) => {
  const ctx = newTestExt(1);
  for (const by of [none, signed(WHO), root])
    expect(outcomeOf(() => ctx.dispatch(by, callOf("Swap", name, args)))).toBe("Deprecated");
});

const flagged = [{ type: "ResetBondsFlag" }];
test("set_commitment", () => {
  const { CommitmentOf, LastBondsReset, MaxSpace } = commitments.storage;
  const ctx = newTestExt(5, mockProfile({ "Commitments.MaxFields": 1, "Commitments.InitialDeposit": rao(100n) }));
  addNetwork(ctx, NETUID, 100);
  MaxSpace.set(ctx, 99);
  const args = { netuid: NETUID, info: { fields: [...flagged, ...flagged] } };
  climbCall(ctx, "Commitments", "set_commitment", { origin: none, args }, [
    ["BadOrigin", from(root)],
    ["BadOrigin", from(signed(WHO))],
    ["AccountNotAllowedCommit", () => registration.storage.Uids.set(ctx, NETUID, WHO, 0)],
    ["TooManyFieldsInCommitmentInfo", tell({ info: { fields: flagged } })],
    // Bonds have been reset by then; the refusal takes that back.
    ["SpaceLimitExceeded", () => MaxSpace.set(ctx, 100)],
    ["InsufficientBalance", () => addBalanceToColdkeyAccount(ctx, WHO, 101n)],
  ]);
  expect([LastBondsReset.get(ctx, NETUID, WHO), balances.read.TotalIssuance.get(ctx)]).toEqual([5, 101n]);
  expect(CommitmentOf.get(ctx, NETUID, WHO)?.deposit).toBe(100n);
});
test("set_commitment, when a deposit is not there to be given back", () => {
  const ctx = newTestExt(5);
  registration.storage.Uids.set(ctx, NETUID, WHO, 0);
  const put = (deposit: bigint) =>
    commitments.storage.CommitmentOf.set(ctx, NETUID, WHO, { deposit: rao(deposit), block: 1, info: { fields: [] } });
  put(7n);
  climbCall(
    ctx,
    "Commitments",
    "set_commitment",
    { origin: signed(WHO), args: { netuid: NETUID, info: { fields: [] } } },
    [["UnexpectedUnreserveLeftover", () => put(0n)]],
  );
});
test("set_max_space", () => {
  const ctx = newTestExt(1);
  climbCall(ctx, "Commitments", "set_max_space", { origin: none, args: { new_limit: 7 } }, [
    ["BadOrigin", from(signed(WHO))],
    ["BadOrigin", from(root)],
  ]);
  expect(commitments.read.MaxSpace.get(ctx)).toBe(7);
});
