// What the calls of AdminUtils refuse, row by row; that the owner's changes count against the limit, and root's do not.

import { expect, test } from "vitest";
import { limits } from "../../runtime/pallets/subtensor/limits/contract.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { initNewNetwork } from "../../runtime/pallets/subtensor/subnets/subnet.ts";
import { ROOT } from "../../runtime/primitives/ids.ts";
import { climbCall } from "../chain/ladder.ts";
import { acct, callOf, type MockContext, newTestExt, none, outcomeOf, root, signed } from "../chain/mock.ts";
import { ADMIN_CLOSED, ADMIN_ROWS, argsOf, NETUID, OWNER } from "./admin_rows.ts";

function start(): MockContext {
  const ctx = newTestExt(1_000_000);
  for (const netuid of [ROOT, NETUID]) {
    initNewNetwork(ctx, netuid, 360);
    subnets.storage.SubnetOwner.set(ctx, netuid, OWNER);
  }
  limits.storage.AdminFreezeWindow.set(ctx, 0);
  limits.storage.OwnerHyperparamRateLimit.set(ctx, 2);
  limits.storage.WeightsVersionKeyRateLimit.set(ctx, 5n);
  return ctx;
}
const admin = (ctx: MockContext, by: typeof root, name: string, args: Readonly<Record<string, unknown>>) =>
  outcomeOf(() => ctx.dispatch(by, callOf("AdminUtils", name, args)));

test.each(Object.entries(ADMIN_ROWS))("%s", (name, row) => {
  const ctx = start();
  const call = { origin: none, args: argsOf(ctx, name, row) };
  climbCall(
    ctx,
    "AdminUtils",
    name,
    call,
    row.parts.flatMap((part) => part(ctx)),
  );
  if (!row.limited) return;
  const args = { ...call.args };
  expect(admin(ctx, signed(OWNER), name, args)).toBe("TxRateLimitExceeded");
  expect(admin(ctx, root, name, args)).toBeUndefined();
});
test.each(Object.entries(ADMIN_CLOSED))("%s", (name, [refusal, args]) => {
  const ctx = start();
  for (const by of [none, signed(acct(2)), signed(OWNER), root]) expect(admin(ctx, by, name, args)).toBe(refusal);
});
