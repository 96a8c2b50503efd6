// How fast clients get to see the economy: metagraphs and prices of a full chain, 128 subnets of 256 neurons, with stake,
// parents, axons and identities as a public network has them; and how long block production waits meanwhile.

import type { Ports, Rules } from "../../runtime/context.ts";
import { contextOver } from "../../runtime/executive/chain.ts";
import type { FrameContext } from "../../runtime/frame/context.ts";
import { answerRuntimeApi, callRuntimeApi, subtensor, Trie } from "../../runtime/index.ts";
import { coinbase } from "../../runtime/pallets/subtensor/coinbase/contract.ts";
import { delegation } from "../../runtime/pallets/subtensor/delegation/contract.ts";
import { epoch } from "../../runtime/pallets/subtensor/epoch/contract.ts";
import { identities } from "../../runtime/pallets/subtensor/identity/contract.ts";
import { keys } from "../../runtime/pallets/subtensor/keys/contract.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { serving } from "../../runtime/pallets/subtensor/serving/contract.ts";
import { staking } from "../../runtime/pallets/subtensor/staking/contract.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { initNewNetwork } from "../../runtime/pallets/subtensor/subnets/subnet.ts";
import { mainIndex } from "../../runtime/pallets/subtensor/views/neuron_info.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import { utf8ToBytes } from "../../runtime/primitives/bytes.ts";
import { type AccountId, accountId, type NetUid, netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { u16 } from "../../runtime/primitives/scale/index.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { atMost, type Figure, figure } from "./figures.ts";

const SUBNETS = 128;
const NEURONS = 256;
const VALIDATORS = 64;
type Ctx = FrameContext<Ports, Rules>;

let counter = 0x9e37_79b9;
/** Keys look random, as real ones do. */
function newAccount(): AccountId {
  let text = "0x";
  for (let i = 0; i < 8; i++) {
    counter = (Math.imul(counter ^ (counter >>> 15), 0x2c1b_3c6d) + 0x6d2b_79f5) >>> 0;
    text += counter.toString(16).padStart(8, "0");
  }
  return accountId(text);
}
const text = (words: string): Uint8Array => utf8ToBytes(words);

function fillSubnet(ctx: Ctx, netuid: NetUid, coldkeys: readonly AccountId[], validators: readonly AccountId[]): void {
  initNewNetwork(ctx, netuid, 360);
  const index = mainIndex(netuid);
  const of = <T>(make: (uid: number) => T): T[] => Array.from({ length: NEURONS }, (_, uid) => make(uid));
  const hotkeys = of((uid) => validators[uid] ?? newAccount());
  registration.storage.SubnetworkN.set(ctx, netuid, NEURONS);
  hotkeys.forEach((hotkey, uid) => {
    registration.storage.Keys.set(ctx, netuid, uid, hotkey);
    registration.storage.Uids.set(ctx, netuid, hotkey, uid);
    registration.storage.IsNetworkMember.set(ctx, hotkey, netuid, true);
    registration.storage.BlockAtRegistration.set(ctx, netuid, uid, BigInt(uid));
    keys.storage.Owner.set(ctx, hotkey, coldkeys[(uid * 7 + netuid) % coldkeys.length]!);
    staking.storage.TotalHotkeyAlpha.set(ctx, hotkey, netuid, alpha(BigInt(uid + 1) * 1_000_000_007n));
    coinbase.storage.AlphaDividendsPerSubnet.set(ctx, netuid, hotkey, alpha(BigInt(uid) * 1_003n));
    const axon = {
      block: 5n,
      version: 1,
      ip: 1_676_056_785n,
      port: 8091,
      ip_type: 4,
      protocol: 4,
      placeholder1: 0,
      placeholder2: 0,
    };
    serving.storage.Axons.set(ctx, netuid, hotkey, axon);
    if (uid < VALIDATORS && uid % 4 === 0) {
      const child = hotkeys[VALIDATORS + uid]!;
      delegation.storage.ChildKeys.set(ctx, hotkey, netuid, [[1n << 62n, child]]);
      delegation.storage.ParentKeys.set(ctx, child, netuid, [[1n << 62n, hotkey]]);
    }
  });
  epoch.storage.Active.set(
    ctx,
    netuid,
    of(() => true),
  );
  epoch.storage.ValidatorPermit.set(
    ctx,
    netuid,
    of((uid) => uid < VALIDATORS),
  );
  epoch.storage.Emission.set(
    ctx,
    netuid,
    of((uid) => alpha(BigInt(uid) * 1_000_003n)),
  );
  epoch.storage.Dividends.set(
    ctx,
    netuid,
    of((uid) => (uid * 251) & 0xffff),
  );
  epoch.storage.Incentive.set(
    ctx,
    index,
    of((uid) => (uid * 257) & 0xffff),
  );
  epoch.storage.Consensus.set(
    ctx,
    netuid,
    of((uid) => (uid * 127) & 0xffff),
  );
  epoch.storage.ValidatorTrust.set(
    ctx,
    netuid,
    of((uid) => (uid * 31) & 0xffff),
  );
  validatorWeights.storage.LastUpdate.set(
    ctx,
    index,
    of((uid) => 5_000_000n + BigInt(uid)),
  );
  subnets.storage.SubnetMechanism.set(ctx, netuid, 1);
  subnets.storage.SubnetOwner.set(ctx, netuid, coldkeys[netuid]!);
  subnets.storage.SubnetOwnerHotkey.set(ctx, netuid, hotkeys[0]!);
  pools.storage.SubnetTAO.set(ctx, netuid, rao(12_345_000_000_000n));
  pools.storage.SubnetAlphaIn.set(ctx, netuid, alpha(1_234_500_000_000_000n));
  const words = "a subnet that does something of use to somebody ".repeat(4);
  identities.storage.SubnetIdentitiesV3.set(ctx, netuid, {
    subnet_name: text(`subnet ${netuid}`),
    github_repo: text("https://example.org/repository"),
    subnet_contact: text("somebody@example.org"),
    subnet_url: text("https://example.org"),
    discord: text("somebody"),
    description: text(words),
    logo_url: text("https://example.org/logo.png"),
    additional: text(""),
  });
}
/** The state of a full chain, as a node has it after a block: encoded, its root known. */
export function fullChain(subnetCount = SUBNETS): Trie {
  const state = Trie.empty();
  const ctx = contextOver(subtensor(), state) as Ctx;
  initNewNetwork(ctx, ROOT, 100);
  const coldkeys = Array.from({ length: 2000 }, newAccount);
  const validators = Array.from({ length: VALIDATORS }, newAccount);
  coldkeys.forEach((coldkey, i) => {
    if (i % 10 !== 0) return;
    const empty = text("");
    identities.storage.IdentitiesV2.set(ctx, coldkey, {
      name: text(`person ${i}`),
      url: text("https://example.org"),
      github_repo: empty,
      image: empty,
      discord: empty,
      description: text("somebody who validates"),
      additional: empty,
    });
  });
  for (const hotkey of validators) staking.storage.TotalHotkeyAlpha.set(ctx, hotkey, ROOT, alpha(10_000_000_000_000n));
  for (let i = 1; i <= subnetCount; i++) fillSubnet(ctx, netUid(i), coldkeys, validators);
  state.root();
  return state;
}

const now = () => performance.now();
function timed(work: () => unknown): number {
  const from = now();
  work();
  return now() - from;
}
const samples = (runs: number, work: () => unknown): number[] => Array.from({ length: runs }, () => timed(work));
const NO_ARGS = new Uint8Array(0);

export async function viewFigures(): Promise<Figure[]> {
  const chain = subtensor();
  const state = fullChain();
  const ask = (method: string, args: Uint8Array = NO_ARGS) =>
    callRuntimeApi(chain, state, `SubnetInfoRuntimeApi_${method}`, args);
  const figures: Figure[] = [];
  // Every subnet once: keys are hashed and values decoded for the first time.
  const cold = Array.from({ length: 32 }, (_, i) => timed(() => ask("get_metagraph", u16.encode(i + 1))));
  figures.push(figure("get_metagraph, 256 neurons, first time", "ms", cold, atMost(10)));
  const again = Array.from({ length: 32 }, (_, i) => timed(() => ask("get_metagraph", u16.encode(i + 1))));
  figures.push(figure("get_metagraph, 256 neurons, again", "ms", again, atMost(10)));
  figures.push(
    figure(
      "get_all_dynamic_info, 128 subnets",
      "ms",
      samples(9, () => ask("get_all_dynamic_info")),
      atMost(30),
    ),
  );
  const fresh = fullChain();
  const first = timed(() => callRuntimeApi(chain, fresh, "SubnetInfoRuntimeApi_get_all_metagraphs", NO_ARGS));
  figures.push(figure("get_all_metagraphs, 128 × 256, first time", "ms", [first], atMost(1500)));
  figures.push(
    figure(
      "get_all_metagraphs, 128 × 256, again",
      "ms",
      samples(5, () => ask("get_all_metagraphs")),
      atMost(1500),
    ),
  );
  figures.push(figure("… longest stretch without a pause", "ms", [longestStretch(chain, state)]));
  const neurons = samples(5, () =>
    callRuntimeApi(chain, state, "NeuronInfoRuntimeApi_get_neurons_lite", u16.encode(1)),
  );
  figures.push(figure("get_neurons_lite, 256 neurons", "ms", neurons));
  return figures;
}
function longestStretch(chain: ReturnType<typeof subtensor>, state: Trie): number {
  const answer = answerRuntimeApi(chain, state, "SubnetInfoRuntimeApi_get_all_metagraphs", NO_ARGS);
  let longest = 0;
  for (;;) {
    const from = now();
    const { done } = answer.next();
    longest = Math.max(longest, now() - from);
    if (done) return longest;
  }
}
