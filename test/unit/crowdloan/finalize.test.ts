// A crowdloan whose call matters: a leased subnet founded with it; a call too long to be kept whole; calls that refuse.

import { describe, expect, test } from "vitest";
import type { Call } from "../../../runtime/frame/call.ts";
import { crowdloan } from "../../../runtime/pallets/crowdloan/contract.ts";
import { preimage } from "../../../runtime/pallets/preimage/contract.ts";
import { leases } from "../../../runtime/pallets/subtensor/leases/contract.ts";
import { subnets } from "../../../runtime/pallets/subtensor/subnets/contract.ts";
import type { AccountId } from "../../../runtime/primitives/ids.ts";
import { callOf, eventsOf, type MockContext, outcomeOf, setBlock, signed } from "../../chain/mock.ts";
import { bytesAccount, newRuntimeExt } from "../../chain/mock_runtime.ts";
import { addBalanceToColdkeyAccount } from "../../chain/mock_subtensor.ts";

const TAO = 1_000_000_000n;
const [CREATOR, ONE, TWO] = [bytesAccount(1), bytesAccount(2), bytesAccount(3)];
const { Crowdloans, CurrentCrowdloanId } = crowdloan.read;
const { PreimageFor, RequestStatusFor } = preimage.read;
const { SubnetLeases, SubnetLeaseShares } = leases.read;

const send = (ctx: MockContext, who: AccountId, name: string, args: Call["args"]) =>
  ctx.dispatch(signed(who), callOf("Crowdloan", name, args));
const about = { crowdloan_id: 0 };
/** Deposit 10, gifts of 1200 and 790: two thousand TAO, in the runtime itself; a subnet costs one thousand. */
function raised(call: Call): MockContext {
  const ctx = newRuntimeExt([CREATOR, ONE, TWO]);
  addBalanceToColdkeyAccount(ctx, ONE, 1000n * TAO);
  const terms = { deposit: 10n * TAO, min_contribution: TAO, cap: 2000n * TAO, end: 50_401, target_address: undefined };
  send(ctx, CREATOR, "create", { ...terms, call });
  send(ctx, ONE, "contribute", { ...about, amount: 1200n * TAO });
  send(ctx, TWO, "contribute", { ...about, amount: 999n * TAO });
  return ctx;
}
const LEASE = callOf("SubtensorModule", "register_leased_network", { emissions_share: 30, end_block: 500 });

describe("a leased subnet", () => {
  test("is founded with what was raised, and belongs to those who gave", () => {
    const ctx = raised(LEASE);
    send(ctx, CREATOR, "finalize", about);
    const lease = SubnetLeases.get(ctx, 0)!;
    expect(lease).toMatchObject({ beneficiary: CREATOR, emissions_share: 30, end_block: 500 });
    expect(subnets.read.SubnetOwner.get(ctx, lease.netuid)).toBe(lease.coldkey);
    // 0.6 and 0.395 of 2^64, rounded down.
    expect([ONE, TWO].map((who) => SubnetLeaseShares.get(ctx, 0, who))).toEqual([
      11_068_046_444_225_730_969n,
      7_286_463_909_115_272_888n,
    ]);
    expect(Crowdloans.get(ctx, 0)).toMatchObject({ finalized: true, raised: 2000n * TAO });
    expect(CurrentCrowdloanId.get(ctx)).toBeUndefined();
    const names = eventsOf(ctx).map(({ name }) => name);
    expect(names.slice(-2)).toEqual(["SubnetLeaseCreated", "Finalized"]);
  });
  test("is founded in no other way", () => {
    const ctx = raised(LEASE);
    expect(outcomeOf(() => ctx.dispatch(signed(CREATOR), LEASE))).toBe("InvalidCrowdloanId");
  });
  test("that cannot be founded leaves the crowdloan as it was", () => {
    const ctx = raised(LEASE);
    setBlock(ctx, 500);
    const before = Crowdloans.get(ctx, 0);
    expect(outcomeOf(() => send(ctx, CREATOR, "finalize", about))).toBe("LeaseCannotEndInThePast");
    expect([Crowdloans.get(ctx, 0), CurrentCrowdloanId.get(ctx)]).toEqual([before, undefined]);
  });
});

describe("a call longer than 128 bytes", () => {
  const LONG = callOf("System", "remark_with_event", { remark: new Uint8Array(200).fill(7) });
  const noted = (ctx: MockContext) => [[...PreimageFor.keysOf(ctx)].length, [...RequestStatusFor.keysOf(ctx)].length];
  test("is kept as a preimage, runs, and stays there", () => {
    const ctx = raised(LONG);
    // Pallet, call, two bytes of length, the remark.
    expect(Crowdloans.get(ctx, 0)?.call).toMatchObject({ type: "Lookup", value: { len: 204 } });
    expect(noted(ctx)).toEqual([1, 1]);
    send(ctx, CREATOR, "finalize", about);
    expect(eventsOf(ctx).some(({ name }) => name === "Remarked")).toBe(true);
    expect(noted(ctx)).toEqual([1, 1]);
  });
  test("goes when the crowdloan is dissolved", () => {
    const ctx = raised(LONG);
    send(ctx, CREATOR, "refund", about);
    send(ctx, CREATOR, "dissolve", about);
    expect(noted(ctx)).toEqual([0, 0]);
  });
});
test("a call is the creator's, and filtered as such", () => {
  const nested = callOf("Utility", "batch", { calls: [callOf("Utility", "batch", { calls: [] })] });
  const ctx = raised(nested);
  expect(outcomeOf(() => send(ctx, CREATOR, "finalize", about))).toBe("CallFiltered");
});
test("a call that finalizes its own crowdloan goes as deep as layers nest, and fails", () => {
  const ctx = raised(callOf("Crowdloan", "finalize", about));
  expect(outcomeOf(() => send(ctx, CREATOR, "finalize", about))).toBe("Transactional.LimitReached");
  expect([Crowdloans.get(ctx, 0)?.finalized, CurrentCrowdloanId.get(ctx)]).toEqual([false, undefined]);
});
