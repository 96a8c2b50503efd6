// A chain as large as the public one, made at once: subnets with pools, neurons with stake, validators whose weights and
// bonds reach every neuron. Written straight into the state, then committed as block 0.

import { type GenesisBlock, genesisBlock, local } from "../../genesis/presets.ts";
import { within } from "../../runtime/context.ts";
import { contextOver } from "../../runtime/executive/chain.ts";
import { buildGenesisState, type Profile, STANDARD, subtensor, Trie } from "../../runtime/index.ts";
import type { Ctx } from "../../runtime/pallets/subtensor/context.ts";
import { epoch } from "../../runtime/pallets/subtensor/epoch/contract.ts";
import { keys } from "../../runtime/pallets/subtensor/keys/contract.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { appendNeuron } from "../../runtime/pallets/subtensor/registration/uids.ts";
import { increaseStakeForHotkeyAndColdkeyOnSubnet } from "../../runtime/pallets/subtensor/staking/stake.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { initNewNetwork } from "../../runtime/pallets/subtensor/subnets/subnet.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import { bytesToHex } from "../../runtime/primitives/bytes.ts";
import { blake2b256 } from "../../runtime/primitives/hash/index.ts";
import { type AccountId, accountId, type NetUidStorageIndex, netUid } from "../../runtime/primitives/ids.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";

export interface LargeChain {
  readonly subnets: number;
  readonly neurons: number;
  /** Validators of each subnet, with full rows of weights and bonds. */
  readonly validators: number;
  /** Validators share hotkeys over all subnets; so do, on the public chain, many. */
  readonly tempo?: number;
  /** Whether the first epochs are spread over a tempo, as they are on a chain that grew; else all are due together. */
  readonly spread?: boolean;
  readonly profile?: Profile;
}
const account = (text: string): AccountId => accountId(`0x${bytesToHex(blake2b256(new TextEncoder().encode(text)))}`);
/** The hotkey in a slot of a large chain. */
export const largeHotkey = (netuid: number, uid: number, validators: number): AccountId =>
  account(uid < validators ? `validator ${uid}` : `miner ${netuid} ${uid}`);
export const largeColdkey = (uid: number): AccountId => account(`coldkey ${uid % 512}`);

export function largeChain({
  subnets: count,
  neurons,
  validators,
  tempo: period = 360,
  spread = false,
  profile = STANDARD,
}: LargeChain): GenesisBlock {
  const chain = subtensor(profile);
  const state = Trie.empty();
  buildGenesisState(chain, state, local().genesis);
  const ctx = within(contextOver(chain, state)) as unknown as Ctx;
  const full = (value: number): [number, number][] =>
    Array.from({ length: neurons }, (_, uid) => [uid, (uid * 7919 + value * 104_729) % 65_535]);
  for (let n = 2; n < count + 2; n++) {
    const netuid = netUid(n);
    initNewNetwork(ctx, netuid, period);
    if (spread) tempo.storage.PendingEpochAt.set(ctx, netuid, BigInt(1 + Math.floor(((n - 2) * period) / count)));
    subnets.storage.SubnetMechanism.set(ctx, netuid, 1);
    subnets.storage.FirstEmissionBlockNumber.set(ctx, netuid, 1n);
    subnets.storage.SubnetOwner.set(ctx, netuid, largeColdkey(n));
    subnets.storage.SubnetOwnerHotkey.set(ctx, netuid, largeHotkey(n, 0, validators));
    parameters.storage.SubtokenEnabled.set(ctx, netuid, true);
    parameters.storage.SubnetEmissionEnabled.set(ctx, netuid, true);
    parameters.storage.MaxAllowedUids.set(ctx, netuid, neurons);
    parameters.storage.MaxAllowedValidators.set(ctx, netuid, validators);
    pools.storage.SubnetTAO.set(ctx, netuid, rao(10_000_000_000_000n + BigInt(n) * 1_000_000_000n));
    pools.storage.SubnetAlphaIn.set(ctx, netuid, alpha(1_000_000_000_000_000n));
    pools.storage.SubnetAlphaOut.set(ctx, netuid, alpha(1_000_000_000_000_000n));
    const index = n as NetUidStorageIndex;
    for (let uid = 0; uid < neurons; uid++) {
      const hotkey = largeHotkey(n, uid, validators);
      const coldkey = largeColdkey(uid);
      if (!keys.read.Owner.has(ctx, hotkey)) keys.storage.Owner.set(ctx, hotkey, coldkey);
      appendNeuron(ctx, netuid, hotkey, 0n);
      increaseStakeForHotkeyAndColdkeyOnSubnet(
        ctx,
        netuid,
        { hotkey, coldkey },
        alpha(uid < validators ? 1_000_000_000_000n + BigInt(uid) * 7_777n : 1_000_000_000n),
      );
      if (uid >= validators) continue;
      validatorWeights.storage.Weights.set(ctx, index, uid, full(uid));
      epoch.storage.Bonds.set(ctx, index, uid, full(uid + 13));
    }
    epoch.storage.ValidatorPermit.set(
      ctx,
      netuid,
      Array.from({ length: neurons }, (_, uid) => uid < validators),
    );
  }
  return genesisBlock(state);
}
