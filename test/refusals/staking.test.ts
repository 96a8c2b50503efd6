// What each call of stake refuses, in the reference's order (pallets/subtensor/src/macros/dispatches.rs, staking/*.rs), and
// what remains after: the fee, nothing else. Every call begins with all that can be wrong at once; each row names the
// refusal met first and rights its cause, until the call goes through.

import { describe, expect, test } from "vitest";
import { keySwaps } from "../../runtime/pallets/subtensor/flows/key_swaps/contract.ts";
import { keys } from "../../runtime/pallets/subtensor/keys/contract.ts";
import { locks } from "../../runtime/pallets/subtensor/locks/contract.ts";
import { lockStake } from "../../runtime/pallets/subtensor/locks/lock.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { staking } from "../../runtime/pallets/subtensor/staking/contract.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { initNewNetwork, subnetAccountId } from "../../runtime/pallets/subtensor/subnets/subnet.ts";
import { type NetUid, netUid, ROOT, ZERO_HASH } from "../../runtime/primitives/ids.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { acct, callOf, MOCK_BLOCK_BUILDER, newTestExt, none, outcomeOf, root, signed } from "../chain/mock.ts";
import { balanceOf, giveStake, setPool, stakeOf } from "../chain/mock_stake.ts";
import { addBalanceToColdkeyAccount, addDynamicNetwork } from "../chain/mock_subtensor.ts";
import { type Args, both, type Cure, type Row, refusedInOrder, set, type World } from "../chain/refusals.ts";

const [HOTKEY, OTHER_HOTKEY, COLDKEY, RECEIVER, AUTHOR] = [
  acct(1),
  acct(2),
  acct(3),
  acct(4),
  acct(MOCK_BLOCK_BUILDER),
];
const KEYS = { hotkey: HOTKEY, coldkey: COLDKEY };
const [A, B] = [netUid(1), netUid(2)];
const TAO = 1_000_000_000n;
const HELD = 100n * TAO;

const exists =
  (netuid: NetUid): Cure =>
  ({ ctx }) =>
    subnets.storage.NetworksAdded.set(ctx, netuid, true);
const open =
  (netuid: NetUid): Cure =>
  ({ ctx }) =>
    parameters.storage.SubtokenEnabled.set(ctx, netuid, true);
const known =
  (hotkey = HOTKEY): Cure =>
  ({ ctx }) =>
    keys.storage.Owner.set(ctx, hotkey, COLDKEY);
const pool =
  (netuid: NetUid, tao: bigint, inPool: bigint): Cure =>
  ({ ctx }) =>
    setPool(ctx, netuid, tao, inPool);
const rich: Cure = ({ ctx }) => addBalanceToColdkeyAccount(ctx, COLDKEY, 20n * TAO);
const unlocked: Cure = ({ ctx }) => locks.storage.Lock.delete(ctx, COLDKEY, A, HOTKEY);
/** TAO in the account of the first subnet. */
const funded: Cure = ({ ctx }) => addBalanceToColdkeyAccount(ctx, subnetAccountId(ctx, A)!, 50n * TAO);

/** Subnets A and B as they must not be; COLDKEY can pay fees, and has locked stake with HOTKEY, which nobody owns. */
function broken(args: Args): World {
  const ctx = newTestExt(1);
  expect([addDynamicNetwork(ctx, acct(11), acct(10)), addDynamicNetwork(ctx, acct(11), acct(10))]).toEqual([A, B]);
  for (const netuid of [A, B]) {
    subnets.storage.NetworksAdded.delete(ctx, netuid);
    parameters.storage.SubtokenEnabled.set(ctx, netuid, false);
    parameters.storage.TransferToggle.set(ctx, netuid, false);
  }
  known()({ ctx, args, payer: COLDKEY });
  giveStake(ctx, KEYS, A, HELD);
  lockStake(ctx, A, KEYS, alpha(HELD));
  keys.storage.Owner.delete(ctx, HOTKEY);
  exists(A)({ ctx, args, payer: COLDKEY });
  const account = subnetAccountId(ctx, A)!;
  ctx.ports.currency.transfer(ctx, { from: account, to: acct(777) }, rao(balanceOf(ctx, account)), "Expendable");
  subnets.storage.NetworksAdded.delete(ctx, A);
  addBalanceToColdkeyAccount(ctx, COLDKEY, TAO);
  addBalanceToColdkeyAccount(ctx, AUTHOR, TAO);
  return { ctx, payer: COLDKEY, args: { ...args } };
}
/** From the broken world on. */
function inOrder(name: string, args: Args, begin: Cure, rows: readonly Row[]): World {
  const world = broken(args);
  begin(world);
  refusedInOrder(world, name, rows);
  return world;
}

describe("adding", () => {
  const add = { hotkey: HOTKEY, netuid: A, amount_staked: 1_000_001n };
  const tight = pool(A, 1_000n, 99n);
  const even = pool(A, 1_000n * TAO, 1_000n * TAO);
  const rowsOf = (amount: string): readonly Row[] => [
    // More than a thousand times the TAO in the pool.
    ["InsufficientLiquidity", set({ [amount]: 1_000_000n })],
    ["SubnetNotExists", exists(A)],
    ["SubtokenDisabled", open(A)],
    // Less than the minimum and its fee.
    ["AmountTooLow", both(pool(A, 10n * TAO, 99n), set({ [amount]: 5n * TAO }))],
    ["NotEnoughBalanceToStake", rich],
    ["HotKeyAccountNotExists", known()],
    // The exchange refuses: the alpha in the pool is below the minimum.
    ["InsufficientLiquidity", pool(A, 999_999_999_999_999n, TAO)],
    // The highest price lets less than the minimum in.
    ["AmountTooLow", even],
  ];
  test("add_stake", () => {
    const { ctx } = inOrder("add_stake", add, tight, rowsOf("amount_staked"));
    expect(stakeOf(ctx, KEYS, A)).toBeGreaterThan(HELD);
  });
  test("add_stake_burn", () => {
    const { ctx } = inOrder(
      "add_stake_burn",
      { hotkey: HOTKEY, netuid: A, amount: 1_000_001n, limit: undefined },
      tight,
      [
        ...rowsOf("amount").slice(0, -1),
        [
          "AmountTooLow",
          both(unlocked, even, ({ ctx: at }) => initNewNetwork(at, ROOT, 10), open(ROOT), set({ netuid: ROOT })),
        ],
        // Bought on root, and nothing of it kept.
        ["CannotBurnOrRecycleOnRootSubnet", set({ netuid: A })],
      ],
    );
    expect(stakeOf(ctx, KEYS, A)).toBe(HELD);
  });
  test.each(["add_stake_limit", "add_stake_burn"])("%s, with a limit", (name) => {
    const plain = name === "add_stake_limit";
    const amount = plain ? "amount_staked" : "amount";
    const limit = (price: bigint) => set({ [plain ? "limit_price" : "limit"]: price });
    const args: Args = {
      ...add,
      [amount]: 1_000_001n,
      ...(plain ? { limit_price: 500_000_000n, allow_partial: false } : { limit: 500_000_000n }),
    };
    if (!plain) delete args.amount_staked;
    const { ctx } = inOrder(name, args, tight, [
      ["InsufficientLiquidity", set({ [amount]: 1_000_000n })],
      // The limit is looked at before anything is known of the subnet; refusals are those of the exchange.
      ["Swap.ReservesTooLow", even],
      ["Swap.PriceLimitExceeded", limit(1_000_000_002n)],
      ["SubnetNotExists", exists(A)],
      ["SubtokenDisabled", open(A)],
      ["AmountTooLow", set({ [amount]: 5n * TAO })],
      ["SlippageTooHigh", limit(4n * TAO)],
      ["NotEnoughBalanceToStake", rich],
      ...(plain
        ? ([
            ["HotKeyAccountNotExists", both(known(), limit(1_000_000_002n), set({ allow_partial: true }))],
            // What the limit leaves of it is too little.
            ["AmountTooLow", limit(4n * TAO)],
          ] as const)
        : ([
            ["HotKeyAccountNotExists", known()],
            // All that the coldkey has here is locked but for what it has just bought: that may go.
          ] as const)),
    ]);
    expect(stakeOf(ctx, KEYS, A) > HELD).toBe(plain);
  });
});

describe("removing", () => {
  const tight = pool(A, 99n, 1n);
  test.each(["remove_stake", "remove_stake_full_limit"])("%s", (name) => {
    const all = name !== "remove_stake";
    const amount = (amount_unstaked: bigint): Cure => (all ? () => {} : set({ amount_unstaked }));
    const args = all
      ? { hotkey: HOTKEY, netuid: A, limit_price: undefined }
      : { hotkey: HOTKEY, netuid: A, amount_unstaked: 2_000n };
    const { ctx } = inOrder(name, args, tight, [
      // Asked before the subnet is: a subnet that is not there has no subtoken either.
      ["SubtokenDisabled", open(A)],
      // More than a thousand times the alpha in the pool.
      ["InsufficientLiquidity", pool(A, 99n, 1_000n * TAO)],
      ["SubnetNotExists", both(exists(A), amount(0n))],
      ...(all ? [] : ([["AmountTooLow", amount(2_000n)]] as const)),
      ["InsufficientLiquidity", pool(A, 1_000n * TAO, 1_000n * TAO)],
      ...(all ? [] : ([["AmountTooLow", amount(5n * TAO)]] as const)),
      ["HotKeyAccountNotExists", known()],
      ["StakeUnavailable", unlocked],
      // The subnet's account cannot pay.
      ["InsufficientBalance", ({ ctx: at }) => addBalanceToColdkeyAccount(at, subnetAccountId(at, A)!, 500n * TAO)],
    ]);
    expect(stakeOf(ctx, KEYS, A)).toBe(all ? 0n : HELD - 5n * TAO);
  });
  test("remove_stake_limit", () => {
    const args = { hotkey: HOTKEY, netuid: A, amount_unstaked: 2_000n, limit_price: 2n * TAO, allow_partial: false };
    const { ctx } = inOrder("remove_stake_limit", args, tight, [
      ["InsufficientLiquidity", pool(A, 99n, 1_000n * TAO)],
      ["Swap.ReservesTooLow", pool(A, 1_000n * TAO, 1_000n * TAO)],
      ["Swap.PriceLimitExceeded", set({ limit_price: 999_999_999n })],
      ["SubnetNotExists", both(exists(A), set({ amount_unstaked: 0n }))],
      ["AmountTooLow", set({ amount_unstaked: HELD + 1n })],
      // Unlike without a limit, more than there is is too much.
      ["NotEnoughStakeToWithdraw", set({ amount_unstaked: 2_000n })],
      ["AmountTooLow", set({ amount_unstaked: 5n * TAO })],
      ["SlippageTooHigh", set({ limit_price: 500_000_000n })],
      ["HotKeyAccountNotExists", known()],
      ["StakeUnavailable", unlocked],
      ["InsufficientBalance", funded],
    ]);
    expect(stakeOf(ctx, KEYS, A)).toBe(HELD - 5n * TAO);
    // Nobody asked whether the subtoken is enabled.
    expect(parameters.read.SubtokenEnabled.get(ctx, A)).toBe(false);
  });
  test("remove_stake_full_limit, with a limit", () => {
    const { ctx } = inOrder("remove_stake_full_limit", { hotkey: HOTKEY, netuid: A, limit_price: 2n * TAO }, tight, [
      ["InsufficientLiquidity", pool(A, 99n, 1_000n * TAO)],
      ["Swap.ReservesTooLow", pool(A, 1_000n * TAO, 1_000n * TAO)],
      ["Swap.PriceLimitExceeded", set({ limit_price: 999_999_999n })],
      ["SubnetNotExists", exists(A)],
      ["SlippageTooHigh", set({ limit_price: 500_000_000n })],
      ["HotKeyAccountNotExists", known()],
      ["StakeUnavailable", unlocked],
      ["InsufficientBalance", ({ ctx: at }) => addBalanceToColdkeyAccount(at, subnetAccountId(at, A)!, 500n * TAO)],
    ]);
    expect(stakeOf(ctx, KEYS, A)).toBe(0n);
  });
  test("unstake_all", () => {
    const { ctx } = inOrder("unstake_all", { hotkey: HOTKEY }, tight, [["HotKeyAccountNotExists", known()]]);
    // It goes through where nothing could be sold.
    expect(stakeOf(ctx, KEYS, A)).toBe(HELD);
  });
  test("unstake_all_alpha", () => {
    const ready = both(exists(A), open(A), unlocked, pool(A, 1_000n * TAO, 1_000n * TAO));
    const { ctx } = inOrder("unstake_all_alpha", { hotkey: HOTKEY }, tight, [
      ["HotKeyAccountNotExists", known()],
      // Nothing could be sold, and nothing cannot be staked.
      ["AmountTooLow", ready],
      ["InsufficientBalance", ({ ctx: at }) => addBalanceToColdkeyAccount(at, subnetAccountId(at, A)!, 500n * TAO)],
    ]);
    expect(stakeOf(ctx, KEYS, A)).toBe(0n);
    expect(stakeOf(ctx, KEYS, ROOT)).toBeGreaterThan(0n);
  });
});

describe("moving", () => {
  const allowed =
    (netuid: NetUid): Cure =>
    ({ ctx }) =>
      parameters.storage.TransferToggle.set(ctx, netuid, true);
  const begin = both(pool(A, 99n, 1_000n * TAO), pool(B, 1_000n * TAO, 1_000n * TAO));
  const here = { origin_netuid: A, destination_netuid: A, alpha_amount: 2_000n };
  const limited = { limit_price: 2n * TAO, allow_partial: false };
  test.each<[string, Args]>([
    ["move_stake", { ...here, origin_hotkey: HOTKEY, destination_hotkey: HOTKEY }],
    ["transfer_stake", { ...here, hotkey: HOTKEY, destination_coldkey: COLDKEY }],
    ["swap_stake", { ...here, hotkey: HOTKEY }],
    ["swap_stake_limit", { ...here, hotkey: HOTKEY, ...limited }],
  ])("%s", (name, args) => {
    const only = (which: string, ...rows: readonly Row[]): readonly Row[] => (name === which ? rows : []);
    const away =
      name === "transfer_stake"
        ? set({ destination_netuid: B, destination_coldkey: RECEIVER })
        : set({ destination_netuid: B });
    const { ctx } = inOrder(name, args, begin, [
      ["SameNetuid", name === "move_stake" ? both(away, set({ destination_hotkey: OTHER_HOTKEY })) : away],
      ["SubnetNotExists", exists(A)],
      ["SubnetNotExists", exists(B)],
      ["SubtokenDisabled", open(A)],
      ["SubtokenDisabled", open(B)],
      ["HotKeyAccountNotExists", known()],
      ...only("move_stake", ["HotKeyAccountNotExists", known(OTHER_HOTKEY)]),
      ["InsufficientLiquidity", pool(A, 1_000n * TAO, 1_000n * TAO)],
      ["AmountTooLow", set({ alpha_amount: 5n * TAO })],
      ...only("swap_stake_limit", ["SlippageTooHigh", set({ limit_price: 500_000_000n })]),
      ...only("transfer_stake", ["TransferDisallowed", allowed(A)], ["TransferDisallowed", allowed(B)]),
      ["StakeUnavailable", unlocked],
      ["InsufficientBalance", funded],
    ]);
    expect(stakeOf(ctx, KEYS, A)).toBe(HELD - 5n * TAO);
    const destination = {
      hotkey: name === "move_stake" ? OTHER_HOTKEY : HOTKEY,
      coldkey: name === "transfer_stake" ? RECEIVER : COLDKEY,
    };
    expect(stakeOf(ctx, destination, B)).toBeGreaterThan(0n);
  });
  test("swap_stake_limit, to root: the limit comes first", () => {
    const args = { ...here, hotkey: HOTKEY, ...limited, destination_netuid: ROOT };
    inOrder("swap_stake_limit", args, begin, [
      ["Swap.ReservesTooLow", pool(A, 1_000n * TAO, 1_000n * TAO)],
      ["Swap.PriceLimitExceeded", set({ limit_price: 500_000_000n, alpha_amount: 5n * TAO })],
      ["SubnetNotExists", exists(A)],
      [
        "SubnetNotExists",
        both(({ ctx }) => initNewNetwork(ctx, ROOT, 10), open(ROOT), open(A), known(), unlocked, funded),
      ],
    ]);
  });
  test.each([
    ["move_stake", { ...here, origin_hotkey: HOTKEY, destination_hotkey: OTHER_HOTKEY }],
    ["transfer_stake", { ...here, hotkey: HOTKEY, destination_coldkey: RECEIVER }],
  ] as [string, Args][])("%s, within a subnet: too little is refused last", (name, args) => {
    const { ctx } = inOrder(name, args, begin, [
      ["SubnetNotExists", exists(A)],
      ["SubtokenDisabled", open(A)],
      ["HotKeyAccountNotExists", both(known(), known(OTHER_HOTKEY))],
      ...(name === "transfer_stake" ? ([["TransferDisallowed", both(allowed(A), unlocked)]] as const) : []),
      ["AmountTooLow", both(pool(A, 1_000n * TAO, 1_000n * TAO), set({ alpha_amount: 5n * TAO }))],
    ]);
    expect(stakeOf(ctx, KEYS, A)).toBe(HELD - 5n * TAO);
  });
});

describe("giving up", () => {
  test.each(["recycle_alpha", "burn_alpha"])("%s", (name) => {
    const outstanding: Cure = ({ ctx }) => pools.storage.SubnetAlphaOut.set(ctx, A, alpha(HELD));
    const begin: Cure = ({ ctx }) => pools.storage.SubnetAlphaOut.set(ctx, A, alpha(1n));
    const { ctx } = inOrder(name, { hotkey: HOTKEY, amount: 5n * TAO, netuid: ROOT }, begin, [
      ["SubnetNotExists", ({ ctx: at }) => initNewNetwork(at, ROOT, 10)],
      ["CannotBurnOrRecycleOnRootSubnet", both(exists(A), set({ netuid: A }))],
      ["SubtokenDisabled", open(A)],
      ["HotKeyAccountNotExists", known()],
      ["InsufficientLiquidity", outstanding],
      ["StakeUnavailable", unlocked],
    ]);
    expect(stakeOf(ctx, KEYS, A)).toBe(HELD - 5n * TAO);
  });
});

test("set_coldkey_auto_stake_hotkey", () => {
  const begin: Cure = ({ ctx }) => staking.storage.AutoStakeDestination.set(ctx, COLDKEY, A, HOTKEY);
  const { ctx } = inOrder("set_coldkey_auto_stake_hotkey", { netuid: A, hotkey: HOTKEY }, begin, [
    ["SubnetNotExists", exists(A)],
    ["HotKeyNotRegisteredInSubNet", ({ ctx: at }) => registration.storage.Uids.set(at, A, HOTKEY, 7)],
    [
      "SameAutoStakeHotkeyAlreadySet",
      ({ ctx: at }) => staking.storage.AutoStakeDestination.set(at, COLDKEY, A, OTHER_HOTKEY),
    ],
  ]);
  expect(staking.read.AutoStakeDestination.get(ctx, COLDKEY, A)).toBe(HOTKEY);
});

describe("before all of these", () => {
  const common = {
    hotkey: HOTKEY,
    netuid: A,
    origin_netuid: A,
    destination_netuid: B,
    alpha_amount: 1n,
    limit_price: 1n,
    allow_partial: false,
    amount: 1n,
  };
  const names = Object.entries(staking.spec.calls ?? {});
  test.each(names.map(([name]) => name))("%s: who asks, and whether the coldkey is about to go", (name) => {
    const { ctx } = broken({});
    const more = {
      amount_staked: 1n,
      amount_unstaked: 1n,
      limit: undefined,
      origin_hotkey: HOTKEY,
      destination_hotkey: OTHER_HOTKEY,
      destination_coldkey: RECEIVER,
    };
    const one = callOf("SubtensorModule", name, { ...common, ...more });
    for (const origin of [root, none]) expect(outcomeOf(() => ctx.dispatch(origin, one))).toBe("BadOrigin");
    keySwaps.storage.ColdkeySwapAnnouncements.set(ctx, COLDKEY, [1, ZERO_HASH]);
    expect(outcomeOf(() => ctx.dispatch(signed(COLDKEY), one))).toBe("ColdkeySwapAnnounced");
  });
});
