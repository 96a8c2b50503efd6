// A small economy to start random sequences from: funded accounts, two subnets with validators and miners, stake, weights,
// crowdloans.

import { DEV_ACCOUNTS } from "../../genesis/dev_accounts.ts";
import type { Profile } from "../../runtime/index.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { bytesToHex, utf8ToBytes } from "../../runtime/primitives/bytes.ts";
import { blake2b256 } from "../../runtime/primitives/hash/index.ts";
import { type AccountId, accountId, netUid } from "../../runtime/primitives/ids.ts";
import type { Known } from "./arguments.ts";
import { call, type Step, World } from "./world.ts";

/** An account that nobody has the key of. */
export const named = (name: string): AccountId => accountId(`0x${bytesToHex(blake2b256(utf8ToBytes(name)))}`);
export const { Alice, Bob, Charlie } = DEV_ACCOUNTS;
const OWNER = Alice.account;
export const VALIDATORS = ["v1", "v2", "v3"].map(named);
export const MINERS = ["m1", "m2", "m3", "m4"].map(named);
export const NEW_NETUIDS = [2, 3] as const;

/** Refusals of the prelude are mistakes of ours. */
function must(world: World, steps: readonly Step[]): void {
  const { refusals } = world.block(steps);
  refusals.forEach((refusal, i) => {
    if (refusal !== undefined)
      throw new Error(`the prelude's ${steps[i]!.call.pallet}.${steps[i]!.call.name} was refused: ${refusal.message}`);
  });
}
const by = (as: Step["as"], pallet: string, name: string, args: Readonly<Record<string, unknown>>): Step => ({
  as,
  call: call(pallet, name, args),
});

const TAO = 1_000_000_000n;
/** Crowdloans with one contributor beside the creator; every second one is full. */
function crowdloans(world: World, count: number): void {
  for (let crowdloan_id = 0; crowdloan_id < count; crowdloan_id++) {
    const cap = (crowdloan_id % 2 === 0 ? 100n : 30n) * TAO;
    const terms = { deposit: 10n * TAO, min_contribution: TAO / 10n, cap, end: 100_000 };
    must(world, [
      by(OWNER, "Crowdloan", "create", { ...terms, call: undefined, target_address: named("stranger") }),
      by(Bob.account, "Crowdloan", "contribute", { crowdloan_id, amount: 20n * TAO }),
    ]);
  }
}

export function smallEconomy(profile?: Profile): { readonly world: World; readonly known: Known } {
  const world = World.genesis(profile);
  const netuids = NEW_NETUIDS.map((n) => netUid(n));
  must(world, [by("root", "AdminUtils", "sudo_set_network_rate_limit", { rate_limit: 0n })]);
  for (const [i, netuid] of netuids.entries()) {
    must(world, [by(OWNER, "SubtensorModule", "register_network", { hotkey: named(`owner${i}`) })]);
    must(world, [by(OWNER, "SubtensorModule", "start_call", { netuid })]);
    must(world, [
      by("root", "AdminUtils", "sudo_set_commit_reveal_weights_enabled", { netuid, enabled: false }),
      by("root", "AdminUtils", "sudo_set_weights_set_rate_limit", { netuid, weights_set_rate_limit: 0n }),
    ]);
    for (const hotkey of [...VALIDATORS, ...MINERS])
      must(world, [
        by(hotkey === VALIDATORS[1] ? Charlie.account : Bob.account, "SubtensorModule", "burned_register", {
          netuid,
          hotkey,
        }),
      ]);
    must(
      world,
      VALIDATORS.map((hotkey, v) =>
        by(Bob.account, "SubtensorModule", "add_stake", {
          hotkey,
          netuid,
          amount_staked: BigInt(10 + v) * 1_000_000_000n,
        }),
      ),
    );
  }
  world.edit((ctx) => {
    for (const netuid of netuids) {
      // Epochs come so often that short sequences meet them.
      tempo.storage.Tempo.set(ctx, netuid, 5);
      parameters.storage.SubnetEmissionEnabled.set(ctx, netuid, true);
    }
  });
  for (let i = 0; i < 12; i++) world.block();
  for (const netuid of netuids) {
    const dests = MINERS.map((_, i) => i + 4);
    const set = VALIDATORS.map((hotkey) =>
      by(hotkey, "SubtensorModule", "set_weights", {
        netuid,
        dests,
        weights: dests.map((_, i) => 100 * (i + 1)),
        version_key: 0n,
      }),
    );
    must(world, set);
  }
  for (let i = 0; i < 12; i++) world.block();
  crowdloans(world, 6);
  const known: Known = {
    accounts: [Alice, Bob, Charlie, DEV_ACCOUNTS.Dave]
      .map(({ account }) => account)
      .concat(VALIDATORS, MINERS, named("owner0"), named("stranger")),
    netuids: [0, 1, ...NEW_NETUIDS],
  };
  return { world, known };
}
