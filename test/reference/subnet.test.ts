// The reference's tests of starting subnets, their symbols and accounts (pallets/subtensor/src/tests/subnet.rs), with its
// literal values.

import { describe, expect, test } from "vitest";
import { constants } from "../../runtime/pallets/subtensor/constants/contract.ts";
import { locks } from "../../runtime/pallets/subtensor/locks/contract.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { networkLockCost } from "../../runtime/pallets/subtensor/root/root.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { coldkeyOwnsHotkey, createAccountIfNonExistent } from "../../runtime/pallets/subtensor/staking/ownership.ts";
import { stakeForHotkeyAndColdkeyOnSubnet } from "../../runtime/pallets/subtensor/staking/stake.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import {
  allSubnetNetuids,
  isSubnetAccountId,
  subnetAccountId,
} from "../../runtime/pallets/subtensor/subnets/subnet.ts";
import { SYMBOLS, symbolForSubnet } from "../../runtime/pallets/subtensor/subnets/symbols.ts";
import { bytesToHex, utf8ToBytes } from "../../runtime/primitives/bytes.ts";
import { type NetUid, netUid } from "../../runtime/primitives/ids.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import {
  acct,
  directCall,
  directOutcome,
  lastEvent,
  type MockContext,
  newTestExt,
  outcomeOf,
  root,
  setBlock,
  signed,
  stepBlock,
} from "../chain/mock.ts";
import {
  addBalanceToColdkeyAccount,
  addNetwork,
  addNetworkDisableSubtoken,
  addNetworkWithoutEmissionBlock,
  DEFAULT_RESERVE,
  mockIncreaseStakeForHotkeyAndColdkeyOnSubnet,
  registerOkNeuron,
  setupReserves,
} from "../chain/mock_subtensor.ts";

const { FirstEmissionBlockNumber, NetworkLastLockCost, SubnetOwner, SubnetOwnerHotkey, TokenSymbol } = subnets.storage;
const { MinBurn, NetworkPowRegistrationAllowed, NetworkRegistrationAllowed, SubtokenEnabled } = parameters.storage;
const { Burn } = registration.storage;
const NETUID = netUid(1);

describe("Starting a subnet", () => {
  /** A subnet that waits for its start; account 0 owns whatever nobody owns. */
  function waiting(): MockContext {
    const ctx = newTestExt(0);
    addNetworkWithoutEmissionBlock(ctx, NETUID, 13, 0);
    expect(FirstEmissionBlockNumber.get(ctx, NETUID)).toBeUndefined();
    expect(SubnetOwner.get(ctx, NETUID)).toBe(acct(0));
    setupReserves(ctx, NETUID, 1_000_000_000n, 1_000_000_000n);
    setBlock(ctx, Number(settings.read.StartCallDelay.get(ctx)));
    return ctx;
  }
  const start = (ctx: MockContext, who = acct(0)) => directOutcome(ctx, signed(who), "start_call", { netuid: NETUID });

  test("test_do_start_call_ok", () => {
    const ctx = waiting();
    expect(start(ctx)).toBeUndefined();
    expect(FirstEmissionBlockNumber.get(ctx, NETUID)).toBe(1n);
  });
  test("test_do_start_call_fail_with_not_existed_subnet", () => expect(start(newTestExt(0))).toBe("SubnetNotExists"));
  test("test_do_start_call_fail_not_owner", () => expect(start(waiting(), acct(2))).toBe("BadOrigin"));
  test("test_do_start_call_can_start_now", () => expect(start(waiting())).toBeUndefined());
  test("test_do_start_call_fail_for_set_again", () => {
    const ctx = waiting();
    Burn.set(ctx, NETUID, rao(1000n));
    addBalanceToColdkeyAccount(ctx, acct(0), 11_001n);
    directCall(ctx, signed(acct(0)), "burned_register", { netuid: NETUID, hotkey: acct(1) });
    expect(start(ctx)).toBeUndefined();
    expect(start(ctx)).toBe("FirstEmissionBlockNumberAlreadySet");
  });
  test("test_do_start_call_ok_with_same_block_number_after_coinbase", () => {
    const ctx = waiting();
    expect(start(ctx)).toBeUndefined();
    stepBlock(ctx, 13);
    expect(FirstEmissionBlockNumber.get(ctx, NETUID)).toBe(1n);
  });
  test("test_subtoken_enable", () => {
    const ctx = newTestExt(1);
    addNetworkDisableSubtoken(ctx, NETUID, 10, 0);
    expect(SubtokenEnabled.get(ctx, NETUID)).toBe(false);
    expect(start(ctx)).toBeUndefined();
    expect(SubtokenEnabled.get(ctx, NETUID)).toBe(true);
  });
});

/** Founds a subnet with what it costs. */
function found(ctx: MockContext, coldkey = acct(0), hotkey = acct(1)): NetUid {
  addBalanceToColdkeyAccount(ctx, coldkey, networkLockCost(ctx) + 1n);
  directCall(ctx, signed(coldkey), "register_network", { hotkey });
  expect(lastEvent(ctx)).toMatchObject({ name: "NetworkAdded" });
  return lastEvent(ctx)!.data[0] as NetUid;
}
const hex = (symbol: Uint8Array | undefined): string => bytesToHex(symbol!);

describe("Founding a subnet", () => {
  const allowsRegistration = (ctx: MockContext, netuid: NetUid): void => {
    expect(NetworkRegistrationAllowed.get(ctx, netuid)).toBe(true);
    expect(NetworkPowRegistrationAllowed.get(ctx, netuid)).toBe(true);
  };
  /** Founds so many subnets, each cheap. */
  function foundMany(ctx: MockContext, count: number, check: (netuid: NetUid) => void = () => {}): void {
    for (let i = 0; i < count; i++) {
      check(found(ctx, acct(1_000_000 + i), acct(2_000_000 + i)));
      NetworkLastLockCost.set(ctx, rao(1_000n));
    }
  }
  test("test_register_network_min_burn_at_default", () => {
    const ctx = newTestExt(1);
    const netuid = found(ctx);
    expect(MinBurn.get(ctx, netuid)).toBe(500_000n);
    allowsRegistration(ctx, netuid);
  });
  test("test_register_network_use_symbol_for_subnet_if_available", () => {
    const ctx = newTestExt(1);
    settings.storage.SubnetLimit.set(ctx, SYMBOLS.length);
    foundMany(ctx, SYMBOLS.length - 1, (netuid) => {
      expect(hex(TokenSymbol.get(ctx, netuid))).toBe(hex(SYMBOLS[netuid]));
      allowsRegistration(ctx, netuid);
    });
  });
  test("test_register_network_use_next_available_symbol_if_symbol_for_subnet_is_taken", () => {
    const ctx = newTestExt(1);
    foundMany(ctx, 50, (netuid) => {
      expect(hex(TokenSymbol.get(ctx, netuid))).toBe(hex(SYMBOLS[netuid]));
      allowsRegistration(ctx, netuid);
    });
    TokenSymbol.set(ctx, netUid(25), SYMBOLS[51]!);
    const netuid = found(ctx, acct(1_000_050), acct(2_000_050));
    expect(hex(TokenSymbol.get(ctx, netuid))).toBe(hex(SYMBOLS[25]));
  });
  test("test_register_network_use_default_symbol_if_all_symbols_are_taken", () => {
    const ctx = newTestExt(1);
    settings.storage.SubnetLimit.set(ctx, SYMBOLS.length);
    foundMany(ctx, SYMBOLS.length - 1);
    const netuid = found(ctx, acct(1_000_050), acct(2_000_050));
    expect(netuid).toBe(SYMBOLS.length);
    expect(hex(TokenSymbol.get(ctx, netuid))).toBe("cea4");
    allowsRegistration(ctx, netuid);
  });
  test("test_register_network_gives_owner_no_initial_alpha_distribution", () => {
    const ctx = newTestExt(1);
    const [coldkey, hotkey] = [acct(5001), acct(5002)];
    const before = allSubnetNetuids(ctx);
    const netuid = found(ctx, coldkey, hotkey);
    expect(allSubnetNetuids(ctx).filter((one) => !before.includes(one))).toEqual([netuid]);
    expect(SubnetOwner.get(ctx, netuid)).toBe(coldkey);
    expect(SubnetOwnerHotkey.get(ctx, netuid)).toBe(hotkey);
    expect(pools.storage.SubnetAlphaOut.get(ctx, netuid)).toBe(0n);
    expect(stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey, coldkey })).toBe(0n);
    expect([...locks.storage.Lock.entries(ctx, coldkey, netuid)]).toEqual([]);
  });
});

describe("Trading before and after the start", () => {
  const [HOTKEY, COLDKEY, HOTKEY_2] = [acct(1), acct(2), acct(3)];
  const OTHER = netUid(2);
  const ask = (ctx: MockContext, name: string, args: object) => directOutcome(ctx, signed(COLDKEY), name, { ...args });
  function bothHotkeysOn(ctx: MockContext): void {
    for (const hotkey of [HOTKEY, HOTKEY_2])
      for (const netuid of [NETUID, OTHER]) registerOkNeuron(ctx, netuid, hotkey, COLDKEY);
  }

  test("test_subtoken_enable_reject_trading_before_enable", () => {
    const ctx = newTestExt(1);
    const amount = constants.InitialMinStake.get(ctx) * 10n;
    const [held, limit] = [alpha(10_000_000_000n), 1_000_000_000n];
    addNetworkDisableSubtoken(ctx, NETUID, 10, 0);
    addNetworkDisableSubtoken(ctx, OTHER, 10, 0);
    setupReserves(ctx, NETUID, 20_000_000_000n, 20_000_000_000n);
    bothHotkeysOn(ctx);
    addBalanceToColdkeyAccount(ctx, COLDKEY, 10_000n);
    mockIncreaseStakeForHotkeyAndColdkeyOnSubnet(ctx, HOTKEY, COLDKEY, NETUID, held);
    const stake = () => stakeForHotkeyAndColdkeyOnSubnet(ctx, NETUID, { hotkey: HOTKEY, coldkey: COLDKEY });

    expect(ask(ctx, "add_stake", { hotkey: HOTKEY, netuid: NETUID, amount_staked: amount })).toBe("SubtokenDisabled");
    expect(
      ask(ctx, "add_stake_limit", {
        hotkey: HOTKEY,
        netuid: NETUID,
        amount_staked: amount,
        limit_price: limit,
        allow_partial: false,
      }),
    ).toBe("SubtokenDisabled");
    expect(ask(ctx, "unstake_all", { hotkey: HOTKEY })).toBeUndefined();
    expect(stake()).toBe(held);
    expect(ask(ctx, "unstake_all_alpha", { hotkey: HOTKEY })).toBe("AmountTooLow");
    expect(stake()).toBe(held);
    expect(
      ask(ctx, "remove_stake_limit", {
        hotkey: HOTKEY,
        netuid: NETUID,
        amount_unstaked: amount,
        limit_price: limit,
        allow_partial: false,
      }),
    ).toBeUndefined();
    const across = { origin_netuid: NETUID, destination_netuid: OTHER, alpha_amount: amount };
    for (const [name, args] of [
      ["remove_stake", { hotkey: HOTKEY, netuid: NETUID, amount_unstaked: amount }],
      ["recycle_alpha", { hotkey: HOTKEY, amount, netuid: NETUID }],
      ["burn_alpha", { hotkey: HOTKEY, amount, netuid: NETUID }],
      ["move_stake", { origin_hotkey: HOTKEY, destination_hotkey: HOTKEY_2, ...across }],
      ["transfer_stake", { destination_coldkey: HOTKEY, hotkey: HOTKEY_2, ...across }],
      ["swap_stake", { hotkey: HOTKEY, ...across }],
    ] as const)
      expect([name, ask(ctx, name, args)]).toEqual([name, "SubtokenDisabled"]);
  });

  test("test_subtoken_enable_trading_ok_with_enable", () => {
    const ctx = newTestExt(1);
    const least = constants.InitialMinStake.get(ctx);
    const [staked, unstaked] = [least * 10_000n, least * 10n];
    for (const netuid of [NETUID, OTHER]) {
      addNetwork(ctx, netuid, 10, 0);
      setupReserves(ctx, netuid, staked * 1000n, staked * 1000n);
      pools.storage.SubnetAlphaOut.set(ctx, netuid, alpha(staked * 1000n));
    }
    bothHotkeysOn(ctx);
    addBalanceToColdkeyAccount(ctx, COLDKEY, staked * 10n);
    const across = { origin_netuid: NETUID, destination_netuid: OTHER, alpha_amount: unstaked };
    for (const [name, args] of [
      ["add_stake", { hotkey: HOTKEY, netuid: NETUID, amount_staked: staked }],
      ["add_stake", { hotkey: HOTKEY, netuid: OTHER, amount_staked: staked }],
      ["add_stake", { hotkey: HOTKEY_2, netuid: NETUID, amount_staked: staked }],
      ["add_stake", { hotkey: HOTKEY_2, netuid: OTHER, amount_staked: staked }],
      ["remove_stake", { hotkey: HOTKEY, netuid: NETUID, amount_unstaked: unstaked }],
      ["recycle_alpha", { hotkey: HOTKEY, amount: unstaked, netuid: NETUID }],
      ["burn_alpha", { hotkey: HOTKEY, amount: unstaked, netuid: NETUID }],
      ["move_stake", { origin_hotkey: HOTKEY, destination_hotkey: HOTKEY_2, ...across }],
      ["transfer_stake", { destination_coldkey: HOTKEY, hotkey: HOTKEY_2, ...across }],
      ["swap_stake", { hotkey: HOTKEY, ...across }],
      ["unstake_all_alpha", { hotkey: HOTKEY }],
    ] as const)
      expect([name, ask(ctx, name, args)]).toEqual([name, undefined]);
  });

  test("test_subtoken_enable_ok_for_burn_register_before_enable", () => {
    const ctx = newTestExt(1);
    for (const netuid of [NETUID, OTHER]) {
      addNetworkDisableSubtoken(ctx, netuid, 10, 0);
      setupReserves(ctx, netuid, 1_000_000_000n, 1_000_000_000n);
      Burn.set(ctx, netuid, rao(1000n));
    }
    addBalanceToColdkeyAccount(ctx, COLDKEY, 7_001n);
    expect(ask(ctx, "burned_register", { netuid: NETUID, hotkey: HOTKEY })).toBeUndefined();
    expect(ask(ctx, "burned_register", { netuid: OTHER, hotkey: HOTKEY_2 })).toBeUndefined();
  });

  test("test_burned_register_increases_subnet_tao_flow", () => {
    const ctx = newTestExt(1);
    addNetwork(ctx, NETUID, 13, 0);
    setupReserves(ctx, NETUID, DEFAULT_RESERVE, DEFAULT_RESERVE);
    Burn.set(ctx, NETUID, rao(1_000n));
    const before = pools.storage.SubnetTaoFlow.get(ctx, NETUID);
    addBalanceToColdkeyAccount(ctx, acct(77), 1_011n);
    directCall(ctx, signed(acct(77)), "burned_register", { netuid: NETUID, hotkey: acct(88) });
    expect(pools.storage.SubnetTaoFlow.get(ctx, NETUID)).toBe(before + 1_000n);
  });
});

describe("Symbols", () => {
  const update = (ctx: MockContext, who: Parameters<typeof directOutcome>[1], netuid: number, symbol: Uint8Array) =>
    directOutcome(ctx, who, "update_symbol", { netuid, symbol });
  function owned(ctx: MockContext, netuid: number): void {
    addNetwork(ctx, netuid, 10, 0);
    SubnetOwner.set(ctx, netUid(netuid), acct(netuid));
  }
  test("test_no_duplicates_in_symbol_static", () => {
    expect(SYMBOLS).toHaveLength(439);
    expect(new Set(SYMBOLS.map(hex)).size).toBe(439);
  });
  test("test_get_symbol_for_subnet_returns_default_symbol_if_netuid_is_out_of_bounds", () => {
    expect(hex(symbolForSubnet(netUid(440)))).toBe("cea4");
  });
  test.each([
    ["test_update_symbol_works_as_root_if_symbol_exists_and_available", root],
    ["test_update_symbol_works_as_subnet_owner_if_symbol_exists_and_available", signed(acct(1))],
  ])("%s", (_, who) => {
    const ctx = newTestExt(1);
    owned(ctx, 1);
    for (const symbol of SYMBOLS.slice(1)) {
      expect(update(ctx, who, 1, symbol)).toBeUndefined();
      expect(hex(TokenSymbol.get(ctx, NETUID))).toBe(hex(symbol));
      expect(lastEvent(ctx)).toMatchObject({ name: "SymbolUpdated", data: [NETUID, symbol] });
    }
  });
  test("test_update_symbol_fails_if_symbol_doesnt_exist", () => {
    const ctx = newTestExt(1);
    owned(ctx, 1);
    expect(update(ctx, signed(acct(1)), 1, utf8ToBytes("TEST"))).toBe("SymbolDoesNotExist");
  });
  test("test_update_symbol_fails_if_symbol_already_in_use", () => {
    const ctx = newTestExt(1);
    owned(ctx, 1);
    owned(ctx, 2);
    expect(update(ctx, signed(acct(1)), 1, SYMBOLS[42]!)).toBeUndefined();
    expect(update(ctx, signed(acct(2)), 2, SYMBOLS[42]!)).toBe("SymbolAlreadyInUse");
  });
});

describe("Accounts of subnets", () => {
  test("test_get_subnet_account_id_exists_and_is_distinct_for_257_consecutive_subnets", () => {
    const ctx = newTestExt(1);
    const accounts = Array.from({ length: 257 }, (_, netuid) => subnetAccountId(ctx, addNetwork(ctx, netuid, 10, 0)));
    expect(accounts).not.toContain(undefined);
    expect(new Set(accounts).size).toBe(257);
  });
  test("test_is_subnet_account_id", () => {
    const ctx = newTestExt(1);
    for (let netuid = 0; netuid <= 2048; netuid++) {
      const account = subnetAccountId(ctx, addNetwork(ctx, netuid, 10, 0));
      if (isSubnetAccountId(ctx, account!) !== netuid) expect.fail(`${netuid} is not found behind ${account}`);
    }
    expect(isSubnetAccountId(ctx, acct(1))).toBeUndefined();
  });
  test("test_cannot_register_system_hotkey", () => {
    const ctx = newTestExt(1);
    for (let netuid = 0; netuid <= 2048; netuid++) {
      const holder = { hotkey: subnetAccountId(ctx, addNetwork(ctx, netuid, 10, 0))!, coldkey: acct(1) };
      expect(outcomeOf(() => createAccountIfNonExistent(ctx, holder))).toBe("CannotUseSystemAccount");
      expect(coldkeyOwnsHotkey(ctx, holder)).toBe(false);
    }
  });
});
