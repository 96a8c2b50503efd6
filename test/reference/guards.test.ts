// The reference's tests of the guards before dispatch and of the checks before a block (pallets/subtensor/src/guards/*.rs,
// extensions/subtensor.rs), with its literal values. Calls pass through all guards here.

import { secp256k1 } from "@noble/curves/secp256k1.js";
import { describe, expect, test } from "vitest";
import { CUSTOM_ERRORS } from "../../runtime/extensions/custom_errors.ts";
import { subtensorTransaction } from "../../runtime/extensions/subtensor.ts";
import type { Call } from "../../runtime/frame/call.ts";
import type { Origin } from "../../runtime/frame/origin.ts";
import { Invalidity } from "../../runtime/frame/validity.ts";
import { drand } from "../../runtime/pallets/drand/contract.ts";
import { proxy } from "../../runtime/pallets/proxy/contract.ts";
import { benchmarks } from "../../runtime/pallets/subtensor/call_weights.ts";
import { keySwaps } from "../../runtime/pallets/subtensor/flows/key_swaps/contract.ts";
import { guardWeight } from "../../runtime/pallets/subtensor/guard_weights.ts";
import { keys } from "../../runtime/pallets/subtensor/keys/contract.ts";
import { evmMessage, hashMessageEip191 } from "../../runtime/pallets/subtensor/keys/evm.ts";
import { limits } from "../../runtime/pallets/subtensor/limits/contract.ts";
import { mechanisms } from "../../runtime/pallets/subtensor/mechanisms/contract.ts";
import { mechanismStorageIndex } from "../../runtime/pallets/subtensor/mechanisms/storage_index.ts";
import {
  appendNeuron,
  setLastUpdateForUid,
  uidForNetAndHotkey,
} from "../../runtime/pallets/subtensor/registration/uids.ts";
import { networkLockCost, setNetworkLastLockBlock } from "../../runtime/pallets/subtensor/root/root.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { commitHash } from "../../runtime/pallets/subtensor/weights/commit_weights.ts";
import { bytesToHex0x } from "../../runtime/primitives/bytes.ts";
import { blake2b256, keccak256 } from "../../runtime/primitives/hash/index.ts";
import { AccountId, type H160, h256, type MechId, mechId, ZERO_HASH } from "../../runtime/primitives/ids.ts";
import { address } from "../../runtime/primitives/multi_address.ts";
import { rao } from "../../runtime/primitives/units.ts";
import { addWeight, ZERO_WEIGHT } from "../../runtime/primitives/weight.ts";
import { direct } from "../chain/direct.ts";
import { acct, callOf, type MockContext, newTestExt, none, outcomeOf, root, setBlock, signed } from "../chain/mock.ts";
import {
  addBalanceToColdkeyAccount,
  addNetwork,
  addNetworkDisableCommitReveal,
  DEFAULT_RESERVE,
  registerOkNeuron,
  setupReserves,
  stepEpochs,
} from "../chain/mock_subtensor.ts";
import { MAIN, SUBNET, setCommitReveal, setStakeThreshold, setWeightsRateLimit } from "../chain/mock_weights.ts";

const of = (name: string, args: Record<string, unknown>): Call => callOf("SubtensorModule", name, args);
const remark = callOf("System", "remark", { remark: new Uint8Array() });
const addStake = of("add_stake", { hotkey: acct(1), netuid: SUBNET, amount_staked: rao(1000n) });
const [HOTKEY, COLDKEY] = [acct(1), acct(2)];
const dispatched = (ctx: MockContext, by: Origin | AccountId, call: Call): string | undefined =>
  outcomeOf(() => ctx.dispatch(typeof by === "string" ? signed(by) : by, call));
const uidOf = (ctx: MockContext): number => uidForNetAndHotkey(ctx, SUBNET, HOTKEY);
/** A subnet with a neuron. */
function neuron(ctx: MockContext): MockContext {
  addNetwork(ctx, SUBNET, 1, 0);
  setupReserves(ctx, SUBNET, DEFAULT_RESERVE, DEFAULT_RESERVE);
  registerOkNeuron(ctx, SUBNET, HOTKEY, COLDKEY, 0);
  return ctx;
}
/** What a guard charges for a call: everything but what the guard of coldkey swaps charges of all. */
const charged = (call: Call) => guardWeight(call);
const plus = (...parts: readonly (typeof benchmarks.check_weights_extension)[]) =>
  addWeight(benchmarks.check_coldkey_swap_extension, ...parts);

const setWeights = (uid: number): Call =>
  of("set_weights", { netuid: SUBNET, dests: [uid], weights: [1], version_key: 0n });
const revealArgs = { uids: [0], values: [1], salt: [1], version_key: 0n };
const reveal = of("reveal_weights", { netuid: SUBNET, ...revealArgs });
const revealMechanism = (mecid: MechId): Call =>
  of("reveal_mechanism_weights", { netuid: SUBNET, mecid, ...revealArgs });
const batchReveal = of("batch_reveal_weights", {
  netuid: SUBNET,
  uids_list: [[0]],
  values_list: [[1]],
  salts_list: [[1]],
  version_keys: [0n],
});
const timelocked = (round: bigint): readonly Call[] => {
  const commit = Uint8Array.of(0);
  return [
    of("commit_timelocked_weights", { netuid: SUBNET, commit, reveal_round: round, commit_reveal_version: 0 }),
    of("commit_timelocked_mechanism_weights", {
      netuid: SUBNET,
      mecid: mechId(0),
      commit,
      reveal_round: round,
      commit_reveal_version: 0,
    }),
    of("commit_crv3_mechanism_weights", { netuid: SUBNET, mecid: mechId(0), commit, reveal_round: round }),
  ];
};
const weightCalls: readonly Call[] = [
  setWeights(0),
  of("set_mechanism_weights", { netuid: SUBNET, mecid: mechId(0), dests: [0], weights: [1], version_key: 0n }),
  of("batch_set_weights", { netuids: [SUBNET], weights: [[[0, 1]]], version_keys: [0n] }),
  of("commit_weights", { netuid: SUBNET, commit_hash: ZERO_HASH }),
  of("commit_mechanism_weights", { netuid: SUBNET, mecid: mechId(0), commit_hash: ZERO_HASH }),
  of("batch_commit_weights", { netuids: [SUBNET], commit_hashes: [ZERO_HASH] }),
  reveal,
  revealMechanism(mechId(0)),
  batchReveal,
  ...timelocked(0n),
];
const RATE_LIMITED = ["commit_weights", "commit_mechanism_weights", "set_weights", "set_mechanism_weights"];

describe("check_weights.rs", () => {
  test("weight_only_charges_weight_related_calls", () => {
    for (const call of [remark, addStake]) expect(charged(call)).toEqual(plus());
    for (const call of weightCalls) {
      const rated = RATE_LIMITED.includes(call.name) ? benchmarks.check_rate_limits_extension : ZERO_WEIGHT;
      expect(charged(call)).toEqual(plus(benchmarks.check_weights_extension, rated));
    }
  });
  test("unrelated_calls_pass_through", () => expect(dispatched(newTestExt(0), HOTKEY, remark)).toBeUndefined());
  test("mismatched_batch_lengths_are_blocked", () => {
    const ctx = newTestExt(0);
    for (const call of [
      of("batch_commit_weights", { netuids: [SUBNET], commit_hashes: [] }),
      of("batch_reveal_weights", {
        netuid: SUBNET,
        uids_list: [[0]],
        values_list: [],
        salts_list: [[1]],
        version_keys: [0n],
      }),
      of("batch_set_weights", { netuids: [SUBNET], weights: [], version_keys: [0n] }),
    ])
      expect(dispatched(ctx, HOTKEY, call)).toBe("InputLengthsUnequal");
  });
  test("low_stake_weight_calls_are_blocked", () => {
    const ctx = newTestExt(0);
    addNetworkDisableCommitReveal(ctx, SUBNET, 1, 0);
    setupReserves(ctx, SUBNET, DEFAULT_RESERVE, DEFAULT_RESERVE);
    appendNeuron(ctx, SUBNET, HOTKEY, 0n);
    keys.storage.Owner.set(ctx, HOTKEY, COLDKEY);
    setStakeThreshold(ctx, 1_000_000_000_000n);
    for (const call of weightCalls) expect(dispatched(ctx, HOTKEY, call), call.name).toBe("NotEnoughStakeToSetWeights");
  });
  test("valid_set_weights_call_dispatches", () => {
    const ctx = newTestExt(0);
    addNetworkDisableCommitReveal(ctx, SUBNET, 1, 0);
    setupReserves(ctx, SUBNET, DEFAULT_RESERVE, DEFAULT_RESERVE);
    registerOkNeuron(ctx, SUBNET, HOTKEY, COLDKEY, 0);
    setStakeThreshold(ctx, 0n);
    expect(dispatched(ctx, HOTKEY, setWeights(uidOf(ctx)))).toBeUndefined();
  });
  test("missing_commit_is_blocked", () => {
    const ctx = neuron(newTestExt(0));
    setStakeThreshold(ctx, 0n);
    for (const call of [reveal, revealMechanism(mechId(0)), batchReveal])
      expect(dispatched(ctx, HOTKEY, call)).toBe("NoWeightsCommitFound");
  });
  const given = { uids: [0], values: [1], salt: [1], versionKey: 0n };
  test("reveal_before_window_is_blocked", () => {
    const ctx = neuron(newTestExt(0));
    setCommitReveal(ctx, SUBNET, true);
    setStakeThreshold(ctx, 0n);
    direct(ctx, HOTKEY, "commit_weights", { netuid: SUBNET, commit_hash: commitHash(HOTKEY, MAIN, given) });
    expect(dispatched(ctx, HOTKEY, reveal)).toBe("RevealTooEarly");
  });
  test.each([
    [0, undefined],
    [1, 2],
  ])("valid_mechanism_reveal_dispatches, mechanism %i", (mecid, count) => {
    const ctx = neuron(newTestExt(0));
    const mechanism = mechId(mecid);
    if (count !== undefined) mechanisms.storage.MechanismCountCurrent.set(ctx, SUBNET, mechId(count));
    setCommitReveal(ctx, SUBNET, true);
    setStakeThreshold(ctx, 0n);
    const hash = commitHash(HOTKEY, mechanismStorageIndex(SUBNET, mechanism), given);
    direct(ctx, HOTKEY, "commit_mechanism_weights", { netuid: SUBNET, mecid: mechanism, commit_hash: hash });
    stepEpochs(ctx, 1, SUBNET);
    expect(dispatched(ctx, HOTKEY, revealMechanism(mechanism))).toBeUndefined();
  });
  test("invalid_reveal_round_is_blocked", () => {
    const ctx = newTestExt(0);
    drand.storage.LastStoredRound.set(ctx, 1000n);
    neuron(ctx);
    setStakeThreshold(ctx, 0n);
    for (const call of timelocked(999n)) expect(dispatched(ctx, HOTKEY, call)).toBe("InvalidRevealRound");
  });
});

describe("check_rate_limits.rs", () => {
  test("weight_only_charges_rate_limited_calls", () => {
    for (const call of weightCalls.filter(({ name }) => RATE_LIMITED.includes(name)))
      expect(charged(call)).toEqual(plus(benchmarks.check_weights_extension, benchmarks.check_rate_limits_extension));
    expect(charged(of("register_network", { hotkey: HOTKEY }))).toEqual(plus(benchmarks.check_rate_limits_extension));
  });
  test("unrelated_calls_pass_through", () => expect(dispatched(newTestExt(0), HOTKEY, remark)).toBeUndefined());
  const rated = (block: number): MockContext => {
    const ctx = neuron(newTestExt(0));
    setCommitReveal(ctx, SUBNET, false);
    setWeightsRateLimit(ctx, SUBNET, 100n);
    setStakeThreshold(ctx, 0n);
    setBlock(ctx, block);
    return ctx;
  };
  test("over_rate_set_weights_is_blocked", () => {
    const ctx = rated(10);
    setLastUpdateForUid(ctx, MAIN, uidOf(ctx), 10n);
    expect(dispatched(ctx, HOTKEY, setWeights(uidOf(ctx)))).toBe("SettingWeightsTooFast");
  });
  test("set_weights_within_rate_limit_dispatches", () => {
    const ctx = rated(200);
    expect(dispatched(ctx, HOTKEY, setWeights(uidOf(ctx)))).toBeUndefined();
  });
  const founding = (last: bigint): MockContext => {
    const ctx = newTestExt(0);
    limits.storage.NetworkRateLimit.set(ctx, 50n);
    setBlock(ctx, 200);
    setNetworkLastLockBlock(ctx, last);
    return ctx;
  };
  const registerNetwork = of("register_network", { hotkey: acct(71) });
  test("over_rate_network_registration_is_blocked", () =>
    expect(dispatched(founding(170n), acct(70), registerNetwork)).toBe("NetworkTxRateLimitExceeded"));
  test("network_registration_after_rate_limit_dispatches", () => {
    const ctx = founding(100n);
    addBalanceToColdkeyAccount(ctx, acct(70), networkLockCost(ctx));
    expect(dispatched(ctx, acct(70), registerNetwork)).toBeUndefined();
  });
});

describe("check_delegate_take.rs", () => {
  const [owner, other, hotkey] = [acct(1), acct(3), acct(2)];
  const both = (take: number, key = hotkey): readonly Call[] =>
    ["increase_take", "decrease_take"].map((name) => of(name, { hotkey: key, take }));
  const owned = (): MockContext => {
    const ctx = newTestExt(0);
    keys.storage.Owner.set(ctx, hotkey, owner);
    return ctx;
  };
  const [MIN, MAX] = [5898, 11_796];
  test("weight_only_charges_delegate_take_calls", () => {
    for (const call of both(0)) expect(charged(call)).toEqual(plus(benchmarks.check_delegate_take_extension));
  });
  test("accepts_owner_with_valid_take", () => {
    const ctx = owned();
    expect([settings.read.MinDelegateTake.get(ctx), settings.read.MaxDelegateTake.get(ctx)]).toEqual([MIN, MAX]);
    expect(dispatched(ctx, owner, both(MAX)[0]!)).toBeUndefined();
    expect(dispatched(ctx, owner, both(MIN)[1]!)).toBeUndefined();
  });
  test("rejects_take_too_low", () =>
    both(MIN - 1).forEach((call) => void expect(dispatched(owned(), owner, call)).toBe("DelegateTakeTooLow")));
  test("rejects_take_too_high", () =>
    both(MAX + 1).forEach((call) => void expect(dispatched(owned(), owner, call)).toBe("DelegateTakeTooHigh")));
  test("rejects_non_owner", () =>
    both(MAX).forEach((call) => void expect(dispatched(owned(), other, call)).toBe("NonAssociatedColdKey")));
  test("rejects_missing_hotkey_owner", () =>
    both(MAX, acct(99)).forEach(
      (call) => void expect(dispatched(owned(), owner, call)).toBe("HotKeyAccountNotExists"),
    ));
});

describe("check_serving_endpoints.rs", () => {
  const axon = {
    netuid: SUBNET,
    version: 1,
    ip: 0x0808_0808n,
    port: 1,
    ip_type: 4,
    protocol: 0,
    placeholder1: 0,
    placeholder2: 0,
  };
  const axons = [of("serve_axon", axon), of("serve_axon_tls", { ...axon, certificate: new Uint8Array() })];
  const prometheus = of("serve_prometheus", { netuid: SUBNET, version: 1, ip: 0x0808_0404n, port: 1, ip_type: 4 });
  test("weight_only_charges_serving_endpoint_calls", () => {
    for (const call of [...axons, prometheus])
      expect(charged(call)).toEqual(plus(benchmarks.check_serving_endpoints_extension));
  });
  test("unrelated_calls_pass_through", () => expect(dispatched(newTestExt(0), HOTKEY, remark)).toBeUndefined());
  test("unregistered_hotkey_blocks_axon", () =>
    axons.forEach((call) => void expect(dispatched(newTestExt(0), HOTKEY, call)).toBe("HotKeyNotRegisteredInNetwork")));
  test("registered_hotkey_allows_axon", () => {
    const ctx = neuron(newTestExt(0));
    for (const call of axons) expect(dispatched(ctx, HOTKEY, call)).toBeUndefined();
  });
  test("registered_hotkey_allows_prometheus", () =>
    expect(dispatched(neuron(newTestExt(0)), HOTKEY, prometheus)).toBeUndefined());
});

describe("check_evm_key_association.rs", () => {
  const associate = (evm_key: H160, block_number: bigint, signature: Uint8Array): Call =>
    of("associate_evm_key", { netuid: SUBNET, evm_key, block_number, signature });
  const NOBODY = `0x${"00".repeat(20)}` as H160;
  const dummy = associate(NOBODY, 0n, new Uint8Array(65));
  test("weight_only_charges_evm_key_association_calls", () =>
    expect(charged(dummy)).toEqual(plus(benchmarks.check_evm_key_association_extension)));
  test("unrelated_calls_pass_through", () => expect(dispatched(newTestExt(0), HOTKEY, remark)).toBeUndefined());
  test("registered_hotkey_allows_call", () => {
    const ctx = newTestExt(0);
    addNetwork(ctx, SUBNET, 1, 0);
    registerOkNeuron(ctx, SUBNET, HOTKEY, COLDKEY, 0);
    setBlock(ctx, 10);
    const secret = new Uint8Array(32).fill(7);
    const evmKey = bytesToHex0x(keccak256(secp256k1.getPublicKey(secret, false).subarray(1)).subarray(12)) as H160;
    const [recovery, ...rs] = secp256k1.sign(hashMessageEip191(evmMessage(HOTKEY, 10n)), secret, {
      prehash: false,
      format: "recovered",
    });
    const signature = Uint8Array.of(...rs, recovery! + 27);
    expect(dispatched(ctx, HOTKEY, associate(evmKey, 10n, signature))).toBeUndefined();
    expect(keys.read.AssociatedEvmAddress.get(ctx, SUBNET, uidOf(ctx))).toEqual([evmKey, 10n]);
  });
  test("unregistered_hotkey_blocks_call", () => {
    const ctx = newTestExt(0);
    addNetwork(ctx, SUBNET, 1, 0);
    expect(dispatched(ctx, HOTKEY, dummy)).toBe("HotKeyNotRegisteredInSubNet");
  });
  test("recent_association_blocks_call", () => {
    const ctx = newTestExt(0);
    addNetwork(ctx, SUBNET, 1, 0);
    registerOkNeuron(ctx, SUBNET, HOTKEY, COLDKEY, 0);
    setBlock(ctx, 300);
    keys.storage.AssociatedEvmAddress.set(ctx, SUBNET, uidOf(ctx), [NOBODY, 300n]);
    expect(dispatched(ctx, HOTKEY, dummy)).toBe("EvmKeyAssociateRateLimitExceeded");
  });
});

const hashOf = (who: AccountId) => h256(blake2b256(AccountId.encode(who)));
const announce = (ctx: MockContext, who: AccountId): void =>
  keySwaps.storage.ColdkeySwapAnnouncements.set(ctx, who, [ctx.block.number, hashOf(acct(42))]);
const dispute = (ctx: MockContext, who: AccountId): void =>
  keySwaps.storage.ColdkeySwapDisputes.set(ctx, who, ctx.block.number);

describe("check_coldkey_swap.rs", () => {
  const forbidden: readonly Call[] = [
    remark,
    addStake,
    of("remove_stake", { hotkey: acct(1), netuid: SUBNET, amount_unstaked: 1000n }),
    of("set_weights", { netuid: SUBNET, dests: [], weights: [], version_key: 0n }),
    of("register_network", { hotkey: acct(1) }),
  ];
  const authorized: readonly Call[] = [
    of("announce_coldkey_swap", { new_coldkey_hash: hashOf(acct(99)) }),
    of("swap_coldkey_announced", { new_coldkey: acct(42) }),
    of("dispute_coldkey_swap", {}),
    callOf("MevShield", "submit_encrypted", { ciphertext: Uint8Array.of(1, 2, 3, 4) }),
  ];
  test("weight_charges_all_calls_because_swap_state_can_block_any_signed_call", () => {
    for (const call of [...forbidden, ...authorized])
      expect(charged(call).refTime >= benchmarks.check_coldkey_swap_extension.refTime).toBe(true);
    expect(charged(remark)).toEqual(benchmarks.check_coldkey_swap_extension);
  });
  test("no_active_swap_allows_calls", () => expect(dispatched(newTestExt(1), HOTKEY, remark)).toBeUndefined());
  const disputed = (): MockContext => {
    const ctx = newTestExt(1);
    announce(ctx, HOTKEY);
    dispute(ctx, HOTKEY);
    return ctx;
  };
  test("none_bypasses_extension", () => expect(dispatched(disputed(), none, remark)).toBeUndefined());
  test("root_bypasses_extension", () => expect(dispatched(disputed(), root, remark)).toBeUndefined());
  test("active_swap_blocks_forbidden_calls", () => {
    const ctx = newTestExt(1);
    announce(ctx, HOTKEY);
    for (const call of forbidden) expect(dispatched(ctx, HOTKEY, call)).toBe("ColdkeySwapAnnounced");
  });
  test("active_swap_allows_authorized_calls", () => {
    for (const call of authorized) {
      const ctx = newTestExt(1);
      announce(ctx, HOTKEY);
      expect(dispatched(ctx, HOTKEY, call)).not.toBe("ColdkeySwapAnnounced");
    }
  });
  test("disputed_swap_blocks_all_calls", () => {
    for (const call of [...forbidden, ...authorized])
      expect(dispatched(disputed(), HOTKEY, call)).toBe("ColdkeySwapDisputed");
  });
  const proxied = (real: AccountId, call: Call): Call =>
    callOf("Proxy", "proxy", { real: address(real), force_proxy_type: undefined, call });
  const lastResult = (ctx: MockContext, real: AccountId) => {
    const result = proxy.read.LastCallResult.get(ctx, real);
    return result?.type === "Err" && result.value.type === "Module" ? [...result.value.value.error] : result;
  };
  const ANNOUNCED = [keySwaps.errors.ColdkeySwapAnnounced.index, 0, 0, 0];
  /** An announced coldkey and a chain of delegates, each of which may do anything for the one before. */
  function delegated(...accounts: readonly AccountId[]): MockContext {
    const ctx = newTestExt(1);
    for (const who of accounts) addBalanceToColdkeyAccount(ctx, who, 1_000_000_000n);
    accounts
      .slice(1)
      .forEach(
        (delegate, i) =>
          void ctx.dispatch(
            signed(accounts[i]!),
            callOf("Proxy", "add_proxy", { delegate: address(delegate), proxy_type: "Any", delay: 0 }),
          ),
      );
    announce(ctx, accounts[0]!);
    return ctx;
  }
  test("proxied_forbidden_call_blocked", () => {
    const ctx = delegated(acct(1), acct(2));
    expect(dispatched(ctx, acct(2), proxied(acct(1), remark))).toBeUndefined();
    expect(lastResult(ctx, acct(1))).toEqual(ANNOUNCED);
  });
  test("nested_proxy_blocked", () => {
    const ctx = delegated(acct(1), acct(2), acct(3));
    expect(dispatched(ctx, acct(3), proxied(acct(2), proxied(acct(1), remark)))).toBeUndefined();
    expect(lastResult(ctx, acct(1))).toEqual(ANNOUNCED);
  });
});

describe("extensions/subtensor.rs", () => {
  /** The custom code with which the transaction is turned away, or undefined. */
  function validated(ctx: MockContext, who: AccountId, call: Call): number | undefined {
    try {
      subtensorTransaction.validate!(
        ctx,
        signed(who),
        null,
        { call, info: ctx.dispatchInfo(call), length: 0 },
        "External",
      );
      return undefined;
    } catch (error) {
      if (error instanceof Invalidity && error.error.type === "Invalid" && error.error.value.type === "Custom")
        return error.error.value.value;
      throw error;
    }
  }
  test("validate_accepts_calls_allowed_by_dispatch_extensions", () =>
    expect(validated(newTestExt(1), acct(1), remark)).toBeUndefined());
  test("validate_maps_dispatch_extension_errors_to_transaction_errors", () => {
    const ctx = newTestExt(1);
    announce(ctx, acct(1));
    expect(validated(ctx, acct(1), remark)).toBe(CUSTOM_ERRORS.ColdkeyInSwapSchedule);
    dispute(ctx, acct(1));
    expect(validated(ctx, acct(1), remark)).toBe(CUSTOM_ERRORS.ColdkeySwapDisputed);
  });
  test("pays_no_set_weights_validate_rejects_rate_limited_call", () => {
    const ctx = newTestExt(0);
    addNetworkDisableCommitReveal(ctx, SUBNET, 1, 0);
    setupReserves(ctx, SUBNET, 1_000_000_000_000n, 1_000_000_000_000n);
    registerOkNeuron(ctx, SUBNET, HOTKEY, COLDKEY, 0);
    setStakeThreshold(ctx, 0n);
    setWeightsRateLimit(ctx, SUBNET, 100n);
    setBlock(ctx, 10);
    setLastUpdateForUid(ctx, MAIN, uidOf(ctx), 10n);
    const call = setWeights(uidOf(ctx));
    expect(ctx.dispatchInfo(call).pays).toBe("No");
    expect(validated(ctx, HOTKEY, call)).toBe(6);
  });
  test("weight_matches_top_level_dispatch_extension_checks", () => {
    expect(charged(remark)).toEqual(plus());
    expect(charged(setWeights(0))).toEqual(
      plus(benchmarks.check_weights_extension, benchmarks.check_rate_limits_extension),
    );
    expect(charged(of("register_network", { hotkey: acct(9) }))).toEqual(plus(benchmarks.check_rate_limits_extension));
  });
});
