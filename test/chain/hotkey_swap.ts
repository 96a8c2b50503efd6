// What the reference's tests of hotkey swaps have in common: keys, things that hang on a hotkey, and the swaps themselves.

import { delegation } from "../../runtime/pallets/subtensor/delegation/contract.ts";
import { scheduleChildren, setPendingChildren } from "../../runtime/pallets/subtensor/delegation/set_children.ts";
import { performHotkeySwapOnAllSubnets } from "../../runtime/pallets/subtensor/flows/key_swaps/move_hotkey.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { retired } from "../../runtime/pallets/subtensor/retired/contract.ts";
import { serving } from "../../runtime/pallets/subtensor/serving/contract.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { stakeForHotkeyAndColdkeyOnSubnet } from "../../runtime/pallets/subtensor/staking/stake.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import type { AccountId, H256, NetUid, NetUidStorageIndex } from "../../runtime/primitives/ids.ts";
import { U64_MAX } from "../../runtime/primitives/ints.ts";
import { type MockContext, setBlock, signed, subtensorCall, subtensorOutcome } from "./mock.ts";

/** HotkeySwapOnSubnetInterval of the mock. */
export const INTERVAL = 15;
export const ALL = U64_MAX;

export const stakeOf = (ctx: MockContext, hotkey: AccountId, coldkey: AccountId, netuid: NetUid): bigint =>
  stakeForHotkeyAndColdkeyOnSubnet(ctx, netuid, { hotkey, coldkey });

/** `perform_hotkey_swap_on_all_subnets`. */
export const swapEverywhere = (
  ctx: MockContext,
  oldHotkey: AccountId,
  newHotkey: AccountId,
  coldkey: AccountId,
): void => performHotkeySwapOnAllSubnets(ctx, { oldHotkey, newHotkey, coldkey }, false, { reads: 0, writes: 0 });

const args = (hotkey: AccountId, new_hotkey: AccountId, netuid: NetUid | undefined, keep_stake: boolean) => ({
  hotkey,
  new_hotkey,
  netuid,
  keep_stake,
});
/** `do_swap_hotkey`, by its call; no netuid means all subnets. */
export const swapHotkey = (
  ctx: MockContext,
  coldkey: AccountId,
  from: AccountId,
  to: AccountId,
  netuid?: NetUid,
  keepStake = false,
) => subtensorCall(ctx, signed(coldkey), "swap_hotkey_v2", args(from, to, netuid, keepStake));
export const swapHotkeyOutcome = (
  ctx: MockContext,
  coldkey: AccountId,
  from: AccountId,
  to: AccountId,
  netuid?: NetUid,
) => subtensorOutcome(ctx, signed(coldkey), "swap_hotkey_v2", args(from, to, netuid, false));
/** Past the interval between two swaps, without running blocks. */
export const skipInterval = (ctx: MockContext): void => setBlock(ctx, ctx.block.number + INTERVAL);

type Children = readonly (readonly [bigint, AccountId])[];
export function scheduleChildrenOf(
  ctx: MockContext,
  coldkey: AccountId,
  parent: AccountId,
  netuid: NetUid,
  children: Children,
): void {
  settings.storage.StakeThreshold.set(ctx, 0n);
  scheduleChildren(ctx, netuid, { hotkey: parent, coldkey }, children);
}
/** Children in force at once; the reference runs the blocks of the cooldown, which nothing here depends on. */
export function setChildrenOf(
  ctx: MockContext,
  coldkey: AccountId,
  parent: AccountId,
  netuid: NetUid,
  children: Children,
): void {
  scheduleChildrenOf(ctx, coldkey, parent, netuid, children);
  const block = ctx.block.number;
  setBlock(ctx, block + Number(delegation.read.PendingChildKeyCooldown.get(ctx)) + 1);
  setPendingChildren(ctx, netuid);
  setBlock(ctx, block);
}
/** Past the limit on setting children. */
export const skipChildrenLimit = (ctx: MockContext): void => setBlock(ctx, ctx.block.number + 150);

/** Something of a member that goes along: put it there for the old hotkey, look for it at either. */
export interface Belonging {
  readonly name: string;
  put(ctx: MockContext, netuid: NetUid, hotkey: AccountId): void;
  /** What is there for a hotkey; undefined when nothing is. */
  look(ctx: MockContext, netuid: NetUid, hotkey: AccountId): unknown;
  readonly expected: (newHotkey: AccountId) => unknown;
}
const AXON = { block: 0n, version: 0, ip: 0n, port: 0, ip_type: 0, protocol: 0, placeholder1: 0, placeholder2: 0 };
const PROMETHEUS = { block: 0n, version: 0, ip: 0n, port: 0, ip_type: 0 };
const CERTIFICATE = { public_key: Uint8Array.of(2, 3), algorithm: 1 };
const COMMIT = [[`0x${"64".padStart(64, "0")}` as H256, 200n, 1n, 1n] as const];
const { Axons, NeuronCertificates, Prometheus } = serving.storage;
const { WeightCommits } = validatorWeights.storage;
const main = (netuid: NetUid) => netuid as number as NetUidStorageIndex;
export const BELONGINGS: readonly Belonging[] = [
  {
    name: "test_swap_prometheus",
    put: (ctx, n, h) => Prometheus.set(ctx, n, h, PROMETHEUS),
    look: (ctx, n, h) => Prometheus.get(ctx, n, h),
    expected: () => PROMETHEUS,
  },
  {
    name: "test_swap_axons",
    put: (ctx, n, h) => Axons.set(ctx, n, h, AXON),
    look: (ctx, n, h) => Axons.get(ctx, n, h),
    expected: () => AXON,
  },
  {
    name: "test_swap_certificates",
    put: (ctx, n, h) => NeuronCertificates.set(ctx, n, h, CERTIFICATE),
    look: (ctx, n, h) => NeuronCertificates.get(ctx, n, h),
    expected: () => CERTIFICATE,
  },
  {
    name: "test_swap_weight_commits",
    put: (ctx, n, h) => WeightCommits.set(ctx, main(n), h, COMMIT),
    look: (ctx, n, h) => WeightCommits.get(ctx, main(n), h),
    expected: () => COMMIT,
  },
  {
    name: "test_swap_loaded_emission",
    put: (ctx, n, h) => retired.storage.LoadedEmission.set(ctx, n, [[h, 1000n, 1000n]]),
    look: (ctx, n, h) => retired.storage.LoadedEmission.get(ctx, n)?.find(([hotkey]) => hotkey === h),
    expected: (newHotkey) => [newHotkey, 1000n, 1000n],
  },
];
export const makeMember = (ctx: MockContext, netuid: NetUid, hotkey: AccountId): void =>
  registration.storage.IsNetworkMember.set(ctx, hotkey, netuid, true);
