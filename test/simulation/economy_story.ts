// A subnet's life over a WebSocket, through polkadot-api without generated code: created, started, three validators and
// eight miners, stake, weights, five epochs; then what was paid, and whether the chain's read models say what its storage
// says. Told step by step to whoever listens. Everything goes through extrinsics, so the chain replays.

import assert from "node:assert/strict";
import { createClient, type PolkadotClient } from "polkadot-api";
import { getPolkadotSigner, type PolkadotSigner } from "polkadot-api/signer";
import { getWsProvider } from "polkadot-api/ws";
import { WebSocket } from "ws";
import { keyOf } from "../rpc/signing.ts";

export interface Step {
  readonly what: string;
  readonly seconds: number;
  /** What was seen, for people and machines alike. */
  readonly seen?: Readonly<Record<string, unknown>>;
}
export interface Told {
  readonly netuid: number;
  readonly block: number;
  readonly hash: string;
  readonly steps: readonly Step[];
}
export class StepFailed extends Error {
  constructor(what: string, cause: unknown) {
    super(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = "StepFailed";
  }
}

const OWNER = "//Alice";
const STAKER = "//Bob";
const MINER = "//Charlie";
const NOMINATOR = "//Dave";
const OWNER_HOTKEY = "//Alice_hk";
export const VALIDATORS = [0, 1, 2].map((i) => `//validator${i}`);
export const MINERS = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => `//miner${i}`);
const TAO = 1_000_000_000n;
const EPOCHS = 5;
/** Of a validator that weighs as its peers do, and of one that wants the poor miner alone. */
const GOOD = [1, 1, 1, 1, 1, 1, 1, 0.05].map((share) => Math.round(share * 65_535));
const ODD = [0, 0, 0, 0, 0, 0, 0, 65_535];

const addressOf = (uri: string): string => keyOf(uri).address;
const signerOf = (uri: string): PolkadotSigner =>
  getPolkadotSigner(keyOf(uri).publicKey, "Sr25519", (message) => keyOf(uri).sign(message));
const id = (uri: string) => addressOf(uri);

// biome-ignore lint/suspicious/noExplicitAny: the untyped face of the client
type Untyped = any;
interface Included {
  readonly block: string;
  readonly fee: bigint;
  readonly events: readonly {
    readonly type: string;
    readonly value: { readonly type: string; readonly value: Untyped };
  }[];
}

/** A client, and the verbs of the story. */
class Chain {
  readonly client: PolkadotClient;
  readonly api: Untyped;
  readonly #methods: Promise<readonly string[]>;

  constructor(url: string) {
    this.client = createClient(getWsProvider(url, { websocketClass: WebSocket as never }));
    this.api = this.client.getUnsafeApi();
    this.#methods = this.client
      ._request<{ methods: readonly string[] }>("rpc_methods", [])
      .then(({ methods }) => methods)
      .catch(() => []);
  }
  /** Signs, submits, waits until a block holds it; throws what the chain refuses. */
  async send(uri: string, pallet: string, name: string, args: Readonly<Record<string, unknown>>): Promise<Included> {
    const tx = this.api.tx[pallet][name](args);
    const at = (await this.best()).hash;
    const found: Untyped = await new Promise((resolve, reject) =>
      tx.signSubmitAndWatch(signerOf(uri), { at }).subscribe({
        next(event: Untyped) {
          if (event.type === "txBestBlocksState" && event.found) resolve(event);
          else if (event.type === "txBestBlocksState" && !event.isValid)
            reject(new Error(`${pallet}.${name} became invalid`));
        },
        error: reject,
      }),
    );
    if (!found.ok) {
      const { type, value } = found.dispatchError;
      throw new Error(
        `${pallet}.${name} was refused: ${[type, value?.type, value?.value?.type].filter(Boolean).join(".")}`,
      );
    }
    const paid = found.events.find(
      (one: Untyped) => one.type === "TransactionPayment" && one.value.type === "TransactionFeePaid",
    );
    return { block: found.block.hash, fee: paid?.value.value.actual_fee ?? 0n, events: found.events };
  }
  /** An administrator's call by the key that may make any. */
  async sudo(name: string, args: Readonly<Record<string, unknown>>): Promise<void> {
    const { events } = await this.send(OWNER, "Sudo", "sudo", { call: this.api.tx.AdminUtils[name](args).decodedCall });
    const done = events.find((one) => one.type === "Sudo" && one.value.type === "Sudid");
    assert.equal(done?.value.value.sudo_result.success, true, `AdminUtils.${name} went through`);
  }
  query(item: string, keys: readonly unknown[] = [], at: string = "best"): Promise<Untyped> {
    return this.api.query.SubtensorModule[item].getValue(...keys, { at });
  }
  async ask(api: string, method: string, args: readonly unknown[], at?: string): Promise<Untyped> {
    return this.api.apis[api][method](...args, { at: at ?? (await this.best()).hash });
  }
  async free(uri: string, at: string = "best"): Promise<bigint> {
    return (await this.api.query.System.Account.getValue(addressOf(uri), { at })).data.free;
  }
  async best(): Promise<{ readonly number: number; readonly hash: string }> {
    return (await this.client.getBestBlocks())[0]!;
  }
  /** Waits for a block whose state fits. */
  async until(fits: () => Promise<boolean>, what: string): Promise<void> {
    for (const end = Date.now() + 120_000; Date.now() < end; await new Promise((wait) => setTimeout(wait, 50)))
      if (await fits()) return;
    throw new Error(`${what} did not come within 120 s`);
  }
  /** Lets one epoch of the subnet pass: at once on a node with dev powers, by waiting on any other. */
  async passEpoch(netuid: number): Promise<void> {
    const last = () => this.query("LastMechansimStepBlock", [netuid]).then(Number);
    const before = await last();
    if ((await this.#methods).includes("dev_fastForward"))
      await this.client._request("dev_fastForward", [{ epoch: netuid }]);
    await this.until(async () => (await last()) > before, "the next epoch");
  }
}

/** Plays the story; throws StepFailed at the first step that does not hold. */
export async function economyStory(url: string, tell: (step: Step) => void = () => {}): Promise<Told> {
  const chain = new Chain(url);
  const steps: Step[] = [];
  const step = async (
    what: string,
    act: () => Promise<Readonly<Record<string, unknown>> | undefined>,
  ): Promise<void> => {
    const began = performance.now();
    try {
      const seen = await act();
      const one = {
        what,
        seconds: Math.round(performance.now() - began) / 1000,
        ...(seen === undefined ? {} : { seen }),
      };
      steps.push(one);
      tell(one);
    } catch (error) {
      throw new StepFailed(what, error);
    }
  };
  try {
    return await play(chain, step, steps);
  } finally {
    chain.client.destroy();
  }
}
type Do = (what: string, act: () => Promise<Readonly<Record<string, unknown>> | undefined>) => Promise<void>;

async function play(chain: Chain, step: Do, steps: readonly Step[]): Promise<Told> {
  const netuid = (await chain.api.query.SubtensorModule.NetworksAdded.getEntries({ at: "best" })).length as number;
  const uidOf = new Map<string, number>();
  const uid = (uri: string): number => uidOf.get(uri)!;
  const stakeOf = async (hotkey: string, coldkey: string, at?: string): Promise<bigint> =>
    (
      await chain.ask(
        "StakeInfoRuntimeApi",
        "get_stake_info_for_hotkey_coldkey_netuid",
        [id(hotkey), id(coldkey), netuid],
        at,
      )
    ).stake;

  await step("creates a subnet for the price that the chain names", async () => {
    const cost: bigint = await chain.ask("SubnetRegistrationRuntimeApi", "get_network_registration_cost", []);
    const before = await chain.free(OWNER);
    const { fee } = await chain.send(OWNER, "SubtensorModule", "register_network", { hotkey: id(OWNER_HOTKEY) });
    assert.equal(before - (await chain.free(OWNER)), cost + fee);
    assert.equal(await chain.query("SubnetOwner", [netuid]), id(OWNER));
    assert.equal(await chain.query("SubnetOwnerHotkey", [netuid]), id(OWNER_HOTKEY));
    return { netuid, cost, fee };
  });

  await step("starts it", async () => {
    await chain.send(OWNER, "SubtensorModule", "start_call", { netuid });
    // With a tempo of 10 the window in which settings are frozen, 10 blocks long, would never end.
    await chain.sudo("sudo_set_admin_freeze_window", { window: 0 });
    await chain.sudo("sudo_set_subnet_emission_enabled", { netuid, enabled: true });
    await chain.sudo("sudo_set_weights_set_rate_limit", { netuid, weights_set_rate_limit: 0n });
    await chain.sudo("sudo_set_commit_reveal_weights_enabled", { netuid, enabled: false });
    assert.notEqual(await chain.query("FirstEmissionBlockNumber", [netuid]), undefined);
    assert.equal(await chain.query("SubtokenEnabled", [netuid]), true);
    return { tempo: await chain.query("Tempo", [netuid]) };
  });

  await step("registers three validators and eight miners", async () => {
    let burned = 0n;
    for (const [coldkey, hotkeys] of [[STAKER, VALIDATORS] as const, [MINER, MINERS] as const]) {
      const before = await chain.free(coldkey);
      let fees = 0n;
      for (const hotkey of hotkeys) {
        fees += (await chain.send(coldkey, "SubtensorModule", "burned_register", { netuid, hotkey: id(hotkey) })).fee;
        uidOf.set(hotkey, await chain.query("Uids", [netuid, id(hotkey)]));
      }
      burned += before - (await chain.free(coldkey)) - fees;
    }
    assert.equal(await chain.query("SubnetworkN", [netuid]), 12);
    assert.deepEqual([...uidOf.values()], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    return { burned };
  });

  await step("stakes through the pool", async () => {
    const bought: bigint[] = [];
    for (const [i, hotkey] of VALIDATORS.entries()) {
      const amount = BigInt(100 + 10 * i) * TAO;
      const [before, had] = [await chain.free(STAKER), await stakeOf(hotkey, STAKER)];
      const { fee, block } = await chain.send(STAKER, "SubtensorModule", "add_stake", {
        hotkey: id(hotkey),
        netuid,
        amount_staked: amount,
      });
      assert.equal(before - (await chain.free(STAKER, block)), amount + fee);
      bought.push((await stakeOf(hotkey, STAKER, block)) - had);
      assert.ok(bought.at(-1)! > 0n);
    }
    // Somebody else trusts the first validator with a stake of their own.
    await chain.send(NOMINATOR, "SubtensorModule", "add_stake", {
      hotkey: id(VALIDATORS[0]!),
      netuid,
      amount_staked: 5n * TAO,
    });
    return { bought };
  });

  await step("gives the validators their permits", async () => {
    const permitted = async () => {
      const permits: readonly boolean[] = await chain.query("ValidatorPermit", [netuid]);
      return VALIDATORS.every((hotkey) => permits[uid(hotkey)]);
    };
    let epochs = 0;
    for (; !(await permitted()); epochs++) {
      assert.ok(epochs < 5, "permits within five epochs");
      await chain.passEpoch(netuid);
    }
    return { epochs };
  });

  await step("sets weights: good miners, a poor one, and a validator that disagrees", async () => {
    const dests = MINERS.map(uid);
    for (const [i, hotkey] of VALIDATORS.entries())
      await chain.send(hotkey, "SubtensorModule", "set_weights", {
        netuid,
        dests,
        weights: i === 2 ? ODD : GOOD,
        version_key: 0n,
      });
    const rows: Untyped[] = await chain.api.query.SubtensorModule.Weights.getEntries(netuid, { at: "best" });
    assert.deepEqual(rows.map(({ keyArgs }) => keyArgs[1]).sort(), VALIDATORS.map(uid));
    return undefined;
  });

  const earned = new Map<string, bigint>();
  await step(`passes ${EPOCHS} epochs, each of which pays`, async () => {
    const everyone = [
      ...VALIDATORS.map((hotkey) => [hotkey, STAKER] as const),
      ...MINERS.map((hotkey) => [hotkey, MINER] as const),
    ];
    const stakes = () => Promise.all(everyone.map(([hotkey, coldkey]) => stakeOf(hotkey, coldkey)));
    const blocks: number[] = [];
    // The first lets bonds form.
    await chain.passEpoch(netuid);
    for (let epoch = 0; epoch < EPOCHS; epoch++) {
      const before = await stakes();
      await chain.passEpoch(netuid);
      blocks.push(Number(await chain.query("LastMechansimStepBlock", [netuid])));
      for (const [i, now] of (await stakes()).entries()) {
        const [hotkey] = everyone[i]!;
        earned.set(hotkey, (earned.get(hotkey) ?? 0n) + now - before[i]!);
        if (hotkey !== VALIDATORS[2]) assert.ok(now > before[i]!, `${hotkey} was paid in epoch ${epoch}`);
      }
    }
    return { at: blocks, paid: [...earned.values()].reduce((sum, one) => sum + one, 0n) };
  });

  // From here on all is read of one block.
  const { number, hash } = await chain.best();
  const meta: Untyped = await chain.ask("SubnetInfoRuntimeApi", "get_metagraph", [netuid], hash);
  await step("pays incentives, to the good miners more than to the poor one", async () => {
    const incentives = MINERS.map((one) => meta.incentives[uid(one)] as number);
    assert.ok(
      incentives.every((one) => one > 0),
      String(incentives),
    );
    for (const [i, good] of MINERS.slice(0, 7).entries()) {
      assert.ok(incentives[i]! > incentives[7]!, String(incentives));
      assert.ok(earned.get(good)! > earned.get(MINERS[7]!)!);
    }
    assert.equal(new Set(incentives.slice(0, 7)).size, 1, "who is weighed alike earns alike");
    return { incentives, earned: MINERS.map((one) => earned.get(one)) };
  });
  await step("pays dividends, and the lone dissenter loses validator trust", async () => {
    const dividends = VALIDATORS.map((one) => meta.dividends[uid(one)] as number);
    const trust: number[] = await chain.query("ValidatorTrust", [netuid], hash);
    const trusted = VALIDATORS.map((one) => trust[uid(one)]!);
    assert.ok(dividends[0]! > 0 && dividends[1]! > 0, String(dividends));
    assert.ok(trusted[0]! > trusted[2]! && trusted[1]! > trusted[2]!, String(trusted));
    assert.equal(trusted[0], trusted[1]);
    assert.ok(dividends[2]! < dividends[0]!, String(dividends));
    // The nominator of the first validator has a part of its dividends.
    assert.ok(meta.alpha_dividends_per_hotkey[uid(VALIDATORS[0]!)][1] > 0n);
    return { dividends, trust: trusted, earned: VALIDATORS.map((one) => earned.get(one)) };
  });

  await step("says in the metagraph what storage says", async () => {
    const items = (await Promise.all(METAGRAPH.map(([, item]) => chain.query(item, [netuid], hash)))) as Untyped[];
    METAGRAPH.forEach(([field, item], i) => {
      assert.deepEqual(plain(meta[field]), plain(items[i]), `${field} is ${item}`);
    });
    const hotkeys = await entriesBy(chain, "Keys", netuid, hash);
    const registered = await entriesBy(chain, "BlockAtRegistration", netuid, hash);
    assert.deepEqual(meta.hotkeys, hotkeys);
    assert.deepEqual(plain(meta.block_at_registration), plain(registered));
    assert.equal(Number(meta.block), number);
    const owners = await Promise.all(hotkeys.map((hotkey) => chain.query("Owner", [hotkey], hash)));
    assert.deepEqual(meta.coldkeys, owners);
    const dividends = await Promise.all(
      hotkeys.map((hotkey) => chain.query("AlphaDividendsPerSubnet", [netuid, hotkey], hash)),
    );
    assert.deepEqual(plain(meta.alpha_dividends_per_hotkey), plain(hotkeys.map((hotkey, i) => [hotkey, dividends[i]])));
    // Nobody is a parent or a child here, so the stake that weighs is the stake that is held.
    const held = await Promise.all(hotkeys.map((hotkey) => chain.query("TotalHotkeyAlpha", [hotkey, netuid], hash)));
    assert.deepEqual(meta.alpha_stake, held);
    return { fields: METAGRAPH.length + 6 };
  });

  await step("says in dynamic info what storage says", async () => {
    const info: Untyped = await chain.ask("SubnetInfoRuntimeApi", "get_dynamic_info", [netuid], hash);
    const all: Untyped[] = await chain.ask("SubnetInfoRuntimeApi", "get_all_dynamic_info", [], hash);
    for (const [field, item] of DYNAMIC)
      assert.deepEqual(plain(info[field]), plain(await chain.query(item, [netuid], hash)), `${field} is ${item}`);
    const pending = await Promise.all(
      ["PendingValidatorEmission", "PendingServerEmission"].map((item) => chain.query(item, [netuid], hash)),
    );
    assert.equal(info.pending_alpha_emission, pending[0] + pending[1]);
    assert.deepEqual(plain(all.find((one) => one?.netuid === netuid)), plain(info));
    return { taoIn: info.tao_in, alphaIn: info.alpha_in, alphaOut: info.alpha_out };
  });

  await step("says in stake info what storage says", async () => {
    const holders = [OWNER, STAKER, MINER, NOMINATOR];
    const infos: Untyped[] = await chain.ask(
      "StakeInfoRuntimeApi",
      "get_stake_info_for_coldkeys",
      [holders.map(id)],
      hash,
    );
    const here = infos
      .flatMap(([, positions]: [string, Untyped[]]) => positions)
      .filter((one) => one.netuid === netuid);
    const shares: Untyped[] = await chain.api.query.SubtensorModule.AlphaV2.getEntries({ at: hash });
    const inStorage = shares
      .filter(({ keyArgs, value }) => keyArgs[2] === netuid && value.mantissa > 0n)
      .map(({ keyArgs }) => `${keyArgs[0]} ${keyArgs[1]}`);
    assert.deepEqual(here.map((one) => `${one.hotkey} ${one.coldkey}`).sort(), inStorage.sort());
    const byHotkey = new Map<string, Untyped[]>();
    for (const one of here) byHotkey.set(one.hotkey, [...(byHotkey.get(one.hotkey) ?? []), one]);
    for (const [hotkey, positions] of byHotkey) {
      const total: bigint = await chain.query("TotalHotkeyAlpha", [hotkey, netuid], hash);
      const sum = positions.reduce((all, one) => all + (one.stake as bigint), 0n);
      // Each holder's part is rounded down; whoever holds alone holds all.
      assert.ok(sum <= total && total - sum < BigInt(positions.length), `${hotkey}: ${sum} of ${total}`);
      for (const one of positions)
        assert.equal(one.is_registered, (await chain.query("Uids", [netuid, hotkey], hash)) !== undefined);
    }
    return { positions: here.length, hotkeys: byHotkey.size };
  });

  await step("gives TAO for alpha again", async () => {
    const hotkey = VALIDATORS[1]!;
    const [before, stake] = [await chain.free(STAKER), await stakeOf(hotkey, STAKER)];
    const { fee, block } = await chain.send(STAKER, "SubtensorModule", "remove_stake", {
      hotkey: id(hotkey),
      netuid,
      amount_unstaked: stake,
    });
    const after = await chain.free(STAKER, block);
    assert.ok(after + fee > before);
    const left = await stakeOf(hotkey, STAKER, block);
    assert.ok(left < stake / 100n, `${left} of ${stake}`);
    return { sold: stake, received: after + fee - before };
  });
  const last = await chain.best();
  return { netuid, block: last.number, hash: last.hash, steps };
}

/** Values of a map under the subnet, by uid. */
async function entriesBy(chain: Chain, item: string, netuid: number, at: string): Promise<Untyped[]> {
  const entries: Untyped[] = await chain.api.query.SubtensorModule[item].getEntries(netuid, { at });
  return entries.sort((a, b) => a.keyArgs[1] - b.keyArgs[1]).map(({ value }) => value);
}
/** Numbers of any width, bytes in any dress: compared as what they say. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value ?? null, (_key, one) =>
      typeof one === "bigint" || typeof one === "number"
        ? `${one}`
        : one instanceof Uint8Array
          ? [...one].map(String)
          : one,
    ),
  );

/** Field of the read model, item of storage under the subnet's number. */
const SHARED = [
  ["owner_hotkey", "SubnetOwnerHotkey"],
  ["owner_coldkey", "SubnetOwner"],
  ["tempo", "Tempo"],
  ["last_step", "LastMechansimStepBlock"],
  ["alpha_in", "SubnetAlphaIn"],
  ["alpha_out", "SubnetAlphaOut"],
  ["tao_in", "SubnetTAO"],
  ["alpha_out_emission", "SubnetAlphaOutEmission"],
  ["alpha_in_emission", "SubnetAlphaInEmission"],
  ["tao_in_emission", "SubnetTaoInEmission"],
  ["subnet_volume", "SubnetVolume"],
  ["network_registered_at", "NetworkRegisteredAt"],
  ["moving_price", "SubnetMovingPrice"],
] as const;
const DYNAMIC = [...SHARED, ["token_symbol", "TokenSymbol"]] as const;
const METAGRAPH = [
  ...SHARED,
  ["rho", "Rho"],
  ["kappa", "Kappa"],
  ["min_allowed_weights", "MinAllowedWeights"],
  ["weights_version", "WeightsVersionKey"],
  ["weights_rate_limit", "WeightsSetRateLimit"],
  ["max_validators", "MaxAllowedValidators"],
  ["num_uids", "SubnetworkN"],
  ["max_uids", "MaxAllowedUids"],
  ["burn", "Burn"],
  ["difficulty", "Difficulty"],
  ["registration_allowed", "NetworkRegistrationAllowed"],
  ["immunity_period", "ImmunityPeriod"],
  ["min_burn", "MinBurn"],
  ["max_burn", "MaxBurn"],
  ["commit_reveal_weights_enabled", "CommitRevealWeightsEnabled"],
  ["liquid_alpha_enabled", "LiquidAlphaOn"],
  ["bonds_moving_avg", "BondsMovingAverage"],
  ["active", "Active"],
  ["validator_permit", "ValidatorPermit"],
  ["last_update", "LastUpdate"],
  ["emission", "Emission"],
  ["dividends", "Dividends"],
  ["incentives", "Incentive"],
  ["consensus", "Consensus"],
] as const;
