// Rates of root dividends are raised in the bytes of the stored map. The law: they are what a map has to which the same was
// added. The oracle is a plain Map and the whole-map codec.

import fc from "fast-check";
import { expect, it } from "vitest";
import { rootNetwork } from "../../runtime/pallets/subtensor/root/contract.ts";
import { increaseRootClaimableForHotkeyAndSubnet } from "../../runtime/pallets/subtensor/root/root_claimable.ts";
import { type NetUid, netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { alpha } from "../../runtime/primitives/units.ts";
import { acct, newTestExt } from "../chain/mock.ts";
import { mockIncreaseStakeForHotkeyAndColdkeyOnSubnet } from "../chain/mock_subtensor.ts";

const STAKE = 1n << 40n;
const { RootClaimable } = rootNetwork.storage;

it("rates raised one by one are the sums, by netuid, of what was earned", () => {
  // Numbers of subnets on both sides of where the length before the map grows, and of a byte.
  const raise = fc.record({
    netuid: fc.integer({ min: 1, max: 300 }),
    amount: fc.oneof(fc.constant(0n), fc.bigInt({ min: 1n, max: STAKE })),
  });
  fc.assert(
    fc.property(fc.array(raise, { minLength: 1, maxLength: 120 }), (raises) => {
      const ctx = newTestExt(1);
      const [hotkey, coldkey] = [acct(1), acct(2)];
      mockIncreaseStakeForHotkeyAndColdkeyOnSubnet(ctx, hotkey, coldkey, ROOT, alpha(STAKE));
      const expected = new Map<NetUid, bigint>();
      for (const { netuid, amount } of raises) {
        increaseRootClaimableForHotkeyAndSubnet(ctx, netUid(netuid), hotkey, alpha(amount));
        // A rate has 32 bits behind the point and is truncated.
        const rate = (amount << 32n) / STAKE;
        expected.set(netUid(netuid), (expected.get(netUid(netuid)) ?? 0n) + rate);
      }
      const sorted = [...expected].sort(([a], [b]) => a - b);
      expect([...RootClaimable.get(ctx, hotkey)].map(([netuid, rate]) => [netuid, rate as bigint])).toEqual(sorted);
      const bytes = ctx.state.get(RootClaimable.rawKey(hotkey))!.bytes;
      expect(bytes).toEqual(RootClaimable.value.encode(RootClaimable.value.decode(bytes)));
    }),
    { numRuns: 60 },
  );
});
