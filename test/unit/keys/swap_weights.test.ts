// What key swaps and root claims say of their weight afterwards: reads and writes counted by hand from
// pallets/subtensor/src/swap/swap_hotkey.rs and staking/claim_root.rs; a read is 25,000,000 and a write 100,000,000.

import { expect, test } from "vitest";
import { keys } from "../../../runtime/pallets/subtensor/keys/contract.ts";
import { rootNetwork } from "../../../runtime/pallets/subtensor/root/contract.ts";
import { increaseStakeForHotkeyAndColdkeyOnSubnet } from "../../../runtime/pallets/subtensor/staking/stake.ts";
import { I96F32 } from "../../../runtime/primitives/fixed/formats.ts";
import { netUid, ROOT } from "../../../runtime/primitives/ids.ts";
import { alpha } from "../../../runtime/primitives/units.ts";
import { acct, newTestExt, signed, subtensorCall } from "../../chain/mock.ts";
import { addBalanceToColdkeyAccount, addNetwork, registerOkNeuron } from "../../chain/mock_subtensor.ts";

const [COLD, HOT, NEW] = [acct(1), acct(2), acct(3)];
const ONE = netUid(1);
const dbWeight = (reads: number, writes: number) => BigInt(reads) * 25_000_000n + BigInt(writes) * 100_000_000n;

test("a member without stake or relations, on one subnet", () => {
  const ctx = newTestExt(100);
  addNetwork(ctx, ONE, 13);
  registerOkNeuron(ctx, ONE, HOT, COLD);
  addBalanceToColdkeyAccount(ctx, COLD, 1_000_000_000n);
  const args = { hotkey: HOT, new_hotkey: NEW, netuid: ONE, keep_stake: false };
  // Checks 7/3, price and owner 7/2, owned 1/1, locks 5/0, membership 1/2, slot 1/3, relations 3/3, dividends 6/6, and the
  // two blocks noted; last, the certificate and the like that are not there.
  const post = subtensorCall(ctx, signed(COLD), "swap_hotkey_v2", args);
  expect(post.actualWeight).toEqual({ refTime: dbWeight(31, 22), proofSize: 0n });
});

test("the same with the stake kept", () => {
  const ctx = newTestExt(100);
  addNetwork(ctx, ONE, 13);
  registerOkNeuron(ctx, ONE, HOT, COLD);
  addBalanceToColdkeyAccount(ctx, COLD, 1_000_000_000n);
  const args = { hotkey: HOT, new_hotkey: NEW, netuid: ONE, keep_stake: true };
  const post = subtensorCall(ctx, signed(COLD), "swap_hotkey_v2", args);
  expect(post.actualWeight).toEqual({ refTime: dbWeight(25, 16), proofSize: 0n });
});

test("an owner, on all subnets where there are none", () => {
  const ctx = newTestExt(100);
  keys.storage.Owner.set(ctx, HOT, COLD);
  addBalanceToColdkeyAccount(ctx, COLD, 1_000_000_001n);
  const args = { hotkey: HOT, new_hotkey: NEW, netuid: undefined, keep_stake: false };
  // Checks 7/3, subnets 1/0, price 3/2, owner and owned 2/2, rate limits 3/6, the block noted 0/1.
  const post = subtensorCall(ctx, signed(COLD), "swap_hotkey_v2", args);
  expect(post.actualWeight).toEqual({ refTime: dbWeight(16, 14), proofSize: 0n });
});

test("a claim with one hotkey on one of two subnets", () => {
  const ctx = newTestExt(100);
  increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, ROOT, { hotkey: HOT, coldkey: COLD }, alpha(1_000_000n));
  rootNetwork.storage.RootClaimable.set(
    ctx,
    HOT,
    new Map([
      [ONE, I96F32.ONE],
      [netUid(2), I96F32.ONE],
    ]),
  );
  rootNetwork.storage.RootClaimType.set(ctx, COLD, { type: "Keep" });
  const post = subtensorCall(ctx, signed(COLD), "claim_root", { subnets: [ONE] });
  expect(post).toEqual({ actualWeight: { refTime: dbWeight(11, 5) + 60_000_000n, proofSize: 6_987n }, pays: "Yes" });
});
