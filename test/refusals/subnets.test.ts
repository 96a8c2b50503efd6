// What the calls of subnets, slots, endpoints, identities and keys refuse, in the reference's order (the functions behind
// pallets/subtensor/src/macros/dispatches.rs). Guards of dispatch come first where there are any.

import { secp256k1 } from "@noble/curves/secp256k1.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { describe, expect, test } from "vitest";
import { coldkeyBalance } from "../../runtime/pallets/subtensor/coinbase/tao.ts";
import { keys } from "../../runtime/pallets/subtensor/keys/contract.ts";
import { evmMessage, hashMessageEip191 } from "../../runtime/pallets/subtensor/keys/evm.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import {
  networkImmunityPeriod,
  networkLockCost,
  setNetworkLastLockBlock,
} from "../../runtime/pallets/subtensor/root/root.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { staking } from "../../runtime/pallets/subtensor/staking/contract.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { initNewNetwork, subnetAccountId } from "../../runtime/pallets/subtensor/subnets/subnet.ts";
import { SYMBOLS } from "../../runtime/pallets/subtensor/subnets/symbols.ts";
import { utf8ToBytes } from "../../runtime/primitives/bytes.ts";
import { type AccountId, netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { climb, from, type Rung, tell } from "../chain/ladder.ts";
import {
  acct,
  lastEvent,
  MOCK,
  type MockContext,
  newTestExt,
  none,
  root,
  setBlock,
  signed,
  subtensorOutcome,
} from "../chain/mock.ts";
import {
  addBalanceToColdkeyAccount,
  addDynamicNetwork,
  addNetwork,
  addNetworkWithoutEmissionBlock,
  DEFAULT_RESERVE,
  registerOkNeuron,
  setupReserves,
} from "../chain/mock_subtensor.ts";

const { Owner } = keys.storage;
const { MaxAllowedUids, MaxRegistrationsPerBlock, NetworkRegistrationAllowed } = parameters.storage;
const { Burn, Keys, RegistrationsThisBlock, RegistrationsThisInterval, SubnetworkN, Uids } = registration.storage;
const { NetworksAdded, SubnetOwner, TokenSymbol } = subnets.storage;
const [HOTKEY, COLDKEY] = [acct(1), acct(2)];
const NETUID = netUid(1);
const by = (who: AccountId) => signed(who);

describe("Slots", () => {
  /** A subnet whose slot costs 1000 rao and which is full of a neuron that may not go. */
  function subnet(): MockContext {
    const ctx = newTestExt(1);
    addNetwork(ctx, NETUID, 13);
    setupReserves(ctx, NETUID, DEFAULT_RESERVE, DEFAULT_RESERVE);
    registerOkNeuron(ctx, NETUID, acct(8), acct(9));
    subnets.storage.SubnetOwnerHotkey.set(ctx, NETUID, acct(8));
    NetworkRegistrationAllowed.set(ctx, NETUID, false);
    Burn.set(ctx, NETUID, rao(1000n));
    Uids.set(ctx, NETUID, HOTKEY, 7);
    Owner.set(ctx, HOTKEY, acct(3));
    MaxAllowedUids.set(ctx, NETUID, 0);
    return ctx;
  }
  const shared: readonly Rung[] = [
    ["RegistrationNotPermittedOnRootSubnet", tell({ netuid: netUid(5) })],
    ["SubnetNotExists", tell({ netuid: NETUID })],
  ];
  const purchase = (ctx: MockContext): Rung[] => [
    ["SubNetRegistrationDisabled", () => NetworkRegistrationAllowed.set(ctx, NETUID, true)],
    ["HotKeyAlreadyRegisteredInSubNet", () => Uids.delete(ctx, NETUID, HOTKEY)],
    ["NotEnoughBalanceToStake", () => addBalanceToColdkeyAccount(ctx, COLDKEY, 1_001n)],
    ["NonAssociatedColdKey", () => Owner.delete(ctx, HOTKEY)],
    ["NoNeuronIdAvailable", () => MaxAllowedUids.set(ctx, NETUID, 1)],
    ["NoNeuronIdAvailable", () => MaxAllowedUids.set(ctx, NETUID, 2)],
  ];
  test.each(["register", "burned_register"])("%s", (name) => {
    const ctx = subnet();
    const work = name === "register" ? { block_number: 0n, nonce: 0n, work: new Uint8Array(), coldkey: COLDKEY } : {};
    climb(ctx, name, { origin: none, args: { netuid: ROOT, hotkey: HOTKEY, ...work } }, [
      ["BadOrigin", from(by(COLDKEY))],
      ...shared,
      ...purchase(ctx),
    ]);
    expect(Uids.get(ctx, NETUID, HOTKEY)).toBe(1);
    expect(coldkeyBalance(ctx, COLDKEY)).toBe(1n);
  });
  test("register_limit", () => {
    const ctx = subnet();
    climb(ctx, "register_limit", { origin: none, args: { netuid: ROOT, hotkey: HOTKEY, limit_price: 999n } }, [
      ["BadOrigin", from(by(COLDKEY))],
      ...shared,
      ["RegistrationPriceLimitExceeded", tell({ limit_price: 1000n })],
      ...purchase(ctx),
    ]);
  });

  test("root_register", () => {
    const ctx = newTestExt(1);
    MaxRegistrationsPerBlock.set(ctx, ROOT, 1);
    MaxAllowedUids.set(ctx, ROOT, 1);
    RegistrationsThisBlock.set(ctx, ROOT, 1);
    RegistrationsThisInterval.set(ctx, ROOT, 6);
    climb(ctx, "root_register", { origin: none, args: { hotkey: HOTKEY } }, [
      [
        "RootNetworkDoesNotExist",
        () => {
          NetworksAdded.set(ctx, ROOT, true);
          SubnetworkN.set(ctx, ROOT, 1);
          Keys.set(ctx, ROOT, 0, acct(8));
          Uids.set(ctx, ROOT, acct(8), 0);
          Uids.set(ctx, ROOT, HOTKEY, 9);
          staking.storage.TotalHotkeyAlpha.set(ctx, acct(8), ROOT, alpha(100n));
        },
      ],
      ["BadOrigin", from(by(COLDKEY))],
      ["TooManyRegistrationsThisBlock", () => RegistrationsThisBlock.set(ctx, ROOT, 0)],
      ["TooManyRegistrationsThisInterval", () => RegistrationsThisInterval.set(ctx, ROOT, 5)],
      ["HotKeyAlreadyRegisteredInSubNet", () => Uids.delete(ctx, ROOT, HOTKEY)],
      ["StakeTooLowForRoot", () => staking.storage.TotalHotkeyAlpha.set(ctx, HOTKEY, ROOT, alpha(100n))],
      ["StakeTooLowForRoot", () => staking.storage.TotalHotkeyAlpha.set(ctx, HOTKEY, ROOT, alpha(101n))],
    ]);
    expect([Keys.get(ctx, ROOT, 0), Uids.get(ctx, ROOT, acct(8)), SubnetworkN.get(ctx, ROOT)]).toEqual([
      HOTKEY,
      undefined,
      1,
    ]);
  });

  test("faucet", () => {
    // A nonce searched for once: keccak(sha2(nonce, keccak(zero hash, coldkey))) ends in 20 zero bits.
    const NONCE = 1_444_651n;
    const WORK = Uint8Array.from(
      Buffer.from("ba9f9128c2d6bc4a8bd05845b24f15868857887599449820bee60973e6060000", "hex"),
    );
    const args = { block_number: 8n, nonce: NONCE, work: WORK };
    const ctx = newTestExt(10, { ...MOCK, faucet: true });
    climb(
      ctx,
      "faucet",
      { origin: none, args: { ...args, block_number: 11n, nonce: 1n, work: new Uint8Array(32).fill(255) } },
      [
        ["BadOrigin", from(by(COLDKEY))],
        ["InvalidWorkBlock", tell({ block_number: 7n })],
        ["InvalidWorkBlock", tell({ block_number: 8n })],
        ["InvalidDifficulty", tell({ work: WORK })],
        ["InvalidSeal", tell({ nonce: NONCE })],
      ],
    );
    expect(coldkeyBalance(ctx, COLDKEY)).toBe(1_000_000_000_000n);
    expect(lastEvent(ctx)).toMatchObject({ name: "Faucet", data: [COLDKEY, 1_000_000_000_000n] });
    const standard = newTestExt(10, { ...MOCK, faucet: false });
    expect(subtensorOutcome(standard, by(COLDKEY), "faucet", args)).toBe("FaucetDisabled");
  });
});

describe("Subnets", () => {
  test.each(["register_network", "register_network_with_identity"])("%s", (name) => {
    const withIdentity = name !== "register_network";
    const ctx = newTestExt(1);
    const taken = addDynamicNetwork(ctx, acct(8), acct(9));
    const identity = {
      subnet_name: new Uint8Array(257),
      github_repo: new Uint8Array(),
      subnet_contact: new Uint8Array(),
      subnet_url: new Uint8Array(),
      discord: new Uint8Array(),
      description: new Uint8Array(),
      logo_url: new Uint8Array(),
      additional: new Uint8Array(),
    };
    settings.storage.SubnetLimit.set(ctx, 1);
    settings.storage.NetworkRegistrationStartBlock.set(ctx, 1_000_000_000n);
    setNetworkLastLockBlock(ctx, 1n);
    const badIdentity: Rung = [
      "InvalidIdentity",
      tell({ identity: { ...identity, subnet_name: new Uint8Array(256) } }),
    ];
    climb(ctx, name, { origin: none, args: withIdentity ? { hotkey: acct(8), identity } : { hotkey: acct(8) } }, [
      ["BadOrigin", from(by(COLDKEY))],
      ["NonAssociatedColdKey", tell({ hotkey: subnetAccountId(ctx, taken) })],
      ["CannotUseSystemAccount", tell({ hotkey: HOTKEY })],
      ["SubNetRegistrationDisabled", () => settings.storage.NetworkRegistrationStartBlock.set(ctx, 0n)],
      ["SubnetLimitReached", () => setBlock(ctx, Number(networkImmunityPeriod(ctx)) + 1)],
      ["CannotAffordLockCost", () => addBalanceToColdkeyAccount(ctx, COLDKEY, networkLockCost(ctx) + 1n)],
      ...(withIdentity ? [badIdentity] : []),
    ]);
    expect(SubnetOwner.get(ctx, taken)).toBe(COLDKEY);
  });
  test("register_network too soon after the last one", () => {
    const ctx = newTestExt(100);
    // The guard of dispatch asks for this before anything else; the call itself asks after the start block.
    setNetworkLastLockBlock(ctx, 99n);
    ctx.dispatch(root, { pallet: "AdminUtils", name: "sudo_set_network_rate_limit", args: { rate_limit: 2n } });
    addBalanceToColdkeyAccount(ctx, COLDKEY, networkLockCost(ctx) + 1n);
    climb(ctx, "register_network", { origin: by(COLDKEY), args: { hotkey: HOTKEY } }, [
      ["NetworkTxRateLimitExceeded", () => setBlock(ctx, 101)],
    ]);
  });
  test.each(["dissolve_network", "root_dissolve_network"])("%s", (name) => {
    const ctx = newTestExt(1);
    initNewNetwork(ctx, ROOT, 100);
    const netuid = addDynamicNetwork(ctx, HOTKEY, COLDKEY);
    const coldkey = name === "dissolve_network" ? { coldkey: COLDKEY } : {};
    climb(ctx, name, { origin: by(COLDKEY), args: { netuid: netUid(9), ...coldkey } }, [
      ["BadOrigin", from(root)],
      ["SubnetNotExists", tell({ netuid: ROOT })],
      ["SubnetNotExists", tell({ netuid: netuid })],
    ]);
  });
  test("start_call", () => {
    const ctx = newTestExt(1);
    settings.storage.StartCallDelay.set(ctx, 10n);
    const netuid = addNetworkWithoutEmissionBlock(ctx, NETUID, 13);
    SubnetOwner.set(ctx, netuid, COLDKEY);
    subnets.storage.NetworkRegisteredAt.set(ctx, netuid, 1n);
    subnets.storage.FirstEmissionBlockNumber.set(ctx, netuid, 1n);
    climb(ctx, "start_call", { origin: none, args: { netuid: netUid(9) } }, [
      ["SubnetNotExists", tell({ netuid: netuid })],
      ["BadOrigin", from(by(acct(3)))],
      ["BadOrigin", from(by(COLDKEY))],
      ["FirstEmissionBlockNumberAlreadySet", () => subnets.storage.FirstEmissionBlockNumber.delete(ctx, netuid)],
      ["NeedWaitingMoreBlocksToStarCall", () => setBlock(ctx, 11)],
    ]);
  });
  test("update_symbol", () => {
    const ctx = newTestExt(1);
    const netuid = addNetwork(ctx, NETUID, 13);
    SubnetOwner.set(ctx, netuid, COLDKEY);
    TokenSymbol.set(ctx, netUid(2), SYMBOLS[7]!);
    climb(ctx, "update_symbol", { origin: none, args: { netuid, symbol: SYMBOLS[0]! } }, [
      ["BadOrigin", from(by(acct(3)))],
      ["BadOrigin", from(by(COLDKEY))],
      ["SymbolDoesNotExist", tell({ symbol: SYMBOLS[7]! })],
      ["SymbolAlreadyInUse", tell({ symbol: SYMBOLS[8]! })],
    ]);
  });
});

describe("Endpoints", () => {
  const AXON = {
    netuid: NETUID,
    version: 1,
    ip: 0n,
    port: 0,
    ip_type: 5,
    protocol: 0,
    placeholder1: 0,
    placeholder2: 0,
  };
  test.each(["serve_axon", "serve_axon_tls"])("%s", (name) => {
    const ctx = newTestExt(10);
    addNetwork(ctx, NETUID, 13);
    parameters.storage.ServingRateLimit.set(ctx, NETUID, 2n);
    const served = {
      ...AXON,
      ip: 1n,
      port: 1,
      ip_type: 4,
      ...(name === "serve_axon_tls" ? { certificate: new Uint8Array(66) } : {}),
    };
    climb(ctx, name, { origin: none, args: { ...served, ip: 0x7f00_0001n, ip_type: 5, port: 0 } }, [
      ["BadOrigin", from(by(HOTKEY))],
      ["HotKeyNotRegisteredInNetwork", () => registerOkNeuron(ctx, NETUID, HOTKEY, COLDKEY)],
      ["InvalidIpType", tell({ ip_type: 4 })],
      ["InvalidIpAddress", tell({ ip: 1n })],
      ["InvalidPort", tell({ port: 1 })],
    ]);
    setBlock(ctx, 11);
    climb(ctx, name, { origin: by(HOTKEY), args: { ...served, port: 0 } }, [
      ["ServingRateLimitExceeded", () => setBlock(ctx, 12)],
      ["InvalidPort", tell({ port: 2 })],
    ]);
  });
  test("serve_prometheus", () => {
    const ctx = newTestExt(10);
    addNetwork(ctx, NETUID, 13);
    parameters.storage.ServingRateLimit.set(ctx, NETUID, 2n);
    const args = { netuid: NETUID, version: 1, ip: 0n, port: 0, ip_type: 5 };
    climb(ctx, "serve_prometheus", { origin: none, args }, [
      ["BadOrigin", from(by(HOTKEY))],
      ["InvalidIpType", tell({ ip_type: 4 })],
      ["InvalidIpAddress", tell({ ip: 1n })],
      ["HotKeyNotRegisteredInNetwork", () => registerOkNeuron(ctx, NETUID, HOTKEY, COLDKEY)],
      ["InvalidPort", tell({ port: 1 })],
    ]);
    climb(ctx, "serve_prometheus", { origin: by(HOTKEY), args }, [
      ["ServingRateLimitExceeded", () => setBlock(ctx, 12)],
    ]);
  });
});

describe("Identities and keys", () => {
  const identity = {
    name: new Uint8Array(257),
    url: new Uint8Array(),
    github_repo: new Uint8Array(),
    image: new Uint8Array(),
    discord: new Uint8Array(),
    description: new Uint8Array(),
    additional: new Uint8Array(),
  };
  test("set_identity", () => {
    const ctx = newTestExt(1);
    addNetwork(ctx, NETUID, 13);
    climb(ctx, "set_identity", { origin: none, args: { ...identity } }, [
      ["BadOrigin", from(by(COLDKEY))],
      ["HotKeyNotRegisteredInNetwork", () => registerOkNeuron(ctx, NETUID, HOTKEY, COLDKEY)],
      ["InvalidIdentity", tell({ name: utf8ToBytes("Alice") })],
    ]);
  });
  test("set_subnet_identity", () => {
    const ctx = newTestExt(1);
    addNetwork(ctx, NETUID, 13);
    const parts = [
      "subnet_name",
      "github_repo",
      "subnet_contact",
      "subnet_url",
      "discord",
      "description",
      "logo_url",
      "additional",
    ];
    const args = { netuid: NETUID, ...Object.fromEntries(parts.map((part) => [part, new Uint8Array(1025)])) };
    climb(ctx, "set_subnet_identity", { origin: none, args }, [
      ["BadOrigin", from(by(COLDKEY))],
      ["NotSubnetOwner", () => SubnetOwner.set(ctx, NETUID, COLDKEY)],
      ...parts.map((part): Rung => ["InvalidIdentity", tell({ [part]: utf8ToBytes("x") })]),
    ]);
  });
  test("try_associate_hotkey", () => {
    const ctx = newTestExt(1);
    addNetwork(ctx, NETUID, 13);
    climb(ctx, "try_associate_hotkey", { origin: none, args: { hotkey: subnetAccountId(ctx, NETUID) } }, [
      ["BadOrigin", from(by(COLDKEY))],
      ["CannotUseSystemAccount", tell({ hotkey: HOTKEY })],
    ]);
    expect(Owner.get(ctx, HOTKEY)).toBe(COLDKEY);
    // A hotkey that has an owner stays with it, and the call says nothing.
    climb(ctx, "try_associate_hotkey", { origin: by(acct(3)), args: { hotkey: HOTKEY } }, []);
    expect(Owner.get(ctx, HOTKEY)).toBe(COLDKEY);
  });
  test("associate_evm_key", () => {
    const ctx = newTestExt(9);
    const netuid = addNetwork(ctx, NETUID, 13);
    const secret = new Uint8Array(32).fill(5);
    const address = `0x${Buffer.from(keccak_256(secp256k1.getPublicKey(secret, false).subarray(1)).subarray(12)).toString("hex")}`;
    const [recovery, ...rest] = secp256k1.sign(hashMessageEip191(evmMessage(HOTKEY, 3n)), secret, {
      prehash: false,
      format: "recovered",
    });
    const signature = Uint8Array.of(...rest, recovery! + 27);
    climb(
      ctx,
      "associate_evm_key",
      {
        origin: none,
        args: { netuid, evm_key: `0x${"00".repeat(20)}`, block_number: 3n, signature: signature.with(64, 31) },
      },
      [
        ["BadOrigin", from(by(HOTKEY))],
        // The guard asks for the slot before the call asks for the owner.
        [
          "HotKeyNotRegisteredInSubNet",
          () => {
            Uids.set(ctx, netuid, HOTKEY, 0);
            Keys.set(ctx, netuid, 0, HOTKEY);
          },
        ],
        ["EvmKeyAssociateRateLimitExceeded", () => setBlock(ctx, 10)],
        ["NonAssociatedColdKey", () => Owner.set(ctx, HOTKEY, COLDKEY)],
        ["InvalidIdentity", tell({ signature: signature })],
        ["InvalidRecoveredPublicKey", tell({ evm_key: address })],
      ],
    );
    expect(keys.read.AssociatedEvmAddress.get(ctx, netuid, 0)).toEqual([address, 10n]);
  });
  test("set_coldkey_auto_stake_hotkey", () => {
    const ctx = newTestExt(1);
    addNetwork(ctx, NETUID, 13);
    staking.storage.AutoStakeDestination.set(ctx, COLDKEY, NETUID, HOTKEY);
    climb(ctx, "set_coldkey_auto_stake_hotkey", { origin: none, args: { netuid: netUid(9), hotkey: HOTKEY } }, [
      ["BadOrigin", from(by(COLDKEY))],
      ["SubnetNotExists", tell({ netuid: NETUID })],
      ["HotKeyNotRegisteredInSubNet", () => Uids.set(ctx, NETUID, HOTKEY, 0)],
      ["SameAutoStakeHotkeyAlreadySet", () => staking.storage.AutoStakeDestination.delete(ctx, COLDKEY, NETUID)],
    ]);
  });
});
