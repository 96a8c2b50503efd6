// The reference's tests of endpoints and identities (pallets/subtensor/src/tests/serving.rs), with its literal values.

import { describe, expect, test } from "vitest";
import { identities } from "../../runtime/pallets/subtensor/identity/contract.ts";
import { isValidIdentity, isValidSubnetIdentity } from "../../runtime/pallets/subtensor/identity/identity.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { serving } from "../../runtime/pallets/subtensor/serving/contract.ts";
import {
  axonInfo,
  isValidIpAddress,
  isValidIpType,
  prometheusInfo,
} from "../../runtime/pallets/subtensor/serving/serving.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { utf8ToBytes } from "../../runtime/primitives/bytes.ts";
import { type AccountId, netUid } from "../../runtime/primitives/ids.ts";
import {
  acct,
  callOf,
  directCall,
  directOutcome,
  type MockContext,
  newTestExt,
  runToBlock,
  signed,
} from "../chain/mock.ts";
import { addNetwork, registerOkNeuron } from "../chain/mock_subtensor.ts";

const NETUID = netUid(1);
const [HOTKEY, COLDKEY] = [acct(1), acct(66)];
const AXON = { version: 2, ip: 1_676_056_785n, port: 128, ip_type: 4, protocol: 0, placeholder1: 0, placeholder2: 0 };
const AXON_2 = { version: 3, ip: 1_676_056_786n, port: 129, ip_type: 6, protocol: 1, placeholder1: 1, placeholder2: 1 };
const PROMETHEUS = { version: 2, ip: 1_676_056_785n, port: 128, ip_type: 4 };
const PROMETHEUS_2 = { version: 3, ip: 1_676_056_786n, port: 129, ip_type: 6 };

function neuron(hotkey = HOTKEY, coldkey = COLDKEY): MockContext {
  const ctx = newTestExt(1);
  addNetwork(ctx, NETUID, 13, 0);
  registerOkNeuron(ctx, NETUID, hotkey, coldkey);
  return ctx;
}
const serveAxon = (ctx: MockContext, told: object = AXON) =>
  directOutcome(ctx, signed(HOTKEY), "serve_axon", { netuid: NETUID, ...told });
const servePrometheus = (ctx: MockContext, told: object = PROMETHEUS) =>
  directOutcome(ctx, signed(HOTKEY), "serve_prometheus", { netuid: NETUID, ...told });
const infoOf = (name: string, args: object) =>
  newTestExt(1).dispatchInfo(callOf("SubtensorModule", name, { netuid: NETUID, ...args }));

describe("Axons", () => {
  test("test_serving_subscribe_ok_dispatch_info_ok", () => {
    const info = infoOf("serve_axon", AXON);
    expect(info.weight.refTime > 0n).toBe(true);
    expect(info).toMatchObject({ class: "Normal", pays: "No" });
  });
  test("test_serving_ok", () => {
    const ctx = neuron();
    expect(serveAxon(ctx)).toBeUndefined();
    expect(axonInfo(ctx, NETUID, HOTKEY)).toEqual({ ...AXON, block: 1n });
  });
  test("test_serving_tls_ok", () => {
    const ctx = neuron();
    for (const certificate of [utf8ToBytes("CERT"), utf8ToBytes("UPDATED_CERT")]) {
      directCall(ctx, signed(HOTKEY), "serve_axon_tls", { netuid: NETUID, ...AXON, certificate });
      expect(serving.storage.NeuronCertificates.get(ctx, NETUID, HOTKEY)).toEqual({
        algorithm: certificate[0],
        public_key: certificate.slice(1),
      });
    }
  });
  test("test_serving_set_metadata_update", () => {
    const ctx = neuron();
    expect(serveAxon(ctx)).toBeUndefined();
    expect(axonInfo(ctx, NETUID, HOTKEY)).toMatchObject(AXON);
    expect(serveAxon(ctx, AXON_2)).toBeUndefined();
    expect(axonInfo(ctx, NETUID, HOTKEY)).toMatchObject(AXON_2);
  });
  test("test_axon_serving_rate_limit_exceeded", () => {
    const ctx = neuron();
    expect([1, 2, 3, 4].map(() => serveAxon(ctx))).toEqual([undefined, undefined, undefined, undefined]);
    parameters.storage.ServingRateLimit.set(ctx, NETUID, 2n);
    runToBlock(ctx, 2);
    expect(serveAxon(ctx)).toBe("ServingRateLimitExceeded");
  });
  test("test_axon_invalid_port", () => {
    expect(serveAxon(neuron(), { ...AXON, port: 0 })).toBe("InvalidPort");
  });
});

describe("Metrics", () => {
  test("test_prometheus_serving_subscribe_ok_dispatch_info_ok", () => {
    const info = infoOf("serve_prometheus", PROMETHEUS);
    expect(info.weight.refTime > 0n).toBe(true);
    expect(info).toMatchObject({ class: "Normal", pays: "No" });
  });
  test("test_prometheus_serving_ok", () => {
    const ctx = neuron();
    expect(servePrometheus(ctx)).toBeUndefined();
    expect(prometheusInfo(ctx, NETUID, HOTKEY)).toEqual({ ...PROMETHEUS, block: 1n });
  });
  test("test_prometheus_serving_set_metadata_update", () => {
    const ctx = neuron();
    expect(servePrometheus(ctx)).toBeUndefined();
    expect(prometheusInfo(ctx, NETUID, HOTKEY)).toMatchObject(PROMETHEUS);
    expect(servePrometheus(ctx, PROMETHEUS_2)).toBeUndefined();
    expect(prometheusInfo(ctx, NETUID, HOTKEY)).toMatchObject(PROMETHEUS_2);
  });
  test("test_prometheus_serving_rate_limit_exceeded", () => {
    const ctx = neuron();
    expect([1, 2, 3, 4].map(() => servePrometheus(ctx))).toEqual([undefined, undefined, undefined, undefined]);
    parameters.storage.ServingRateLimit.set(ctx, NETUID, 1n);
    expect(servePrometheus(ctx)).toBe("ServingRateLimitExceeded");
  });
  test("test_prometheus_invalid_port", () => {
    expect(servePrometheus(neuron(), { ...PROMETHEUS, port: 0 })).toBe("InvalidPort");
  });
});

describe("Addresses", () => {
  const joined =
    (bits: number) =>
    (...parts: readonly number[]) =>
      parts.reduce((all, part) => (all << BigInt(bits)) + BigInt(part), 0n);
  const [ipv4, ipv6] = [joined(8), joined(16)];
  const F = 0xffff;
  test("test_serving_is_valid_ip_type_ok_ipv4", () => expect(isValidIpType(4)).toBe(true));
  test("test_serving_is_valid_ip_type_ok_ipv6", () => expect(isValidIpType(6)).toBe(true));
  test("test_serving_is_valid_ip_type_nok", () => expect(isValidIpType(10)).toBe(false));
  test("test_serving_is_valid_ip_address_ipv4", () => {
    expect(isValidIpAddress(4, ipv4(8, 8, 8, 8), false)).toBe(true);
    expect(isValidIpAddress(4, ipv4(0, 0, 0, 0), true)).toBe(true);
  });
  test("test_serving_is_valid_ip_address_ipv6", () => {
    expect(isValidIpAddress(6, ipv6(1, 2, 3, 4, 5, 6, 7, 8), false)).toBe(true);
    expect(isValidIpAddress(6, ipv6(0, 0, 0, 0, 0, 0, 0, 0), true)).toBe(true);
  });
  test("test_serving_is_invalid_ipv4_address", () => {
    expect(isValidIpAddress(4, ipv4(0, 0, 0, 0), false)).toBe(false);
    for (const allowZero of [false, true])
      for (const address of [ipv4(255, 255, 255, 255), ipv4(127, 0, 0, 1), ipv6(F, 2, 3, 4, 5, 6, 7, 8)])
        expect(isValidIpAddress(4, address, allowZero)).toBe(false);
  });
  test("test_serving_is_invalid_ipv6_address", () => {
    expect(isValidIpAddress(6, 0n, false)).toBe(false);
    for (const allowZero of [false, true])
      expect(isValidIpAddress(4, ipv6(F, F, F, F, F, F, F, F), allowZero)).toBe(false);
    // Beyond the reference's cases: what its rules say of version 6.
    expect([1n, 2n ** 128n - 1n].map((address) => isValidIpAddress(6, address, true))).toEqual([false, false]);
  });
});

const textsOf = <T extends Readonly<Record<string, string>>>(texts: T) =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, utf8ToBytes(text)])) as {
    readonly [K in keyof T]: Uint8Array;
  };
const bytesOf = <T extends Readonly<Record<string, number>>>(lengths: T) =>
  Object.fromEntries(Object.entries(lengths).map(([name, length]) => [name, new Uint8Array(length)])) as {
    readonly [K in keyof T]: Uint8Array;
  };

describe("Identities of coldkeys", () => {
  const identify = (ctx: MockContext, coldkey: AccountId, identity: object) =>
    directOutcome(ctx, signed(coldkey), "set_identity", { ...identity });
  const ALICE = textsOf({
    name: "Alice",
    url: "https://alice.com",
    github_repo: "https://github.com",
    image: "alice.jpg",
    discord: "alice#1234",
    description: "Alice's identity",
    additional: "Additional info",
  });
  const LENGTHS = {
    name: 256,
    url: 256,
    github_repo: 256,
    image: 1024,
    discord: 256,
    description: 1024,
    additional: 1024,
  };

  test("test_do_set_identity", () => {
    const ctx = neuron(acct(2), acct(1));
    expect(identify(ctx, acct(1), ALICE)).toBeUndefined();
    expect(identities.storage.IdentitiesV2.get(ctx, acct(1))).toEqual(ALICE);
    expect(identify(ctx, acct(3), ALICE)).toBe("HotKeyNotRegisteredInNetwork");
    const updated = { ...ALICE, ...textsOf({ name: "Alice Updated", url: "https://alice-updated.com" }) };
    expect(identify(ctx, acct(1), updated)).toBeUndefined();
    expect(identities.storage.IdentitiesV2.get(ctx, acct(1))).toEqual(updated);
    const long = bytesOf(Object.fromEntries(Object.keys(LENGTHS).map((name) => [name, 513])));
    expect(identify(ctx, acct(1), long)).toBe("InvalidIdentity");
    expect(identities.storage.IdentitiesV2.get(ctx, acct(1))).toEqual(updated);
  });
  test("test_is_valid_identity", () => {
    expect(isValidIdentity(bytesOf(LENGTHS))).toBe(true);
    expect(isValidIdentity(bytesOf({ ...LENGTHS, name: 257 }))).toBe(false);
    expect(
      isValidIdentity(
        bytesOf({ name: 0, url: 0, github_repo: 0, image: 0, discord: 0, description: 0, additional: 0 }),
      ),
    ).toBe(true);
    expect(isValidIdentity({ ...ALICE, ...bytesOf({ github_repo: 0, image: 0, description: 0 }) })).toBe(true);
  });
  test("test_set_and_get_identity", () => {
    const ctx = neuron(acct(2), acct(1));
    const bob = textsOf({
      name: "Bob",
      url: "https://bob.com",
      github_repo: "https://github.com",
      image: "bob.jpg",
      discord: "bob#5678",
      description: "Bob's identity",
      additional: "More about Bob",
    });
    expect(identify(ctx, acct(1), bob)).toBeUndefined();
    expect(identities.storage.IdentitiesV2.get(ctx, acct(1))).toEqual(bob);
    const bobby = { ...bob, ...textsOf({ name: "Bobby", url: "https://bobby.com" }) };
    expect(identify(ctx, acct(1), bobby)).toBeUndefined();
    expect(identities.storage.IdentitiesV2.get(ctx, acct(1))).toEqual(bobby);
    expect(identities.storage.IdentitiesV2.get(ctx, acct(999))).toBeUndefined();
  });
});

describe("Identities of subnets", () => {
  const identify = (ctx: MockContext, coldkey: AccountId, identity: object, netuid = NETUID) =>
    directOutcome(ctx, signed(coldkey), "set_subnet_identity", { netuid, ...identity });
  const TESTNET = textsOf({
    subnet_name: "Test Subnet",
    github_repo: "https://github.com/test/subnet",
    subnet_contact: "contact@testsubnet.com",
    subnet_url: "subnet.com",
    discord: "discord.com",
    description: "I am the describer",
    logo_url: "https://testsubnet.com/logo.png",
    additional: "tao foreva",
  });
  const LENGTHS = {
    subnet_name: 256,
    github_repo: 1024,
    subnet_contact: 1024,
    subnet_url: 1024,
    discord: 256,
    description: 1024,
    logo_url: 1024,
    additional: 1024,
  };

  test("test_do_set_subnet_identity", () => {
    const ctx = neuron(acct(2), acct(1));
    subnets.storage.SubnetOwner.set(ctx, NETUID, acct(1));
    expect(identify(ctx, acct(1), TESTNET)).toBeUndefined();
    expect(identities.storage.SubnetIdentitiesV3.get(ctx, NETUID)).toEqual(TESTNET);
    expect(identify(ctx, acct(2), TESTNET)).toBe("NotSubnetOwner");
    const updated = {
      ...TESTNET,
      ...textsOf({ subnet_name: "Updated Subnet", github_repo: "https://github.com/test/subnet-updated" }),
    };
    expect(identify(ctx, acct(1), updated)).toBeUndefined();
    expect(identities.storage.SubnetIdentitiesV3.get(ctx, NETUID)).toEqual(updated);
    const long = bytesOf(Object.fromEntries(Object.keys(LENGTHS).map((name) => [name, 1025])));
    expect(identify(ctx, acct(1), long)).toBe("InvalidIdentity");
  });
  test("test_is_valid_subnet_identity", () => {
    expect(isValidSubnetIdentity(bytesOf(LENGTHS))).toBe(true);
    expect(isValidSubnetIdentity(bytesOf({ ...LENGTHS, subnet_name: 257 }))).toBe(false);
    const nothing = bytesOf({
      subnet_name: 0,
      github_repo: 0,
      subnet_contact: 0,
      subnet_url: 0,
      discord: 0,
      description: 0,
      logo_url: 0,
      additional: 0,
    });
    expect(isValidSubnetIdentity(nothing)).toBe(true);
    expect(
      isValidSubnetIdentity({ ...TESTNET, ...bytesOf({ github_repo: 0, discord: 0, logo_url: 0, additional: 0 }) }),
    ).toBe(true);
  });
  test("test_set_identity_for_non_existent_subnet", () => {
    expect(identify(newTestExt(1), acct(1), TESTNET, netUid(999))).toBe("NotSubnetOwner");
  });
  test("test_set_subnet_identity_dispatch_info_ok", () => {
    expect(infoOf("set_subnet_identity", TESTNET)).toMatchObject({ class: "Normal", pays: "Yes" });
  });
});
