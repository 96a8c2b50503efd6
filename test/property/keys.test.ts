// Laws of exchanged keys, locks and the index of root stakers: nothing is made or lost on the way.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coldkeyBalance } from "../../runtime/pallets/subtensor/coinbase/tao.ts";
import { swapColdkey } from "../../runtime/pallets/subtensor/flows/key_swaps/swap_coldkey.ts";
import { locks } from "../../runtime/pallets/subtensor/locks/contract.ts";
import {
  forceReduceLock,
  moveLock,
  setAcceptLockedAlpha,
  setPerpetualLock,
} from "../../runtime/pallets/subtensor/locks/lock.ts";
import { isZeroLock, rollForward } from "../../runtime/pallets/subtensor/locks/rolling.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { maybeAddColdkeyIndex, maybeRemoveColdkeyIndex } from "../../runtime/pallets/subtensor/root/claim_root.ts";
import { rootNetwork } from "../../runtime/pallets/subtensor/root/contract.ts";
import { staking } from "../../runtime/pallets/subtensor/staking/contract.ts";
import { createAccountIfNonExistent } from "../../runtime/pallets/subtensor/staking/ownership.ts";
import { increaseStakeForHotkeyAndColdkeyOnSubnet } from "../../runtime/pallets/subtensor/staking/stake.ts";
import { U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { type AccountId, netUid } from "../../runtime/primitives/ids.ts";
import { alpha } from "../../runtime/primitives/units.ts";
import { INTERVAL, stakeOf, swapHotkey } from "../chain/hotkey_swap.ts";
import { lock, lockOf } from "../chain/locks.ts";
import { acct, type MockContext, newTestExt, outcomeOf, setBlock } from "../chain/mock.ts";
import { addBalanceToColdkeyAccount, addNetwork } from "../chain/mock_subtensor.ts";

const NETUIDS = [netUid(1), netUid(2)];
const [COLDKEYS, HOTKEYS] = [
  [acct(1), acct(2), acct(3)],
  [acct(11), acct(12), acct(13)],
] as const;
const amount = fc.bigInt({ min: 1_000n, max: 1_000_000_000_000n });
const position = fc.record({
  netuid: fc.constantFrom(...NETUIDS),
  coldkey: fc.constantFrom(...COLDKEYS),
  hotkey: fc.constantFrom(...HOTKEYS),
  stake: amount,
});
const positions = fc.array(position, { minLength: 1, maxLength: 8 });

/** Two subnets; the first coldkey owns the hotkeys. */
function world(
  held: readonly { netuid: (typeof NETUIDS)[number]; coldkey: AccountId; hotkey: AccountId; stake: bigint }[],
): MockContext {
  const ctx = newTestExt(100);
  for (const netuid of NETUIDS) addNetwork(ctx, netuid, 13);
  for (const hotkey of HOTKEYS) createAccountIfNonExistent(ctx, { hotkey, coldkey: COLDKEYS[0] });
  for (const coldkey of COLDKEYS) addBalanceToColdkeyAccount(ctx, coldkey, 10_000_000_000n);
  for (const { netuid, stake, ...holder } of held)
    increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, holder, alpha(stake));
  return ctx;
}
/** Alpha on each subnet, all pools together. */
const alphaOn = (ctx: MockContext) =>
  NETUIDS.map((netuid) =>
    [...staking.read.TotalHotkeyAlpha.entries(ctx)].reduce(
      (sum, [[, on], value]) => (on === netuid ? sum + value : sum),
      0n,
    ),
  );
const lockedOn = (ctx: MockContext) =>
  NETUIDS.map((netuid) =>
    [...locks.read.Lock.entries(ctx)].reduce(
      (sum, [[, on], { locked_mass }]) => (on === netuid ? sum + locked_mass : sum),
      0n,
    ),
  );

describe("the index of root stakers", () => {
  test("numbers and coldkeys match one to one, without gaps", () => {
    const step = fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 8 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const ctx = newTestExt(1);
        const expected = new Set<AccountId>();
        const { NumStakingColdkeys, StakingColdkeys, StakingColdkeysByIndex } = rootNetwork.read;
        for (const [add, who] of steps) {
          (add ? maybeAddColdkeyIndex : maybeRemoveColdkeyIndex)(ctx, acct(who));
          if (add) expected.add(acct(who));
          else expected.delete(acct(who));
        }
        const byIndex = new Map(Array.from(StakingColdkeysByIndex.entries(ctx), ([[index], who]) => [index, who]));
        expect(NumStakingColdkeys.get(ctx)).toBe(BigInt(expected.size));
        expect([...byIndex.keys()].sort()).toEqual(Array.from({ length: expected.size }, (_, i) => BigInt(i)));
        expect(new Set(byIndex.values())).toEqual(expected);
        for (const [index, who] of byIndex) expect(StakingColdkeys.get(ctx, who)).toBe(index);
      }),
    );
  });
});

describe("exchanged keys", () => {
  test("a coldkey hands over all it has, and nothing else changes hands", () => {
    fc.assert(
      fc.property(positions, fc.bigInt({ min: 0n, max: 1_000n }), (held, locked) => {
        const ctx = world(held);
        const [old, next] = [COLDKEYS[0], acct(99)];
        for (const { netuid, coldkey, hotkey } of held)
          outcomeOf(() => lock(ctx, netuid, coldkey, hotkey, 100n + locked));
        const all = () => [
          alphaOn(ctx),
          lockedOn(ctx),
          pools.read.TotalStake.get(ctx),
          ctx.ports.currency.totalIssuance(ctx),
        ];
        const of = (who: AccountId) => [
          coldkeyBalance(ctx, who),
          ...NETUIDS.map((netuid) => HOTKEYS.map((hotkey) => stakeOf(ctx, hotkey, who, netuid))),
        ];
        const [before, mine, others] = [all(), of(old), [COLDKEYS[1], COLDKEYS[2]].map(of)];
        swapColdkey(ctx, { oldColdkey: old, newColdkey: next });
        expect(all()).toEqual(before);
        expect(of(next)).toEqual(mine);
        expect(of(old).flat(2)).toEqual(mine.flat(2).map(() => 0n));
        expect([COLDKEYS[1], COLDKEYS[2]].map(of)).toEqual(others);
      }),
      { numRuns: 40 },
    );
  });

  test("a hotkey exchanged and exchanged back holds every stake that it held", () => {
    fc.assert(
      fc.property(positions, fc.constantFrom(...NETUIDS), (held, netuid) => {
        const ctx = world(held);
        const [hotkey, next] = [HOTKEYS[0], acct(98)];
        const all = () =>
          NETUIDS.map((on) => COLDKEYS.map((coldkey) => HOTKEYS.map((one) => stakeOf(ctx, one, coldkey, on))));
        const [before, total] = [all(), alphaOn(ctx)];
        swapHotkey(ctx, COLDKEYS[0], hotkey, next, netuid);
        expect(alphaOn(ctx)).toEqual(total);
        setBlock(ctx, ctx.block.number + INTERVAL + 1);
        swapHotkey(ctx, COLDKEYS[0], next, hotkey, netuid);
        expect(all()).toEqual(before);
        expect(alphaOn(ctx)).toEqual(total);
      }),
      { numRuns: 40 },
    );
  });
});

describe("locks", () => {
  const state = fc.tuple(
    fc.bigInt({ min: 0n, max: 21_000_000_000_000_000n }),
    fc.bigInt({ min: 0n, max: 21_000_000_000_000_000n }),
  );
  const rates = fc.record({
    unlockRate: fc.bigInt({ min: 0n, max: 5_000_000n }),
    maturityRate: fc.bigInt({ min: 0n, max: 5_000_000n }),
  });
  const kind = fc.record({ owner: fc.boolean(), perpetual: fc.boolean() });
  test("rolling never adds mass, keeps a perpetual one, and settles at once", () => {
    fc.assert(
      fc.property(
        state,
        rates,
        kind,
        fc.bigInt({ min: 0n, max: 50_000_000n }),
        ([mass, conviction], at, of, blocks) => {
          const terms = { ...at, now: blocks };
          const { lock: rolled, delta } = rollForward(lockOf(mass, conviction), terms, of);
          expect(rolled.locked_mass).toBeLessThanOrEqual(mass);
          if (of.perpetual && !isZeroLock(rolled)) expect(rolled.locked_mass).toBe(mass);
          if (of.owner) expect(rolled.conviction).toBe(U64F64.fromNum(rolled.locked_mass as bigint));
          expect(delta.lockedMass + rolled.locked_mass).toBe(mass);
          expect(rollForward(rolled, { ...terms, now: rolled.last_update }, of).lock).toEqual(rolled);
        },
      ),
    );
  });

  test("perpetual locks are never more than their sum, and less by dust alone", () => {
    const who = fc.constantFrom(...COLDKEYS);
    const step = fc.oneof(
      fc.record({
        kind: fc.constant("lock" as const),
        coldkey: who,
        hotkey: fc.constantFrom(...HOTKEYS),
        amount: fc.bigInt({ min: 0n, max: 10_000n }),
      }),
      fc.record({ kind: fc.constant("move" as const), coldkey: who, hotkey: fc.constantFrom(...HOTKEYS) }),
      fc.record({ kind: fc.constant("cut" as const), coldkey: who, amount: fc.bigInt({ min: 0n, max: 5_000n }) }),
      fc.record({ kind: fc.constant("wait" as const), blocks: fc.integer({ min: 1, max: 100_000 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const netuid = NETUIDS[0]!;
        const ctx = world(COLDKEYS.map((coldkey) => ({ netuid, coldkey, hotkey: HOTKEYS[0], stake: 1_000_000n })));
        for (const coldkey of COLDKEYS) {
          setAcceptLockedAlpha(ctx, coldkey, true);
          setPerpetualLock(ctx, netuid, coldkey, true);
        }
        for (const one of steps) {
          if (one.kind === "lock") outcomeOf(() => lock(ctx, netuid, one.coldkey, one.hotkey, one.amount));
          else if (one.kind === "move") outcomeOf(() => moveLock(ctx, netuid, one.coldkey, one.hotkey));
          else if (one.kind === "cut") forceReduceLock(ctx, netuid, one.coldkey, alpha(one.amount));
          else setBlock(ctx, ctx.block.number + one.blocks);
        }
        for (const hotkey of HOTKEYS) {
          let sum = 0n;
          for (const [[, , on], { locked_mass }] of locks.read.Lock.entries(ctx)) if (on === hotkey) sum += locked_mass;
          const summed = locks.read.HotkeyLock.get(ctx, netuid, hotkey)?.locked_mass ?? 0n;
          // Dust: what is left of a lock below 100 units goes from the lock before it goes from the sum.
          expect(summed - sum >= 0n && summed - sum < 100n * BigInt(COLDKEYS.length * steps.length + 1)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
