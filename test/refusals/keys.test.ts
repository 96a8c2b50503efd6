// What the calls of locks, root claims, key swaps and leases refuse, in the reference's order (the functions behind
// pallets/subtensor/src/macros/dispatches.rs). All of them pay their fee, refused or not.

import { describe, expect, test } from "vitest";
import { crowdloan } from "../../runtime/pallets/crowdloan/contract.ts";
import { proxy } from "../../runtime/pallets/proxy/contract.ts";
import { delegation } from "../../runtime/pallets/subtensor/delegation/contract.ts";
import { keySwaps } from "../../runtime/pallets/subtensor/flows/key_swaps/contract.ts";
import { keys } from "../../runtime/pallets/subtensor/keys/contract.ts";
import { leases } from "../../runtime/pallets/subtensor/leases/contract.ts";
import { limits } from "../../runtime/pallets/subtensor/limits/contract.ts";
import { setLastTxBlock } from "../../runtime/pallets/subtensor/limits/last_tx_block.ts";
import { locks } from "../../runtime/pallets/subtensor/locks/contract.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { rootNetwork } from "../../runtime/pallets/subtensor/root/contract.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { staking } from "../../runtime/pallets/subtensor/staking/contract.ts";
import { createAccountIfNonExistent } from "../../runtime/pallets/subtensor/staking/ownership.ts";
import {
  decreaseStakeForHotkeyAndColdkeyOnSubnet,
  increaseStakeForHotkeyAndColdkeyOnSubnet,
} from "../../runtime/pallets/subtensor/staking/stake.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { subnetAccountId } from "../../runtime/pallets/subtensor/subnets/subnet.ts";
import { I96F32 } from "../../runtime/primitives/fixed/formats.ts";
import { blake2b256 } from "../../runtime/primitives/hash/index.ts";
import { AccountId, h256, type NetUid, netUid, ROOT, ZERO_HASH } from "../../runtime/primitives/ids.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { climb, from, type Rung, tell } from "../chain/ladder.ts";
import { lockOf } from "../chain/locks.ts";
import { acct, callOf, type MockContext, newTestExt, none, root, setBlock, signed } from "../chain/mock.ts";
import { addBalanceToColdkeyAccount, addNetwork } from "../chain/mock_subtensor.ts";

const [COLD, HOT, OTHER] = [acct(1), acct(2), acct(3)];
const ONE = netUid(1);
/** KeySwapCost and KeySwapOnSubnetCost of the mock. */
const [COST, SUBNET_COST] = [1_000_000_000n, 10_000_000n];
const { ColdkeySwapAnnouncements, ColdkeySwapDisputes, LastHotkeySwapOnNetuid } = keySwaps.storage;
const { ChildKeys } = delegation.storage;
const { OwnedHotkeys, Owner } = keys.storage;
const { Lock } = locks.storage;
const { IsNetworkMember } = registration.storage;
const { RootClaimable, RootClaimableThreshold, RootClaimed } = rootNetwork.storage;

const byCold = from(signed(COLD));
const asCold: Rung = ["BadOrigin", byCold, null];
/** A swap of COLD announced and disputed, and then no more. */
function swapping(ctx: MockContext): readonly Rung[] {
  ColdkeySwapAnnouncements.set(ctx, COLD, [1, ZERO_HASH]);
  ColdkeySwapDisputes.set(ctx, COLD, 1);
  return [
    ["ColdkeySwapDisputed", () => ColdkeySwapDisputes.delete(ctx, COLD), 21],
    ["ColdkeySwapAnnounced", () => ColdkeySwapAnnouncements.delete(ctx, COLD), 0],
  ];
}
function withSubnet(block = 100): MockContext {
  const ctx = newTestExt(block);
  addNetwork(ctx, ONE, 13);
  return ctx;
}
const grow = (ctx: MockContext, netuid: NetUid, hotkey: AccountId, coldkey: AccountId, amount: bigint): void =>
  increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey, coldkey }, alpha(amount));

test("all of them pay", () => {
  const ctx = withSubnet();
  const named = { locks, rootNetwork, keySwaps, leases };
  const free = Object.values(named).flatMap(({ spec }) =>
    Object.keys(spec.calls).filter((name) => ctx.dispatchInfo(callOf("SubtensorModule", name)).pays !== "Yes"),
  );
  expect(free).toEqual([]);
});

describe("Locks", () => {
  test("lock_stake", () => {
    const ctx = withSubnet();
    createAccountIfNonExistent(ctx, { hotkey: HOT, coldkey: COLD });
    grow(ctx, ONE, HOT, COLD, 1000n);
    Lock.set(ctx, COLD, ONE, HOT, lockOf(500n, 0n, 100n));
    climb(ctx, "lock_stake", { origin: none, args: { hotkey: OTHER, netuid: ONE, amount: 0n } }, [
      asCold,
      ...swapping(ctx),
      ["AmountTooLow", tell({ amount: 600n })],
      ["HotKeyAccountNotExists", () => createAccountIfNonExistent(ctx, { hotkey: OTHER, coldkey: COLD })],
      ["LockHotkeyMismatch", tell({ hotkey: HOT })],
      ["InsufficientStakeForLock", tell({ amount: 500n })],
    ]);
    expect(Lock.get(ctx, COLD, ONE, HOT)?.locked_mass).toBe(1000n);
  });

  test("lock_stake, the first time", () => {
    const ctx = withSubnet();
    createAccountIfNonExistent(ctx, { hotkey: HOT, coldkey: COLD });
    climb(ctx, "lock_stake", { origin: signed(COLD), args: { hotkey: HOT, netuid: ONE, amount: 600n } }, [
      ["InsufficientStakeForLock", () => grow(ctx, ONE, HOT, COLD, 600n)],
    ]);
  });

  test("move_lock", () => {
    const ctx = withSubnet();
    climb(ctx, "move_lock", { origin: none, args: { destination_hotkey: OTHER, netuid: ONE } }, [
      asCold,
      ["HotKeyAccountNotExists", () => createAccountIfNonExistent(ctx, { hotkey: OTHER, coldkey: COLD })],
      ["NoExistingLock", () => Lock.set(ctx, COLD, ONE, HOT, lockOf(500n, 0n, 100n))],
    ]);
    expect(Lock.get(ctx, COLD, ONE, OTHER)?.locked_mass).toBe(500n);
  });

  test.each([
    ["set_perpetual_lock", { netuid: ONE, enabled: true }],
    ["set_reject_locked_alpha", { enabled: false }],
  ])("%s", (name, args) => {
    const ctx = withSubnet();
    climb(ctx, name, { origin: none, args: { ...args } }, [["BadOrigin", from(root)], asCold]);
  });
});

describe("Root claims", () => {
  test("claim_root", () => {
    const ctx = withSubnet();
    addNetwork(ctx, 0, 13);
    subnets.storage.SubnetMechanism.set(ctx, ONE, 1);
    grow(ctx, ROOT, HOT, COLD, 1_000_000n);
    RootClaimable.set(ctx, HOT, new Map([[ONE, I96F32.ONE]]));
    RootClaimableThreshold.set(ctx, ONE, I96F32.ZERO);
    const six = [1, 2, 3, 4, 5, 6].map(netUid);
    climb(ctx, "claim_root", { origin: none, args: { subnets: [] } }, [
      asCold,
      ...swapping(ctx),
      ["InvalidSubnetNumber", tell({ subnets: six })],
      ["InvalidSubnetNumber", tell({ subnets: [ONE] })],
      ["SwapInputTooLarge", () => pools.storage.SubnetAlphaIn.set(ctx, ONE, alpha(1_000_000_000n))],
      ["ReservesTooLow", () => pools.storage.SubnetTAO.set(ctx, ONE, rao(1_000_000_000n))],
      ["InsufficientBalance", () => addBalanceToColdkeyAccount(ctx, subnetAccountId(ctx, ONE)!, 1_000_000n)],
    ]);
    expect(RootClaimed.get(ctx, ONE, HOT, COLD)).toBeGreaterThanOrEqual(1_000_000n);
  });

  test("set_root_claim_type", () => {
    const keep = (netuids: readonly NetUid[]) => ({
      new_root_claim_type: { type: "KeepSubnets", value: { subnets: netuids } },
    });
    climb(withSubnet(), "set_root_claim_type", { origin: none, args: keep([]) }, [
      asCold,
      ["InvalidSubnetNumber", tell(keep([ONE]))],
    ]);
  });

  test("sudo_set_num_root_claims", () => {
    climb(withSubnet(), "sudo_set_num_root_claims", { origin: none, args: { new_value: 51n } }, [
      ["BadOrigin", byCold],
      ["BadOrigin", from(root)],
      ["InvalidNumRootClaim", tell({ new_value: 50n })],
    ]);
  });

  test("sudo_set_root_claim_threshold", () => {
    const ctx = withSubnet();
    climb(ctx, "sudo_set_root_claim_threshold", { origin: none, args: { netuid: ONE, new_value: 10_000_001n } }, [
      ["BadOrigin", byCold],
      ["BadOrigin", () => subnets.storage.SubnetOwner.set(ctx, ONE, COLD)],
      ["InvalidRootClaimThreshold", tell({ new_value: 10_000_000n })],
    ]);
  });
});

describe("Hotkey swaps", () => {
  /** The account of a subnet, which may be nobody's hotkey, and a free one. */
  const systemAccount = (ctx: MockContext): AccountId => subnetAccountId(ctx, ONE)!;
  const FREE = acct(9);
  /** OLD is nobody's, OTHER somebody's, and the subnet's account has been used on root and on the subnet. */
  function start(): MockContext {
    const ctx = withSubnet();
    Owner.set(ctx, OTHER, acct(77));
    limits.storage.TxRateLimit.set(ctx, 1000n);
    setLastTxBlock(ctx, COLD, 1n);
    const system = systemAccount(ctx);
    IsNetworkMember.set(ctx, system, ONE, true);
    IsNetworkMember.set(ctx, HOT, ONE, true);
    LastHotkeySwapOnNetuid.set(ctx, ONE, COLD, 95n);
    ChildKeys.set(ctx, HOT, ONE, [[1n, FREE]]);
    return ctx;
  }
  const shared = (ctx: MockContext): readonly Rung[] => [
    asCold,
    ["NonAssociatedColdKey", () => Owner.set(ctx, HOT, COLD)],
    ["NonAssociatedColdKey", tell({ new_hotkey: HOT })],
    ["NewHotKeyIsSameWithOld", tell({ new_hotkey: systemAccount(ctx) })],
    ["HotKeySetTxRateLimitExceeded", () => limits.storage.TxRateLimit.set(ctx, 0n)],
    ["HotKeyAlreadyRegisteredInSubNet", () => IsNetworkMember.delete(ctx, systemAccount(ctx), ONE)],
  ];
  const clean = (ctx: MockContext, hotkey: AccountId): readonly Rung[] => {
    RootClaimable.set(ctx, hotkey, new Map([[ONE, I96F32.ONE]]));
    grow(ctx, ROOT, hotkey, acct(88), 10n);
    RootClaimed.set(ctx, ROOT, hotkey, acct(88), 0n);
    return [
      ["NewHotKeyNotCleanForRootSwap", () => RootClaimable.delete(ctx, hotkey)],
      [
        "NewHotKeyNotCleanForRootSwap",
        () => decreaseStakeForHotkeyAndColdkeyOnSubnet(ctx, ROOT, { hotkey, coldkey: acct(88) }, alpha(10n)),
      ],
      ["NewHotKeyNotCleanForRootSwap", () => RootClaimed.delete(ctx, ROOT, hotkey, acct(88))],
    ];
  };
  const interval = (ctx: MockContext): Rung => ["HotKeySwapOnSubnetIntervalNotPassed", () => setBlock(ctx, 111)];
  const paid = (ctx: MockContext, cost: bigint): readonly Rung[] => [
    ["NotEnoughBalanceToPaySwapHotKey", () => addBalanceToColdkeyAccount(ctx, COLD, cost)],
    // The account must live on.
    ["InsufficientBalance", () => addBalanceToColdkeyAccount(ctx, COLD, 1n)],
  ];
  const looped = (ctx: MockContext): Rung => ["InvalidChild", () => ChildKeys.delete(ctx, HOT, ONE)];
  const calls = [["swap_hotkey", {}] as const, ["swap_hotkey_v2", { keep_stake: false }] as const];

  test.each(calls)("%s on all subnets", (name, extra) => {
    const ctx = start();
    climb(ctx, name, { origin: none, args: { hotkey: HOT, new_hotkey: OTHER, netuid: undefined, ...extra } }, [
      ...shared(ctx),
      ...clean(ctx, systemAccount(ctx)),
      interval(ctx),
      ...paid(ctx, COST),
      ["CannotUseSystemAccount", tell({ new_hotkey: FREE })],
      looped(ctx),
    ]);
    expect([Owner.has(ctx, HOT), Owner.get(ctx, FREE), ctx.ports.currency.free(ctx, COLD)]).toEqual([false, COLD, 1n]);
  });

  test.each(calls)("%s on one subnet", (name, extra) => {
    const ctx = start();
    climb(ctx, name, { origin: none, args: { hotkey: HOT, new_hotkey: OTHER, netuid: ONE, ...extra } }, [
      ...shared(ctx),
      interval(ctx),
      ["CannotUseSystemAccount", tell({ new_hotkey: FREE })],
      ...paid(ctx, SUBNET_COST),
      looped(ctx),
    ]);
    expect([Owner.get(ctx, HOT), Owner.get(ctx, FREE), ctx.ports.currency.free(ctx, COLD)]).toEqual([COLD, COLD, 1n]);
  });

  test("swap_hotkey_v2 on root", () => {
    const ctx = withSubnet();
    Owner.set(ctx, HOT, COLD);
    addBalanceToColdkeyAccount(ctx, COLD, SUBNET_COST + 1n);
    const args = { hotkey: HOT, new_hotkey: FREE, netuid: ROOT, keep_stake: false };
    climb(ctx, "swap_hotkey_v2", { origin: signed(COLD), args }, clean(ctx, FREE));
  });
});

describe("Coldkey swaps", () => {
  const [NEW, LATER] = [acct(5), acct(6)];
  const hashOf = (coldkey: AccountId) => h256(blake2b256(AccountId.encode(coldkey)));
  /** What the swap itself refuses: NEW stakes, is a hotkey, and has a lock; COLD owns what nobody may. */
  const unfit = (ctx: MockContext): readonly Rung[] => {
    staking.storage.StakingHotkeys.set(ctx, NEW, [OTHER]);
    Owner.set(ctx, NEW, acct(77));
    OwnedHotkeys.set(ctx, COLD, [subnetAccountId(ctx, ONE)!]);
    Lock.set(ctx, NEW, ONE, OTHER, lockOf(500n, 0n, 100n));
    return [
      ["ColdKeyAlreadyAssociated", () => staking.storage.StakingHotkeys.delete(ctx, NEW)],
      ["NewColdKeyIsHotkey", () => Owner.delete(ctx, NEW)],
      ["CannotUseSystemAccount", () => OwnedHotkeys.delete(ctx, COLD)],
      ["ActiveLockExists", () => Lock.delete(ctx, NEW, ONE, OTHER)],
    ];
  };

  test("swap_coldkey", () => {
    const ctx = withSubnet();
    climb(ctx, "swap_coldkey", { origin: none, args: { old_coldkey: COLD, new_coldkey: NEW, swap_cost: COST } }, [
      ["BadOrigin", byCold],
      ["BadOrigin", from(root)],
      ["NotEnoughBalanceToPaySwapColdKey", () => addBalanceToColdkeyAccount(ctx, COLD, COST)],
      ["NotEnoughBalanceToPaySwapColdKey", () => addBalanceToColdkeyAccount(ctx, COLD, 1n)],
      ...unfit(ctx),
    ]);
    expect([COLD, NEW].map((who) => ctx.ports.currency.free(ctx, who))).toEqual([0n, 1n]);
  });

  test("announce_coldkey_swap", () => {
    const ctx = withSubnet();
    const call = { origin: none, args: { new_coldkey_hash: hashOf(NEW) } };
    climb(ctx, "announce_coldkey_swap", call, [
      ["BadOrigin", from(root)],
      asCold,
      ["NotEnoughBalanceToPaySwapColdKey", () => addBalanceToColdkeyAccount(ctx, COLD, COST)],
      ["NotEnoughBalanceToPaySwapColdKey", () => addBalanceToColdkeyAccount(ctx, COLD, 1n)],
    ]);
    ColdkeySwapDisputes.set(ctx, COLD, 100);
    const again = { origin: signed(COLD), args: { new_coldkey_hash: hashOf(LATER) } };
    climb(ctx, "announce_coldkey_swap", again, [
      ["ColdkeySwapDisputed", () => ColdkeySwapDisputes.delete(ctx, COLD), 21],
      ["ColdkeySwapReannouncedTooEarly", () => setBlock(ctx, 159), null],
      ["ColdkeySwapReannouncedTooEarly", () => setBlock(ctx, 160)],
    ]);
    expect(ColdkeySwapAnnouncements.get(ctx, COLD)).toEqual([210, hashOf(LATER)]);
  });

  test("swap_coldkey_announced", () => {
    const ctx = withSubnet();
    climb(ctx, "swap_coldkey_announced", { origin: none, args: { new_coldkey: LATER } }, [
      ["BadOrigin", from(root)],
      asCold,
      [
        "ColdkeySwapAnnouncementNotFound",
        () => {
          ColdkeySwapAnnouncements.set(ctx, COLD, [150, hashOf(NEW)]);
          ColdkeySwapDisputes.set(ctx, COLD, 100);
        },
        null,
      ],
      ["ColdkeySwapDisputed", () => ColdkeySwapDisputes.delete(ctx, COLD), 21],
      ["AnnouncedColdkeyHashDoesNotMatch", tell({ new_coldkey: NEW }), null],
      ["ColdkeySwapTooEarly", () => setBlock(ctx, 149)],
      ["ColdkeySwapTooEarly", () => setBlock(ctx, 150)],
      ...unfit(ctx),
    ]);
    expect(ColdkeySwapAnnouncements.has(ctx, COLD)).toBe(false);
  });

  test("dispute_coldkey_swap", () => {
    const ctx = withSubnet();
    climb(ctx, "dispute_coldkey_swap", { origin: none, args: {} }, [
      ["BadOrigin", from(root)],
      asCold,
      ["ColdkeySwapAnnouncementNotFound", () => ColdkeySwapAnnouncements.set(ctx, COLD, [150, ZERO_HASH])],
    ]);
    expect(ColdkeySwapDisputes.get(ctx, COLD)).toBe(100);
  });

  test("clear_coldkey_swap_announcement", () => {
    const ctx = withSubnet();
    climb(ctx, "clear_coldkey_swap_announcement", { origin: none, args: {} }, [
      ["BadOrigin", from(root)],
      asCold,
      ["ColdkeySwapAnnouncementNotFound", () => ColdkeySwapAnnouncements.set(ctx, COLD, [150, ZERO_HASH])],
      ["ColdkeySwapClearTooEarly", () => setBlock(ctx, 159)],
      ["ColdkeySwapClearTooEarly", () => setBlock(ctx, 160)],
    ]);
  });

  test("reset_coldkey_swap", () => {
    const call = { origin: none, args: { coldkey: COLD } };
    climb(withSubnet(), "reset_coldkey_swap", call, [
      ["BadOrigin", byCold],
      ["BadOrigin", from(root)],
    ]);
  });
});

describe("Leases", () => {
  const { CurrentCrowdloanId, Crowdloans } = crowdloan.storage;
  const { NextSubnetLeaseId, SubnetLeases } = leases.storage;
  const FUNDS = acct(42);
  const raised = (ctx: MockContext, amount: bigint): void =>
    Crowdloans.set(ctx, 0, {
      creator: COLD,
      deposit: rao(10n),
      min_contribution: rao(0n),
      end: 0,
      cap: rao(amount),
      funds_account: FUNDS,
      raised: rao(amount),
      target_address: undefined,
      call: undefined,
      finalized: false,
      contributors_count: 1,
    });

  test("register_leased_network", () => {
    const ctx = withSubnet();
    const [little, enough] = [50_000_000_000n, 1_000_000_000_000n];
    NextSubnetLeaseId.set(ctx, 4_294_967_295);
    addBalanceToColdkeyAccount(ctx, OTHER, enough);
    settings.storage.NetworkRegistrationStartBlock.set(ctx, 1000n);
    const call = { origin: none, args: { emissions_share: 30, end_block: 100 } };
    climb(ctx, "register_leased_network", call, [
      ["BadOrigin", from(root)],
      ["BadOrigin", from(signed(OTHER))],
      ["InvalidCrowdloanId", () => CurrentCrowdloanId.set(ctx, 0)],
      ["InvalidCrowdloanId", () => raised(ctx, little)],
      ["InvalidLeaseBeneficiary", byCold],
      ["LeaseCannotEndInThePast", tell({ end_block: 101 })],
      ["Overflow", () => NextSubnetLeaseId.set(ctx, 7)],
      ["Token.FundsUnavailable", () => addBalanceToColdkeyAccount(ctx, FUNDS, enough)],
      ["SubNetRegistrationDisabled", () => settings.storage.NetworkRegistrationStartBlock.set(ctx, 0n)],
      ["CannotAffordLockCost", () => raised(ctx, enough)],
    ]);
    expect(SubnetLeases.get(ctx, 7)).toMatchObject({ beneficiary: COLD, end_block: 101, netuid: 2 });
  });

  test("terminate_lease", () => {
    const ctx = withSubnet();
    const system = subnetAccountId(ctx, ONE)!;
    const lease = { beneficiary: COLD, coldkey: acct(50), hotkey: acct(51), emissions_share: 30 as never, netuid: ONE };
    const put = (end_block: number | undefined) => SubnetLeases.set(ctx, 7, { ...lease, end_block, cost: rao(0n) });
    const delegate = { delegate: COLD, proxy_type: "SubnetLeaseBeneficiary", delay: 0 } as const;
    climb(ctx, "terminate_lease", { origin: none, args: { lease_id: 7, hotkey: HOT } }, [
      ["BadOrigin", from(root)],
      ["BadOrigin", from(signed(OTHER))],
      ["LeaseDoesNotExist", () => put(undefined)],
      ["ExpectedBeneficiaryOrigin", byCold],
      ["LeaseHasNoEndBlock", () => put(101)],
      ["LeaseHasNotEnded", () => setBlock(ctx, 101)],
      [
        "BeneficiaryDoesNotOwnHotkey",
        (call) => {
          Owner.set(ctx, system, COLD);
          tell({ hotkey: system })(call);
        },
      ],
      [
        "CannotUseSystemAccount",
        (call) => {
          Owner.set(ctx, HOT, COLD);
          tell({ hotkey: HOT })(call);
        },
      ],
      ["NotFound", () => proxy.storage.Proxies.set(ctx, lease.coldkey, [[delegate], rao(0n)])],
    ]);
    expect(subnets.read.SubnetOwner.get(ctx, ONE)).toBe(COLD);
    expect(parameters.read.SubtokenEnabled.get(ctx, ONE)).toBe(true);
  });
});
