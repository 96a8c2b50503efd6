// What an epoch notes of the dividends of hotkeys is what the last one paid: pallets/subtensor/src/coinbase/run_coinbase.rs
// (distribute_dividends_and_incentives) clears both maps of the subnet before it writes.

import { expect, it } from "vitest";
import { coinbase } from "../../../runtime/pallets/subtensor/coinbase/contract.ts";
import { distributeDividendsAndIncentives } from "../../../runtime/pallets/subtensor/coinbase/distribute.ts";
import { U96F32 } from "../../../runtime/primitives/fixed/formats.ts";
import type { AccountId, NetUid } from "../../../runtime/primitives/ids.ts";
import { alpha } from "../../../runtime/primitives/units.ts";
import { acct, type MockContext, newTestExt } from "../../chain/mock.ts";
import { addNetwork } from "../../chain/mock_subtensor.ts";

const { AlphaDividendsPerSubnet, RootAlphaDividendsPerSubnet } = coinbase.read;

function pay(ctx: MockContext, netuid: NetUid, ...hotkeys: readonly AccountId[]): void {
  const dividends = new Map(hotkeys.map((hotkey) => [hotkey, U96F32.saturatingFromNum(1_000n)] as const));
  distributeDividendsAndIncentives(ctx, netuid, {
    ownerCut: alpha(0n),
    incentives: new Map(),
    alphaDividends: dividends,
    rootAlphaDividends: dividends,
  });
}
const notedOf = (ctx: MockContext, netuid: NetUid): string[][] =>
  [AlphaDividendsPerSubnet, RootAlphaDividendsPerSubnet].map((item) =>
    Array.from(item.keysOf(ctx, netuid), ([, hotkey]) => hotkey).sort(),
  );

it("dividends noted of a hotkey go with the first epoch that pays it none", () => {
  const ctx = newTestExt(1);
  const [first, other] = [addNetwork(ctx, 1, 13), addNetwork(ctx, 2, 13)];
  const [a, b, c] = [acct(11), acct(12), acct(13)].sort() as [AccountId, AccountId, AccountId];

  pay(ctx, first, a, b);
  pay(ctx, other, a);
  expect(notedOf(ctx, first)).toEqual([
    [a, b],
    [a, b],
  ]);

  pay(ctx, first, b, c);
  expect(notedOf(ctx, first)).toEqual([
    [b, c],
    [b, c],
  ]);
  expect(notedOf(ctx, other)).toEqual([[a], [a]]);

  pay(ctx, first);
  expect(notedOf(ctx, first)).toEqual([[], []]);
});
