// The reference's tests of delegates (pallets/subtensor/src/tests/delegate_info.rs), with its literal values.

import { expect, test } from "vitest";
import { delegateHotkey } from "../../runtime/pallets/subtensor/staking/ownership.ts";
import { stakeForHotkeyAndColdkeyOnSubnet } from "../../runtime/pallets/subtensor/staking/stake.ts";
import {
  delegate,
  delegated,
  delegates,
  returnPer1000Tao,
} from "../../runtime/pallets/subtensor/views/delegate_info.ts";
import { U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { u16 } from "../../runtime/primitives/ints.ts";
import { acct, newTestExt, signed, subtensorCall } from "../chain/mock.ts";
import {
  addBalanceToColdkeyAccount,
  addDynamicNetwork,
  addNetwork,
  registerOkNeuron,
} from "../chain/mock_subtensor.ts";

test("test_return_per_1000_tao", () => {
  const take = U64F64.toNum(U64F64.fromFloat(0.18 * 65_535), u16);
  const perThousand = returnPer1000Tao(take, U64F64.fromNum(10_000_000_000_000n), U64F64.fromNum(1_000_000_000_000n));
  expect(take).toBe(11_796);
  // The reference asks for 82 TAO within a wide margin. Exactly, a tenth of 1000 TAO times 53,739 / 65,535.
  expect(perThousand >> 64n).toBe(82_000_457_770n);
});

test("test_get_delegated", () => {
  const ctx = newTestExt(1);
  const netuids = [addDynamicNetwork(ctx, acct(0), acct(0)), addDynamicNetwork(ctx, acct(1), acct(1))] as const;
  const [first, second] = [acct(200), acct(201)];
  for (const [hotkey, owner] of [
    [first, acct(100)],
    [second, acct(101)],
  ] as const)
    for (const netuid of netuids) registerOkNeuron(ctx, netuid, hotkey, owner);
  const staked = [
    [300, 0, first, 1_000_000_000n],
    [300, 1, first, 2_000_000_000n],
    [300, 0, second, 1_000_000_000n],
    [300, 1, second, 2_000_000_000n],
    [301, 0, first, 1_000_000_000n],
    [301, 0, second, 2_000_000_000n],
    [302, 0, first, 1_000_000_000n],
    [302, 1, second, 2_000_000_000n],
    [303, 0, first, 1_000_000_000n],
  ] as const;
  for (const [nominator, on, hotkey, amount] of staked) {
    const coldkey = acct(nominator);
    addBalanceToColdkeyAccount(ctx, coldkey, amount + 500_000n);
    subtensorCall(ctx, signed(coldkey), "add_stake", { hotkey, netuid: netuids[on], amount_staked: amount });
  }
  const told = (nominator: number) =>
    delegated(ctx, acct(nominator)).map(([info, [netuid, stake]]) => [info.delegate_ss58, netuid, stake].join());
  const expected = (nominator: number) =>
    staked
      .filter(([who]) => who === nominator)
      .map(([who, on, hotkey]) => {
        const stake = stakeForHotkeyAndColdkeyOnSubnet(ctx, netuids[on], { hotkey, coldkey: acct(who) });
        return [hotkey, netuids[on], stake].join();
      });
  // Adding stake without a limit makes nobody a delegate, so the reference's loop finds nothing to look at.
  for (const nominator of [300, 301, 302, 303, 304]) expect(told(nominator)).toEqual([]);
  for (const hotkey of [first, second]) delegateHotkey(ctx, hotkey, 11_796);
  for (const nominator of [300, 301, 302, 303, 304]) expect(told(nominator).sort()).toEqual(expected(nominator).sort());
  expect(told(300)).toHaveLength(4);
});

// Ours.
function nominated(withRoot: boolean) {
  const ctx = newTestExt(1);
  if (withRoot) addNetwork(ctx, 0, 100);
  const netuid = addDynamicNetwork(ctx, acct(1), acct(2));
  const hotkey = acct(200);
  registerOkNeuron(ctx, netuid, hotkey, acct(100));
  for (const nominator of [acct(302), acct(301)]) {
    addBalanceToColdkeyAccount(ctx, nominator, 5_000_000_000n);
    subtensorCall(ctx, signed(nominator), "add_stake", { hotkey, netuid, amount_staked: 1_000_000_000n });
  }
  delegateHotkey(ctx, hotkey, 11_796);
  return { ctx, netuid, hotkey };
}
test("tells what nominators hold, by coldkey and subnet", () => {
  const { ctx, netuid, hotkey } = nominated(true);
  expect(delegate(ctx, acct(9))).toBeUndefined();
  const info = delegate(ctx, hotkey)!;
  expect(info).toEqual({
    delegate_ss58: hotkey,
    take: 11_796,
    owner_ss58: acct(100),
    registrations: [netuid],
    validator_permits: [],
    return_per_1000: 0n,
    total_daily_return: 0n,
    nominators: [acct(301), acct(302)].map((coldkey) => [
      coldkey,
      [[netuid, stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey, coldkey })]],
    ]),
  });
  expect([...delegates(ctx)]).toEqual([info]);
});
test("misses the pool of a subnet whose number is beyond the list of subnets, as the reference does", () => {
  const { ctx, hotkey } = nominated(false);
  expect(delegate(ctx, hotkey)!.nominators).toEqual([]);
});
