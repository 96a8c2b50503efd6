// Random subnets, written straight into the state: neurons with stake of their own and of nominators, root stake, takes,
// children and parents, weights and bonds per mechanism, settings. What is planted is plain data, so that a failure prints it.

import fc from "fast-check";
import { delegation } from "../../runtime/pallets/subtensor/delegation/contract.ts";
import { epoch } from "../../runtime/pallets/subtensor/epoch/contract.ts";
import { keys } from "../../runtime/pallets/subtensor/keys/contract.ts";
import { mechanisms } from "../../runtime/pallets/subtensor/mechanisms/contract.ts";
import { mechanismStorageIndex } from "../../runtime/pallets/subtensor/mechanisms/storage_index.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { appendNeuron } from "../../runtime/pallets/subtensor/registration/uids.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { staking } from "../../runtime/pallets/subtensor/staking/contract.ts";
import { increaseStakeForHotkeyAndColdkeyOnSubnet } from "../../runtime/pallets/subtensor/staking/stake.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import { type AccountId, mechId, type NetUid, ROOT } from "../../runtime/primitives/ids.ts";
import { U64_MAX } from "../../runtime/primitives/ints.ts";
import { alpha } from "../../runtime/primitives/units.ts";
import { acct, type MockContext } from "../chain/mock.ts";
import { addNetwork } from "../chain/mock_subtensor.ts";

export interface PlantedNeuron {
  readonly stake: bigint;
  readonly nominated: bigint;
  readonly rootStake: bigint;
  readonly take: number;
  readonly childkeyTake: number;
  /** Which of four coldkeys owns it. */
  readonly coldkey: number;
  readonly permit: boolean;
  /** Blocks since it set weights. */
  readonly idle: number;
}
type Row = readonly (readonly [number, number])[];
export interface PlantedSubnet {
  readonly neurons: readonly PlantedNeuron[];
  /** Per mechanism and uid. */
  readonly weights: readonly (readonly Row[])[];
  readonly bonds: readonly (readonly Row[])[];
  /** A part of a neuron's stake, in 2^64, lent to another. */
  readonly children: readonly (readonly [parent: number, child: number, proportion: bigint])[];
  readonly split: readonly number[] | undefined;
  readonly kappa: number;
  readonly yuma3: boolean;
  readonly liquidAlpha: boolean;
  readonly bondsMovingAverage: bigint;
  readonly bondsPenalty: number;
  readonly ownerUid: number | undefined;
  readonly recycle: "Recycle" | "Burn" | undefined;
  /** Of the first coldkey, the uid of the hotkey that its miners' incentive is staked with. */
  readonly autoStake: number | undefined;
  readonly taoWeight: bigint;
  readonly childkeyBurn: bigint;
}

const stake = fc.oneof(
  { weight: 5, arbitrary: fc.bigInt(0n, 10n ** 15n) },
  { weight: 1, arbitrary: fc.constantFrom(0n, 1n, 21n * 10n ** 15n) },
);
const part16 = fc.oneof(
  { weight: 3, arbitrary: fc.nat(65_535) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 65_535) },
);
const part64 = fc.oneof(
  { weight: 3, arbitrary: fc.bigInt(0n, U64_MAX / 3n) },
  { weight: 1, arbitrary: fc.constantFrom(0n, 1n, U64_MAX) },
);
const neuron: fc.Arbitrary<PlantedNeuron> = fc.record({
  stake,
  nominated: stake,
  rootStake: fc.oneof(fc.constant(0n), stake),
  take: fc.oneof(fc.constant(0), fc.nat(11_796)),
  childkeyTake: fc.nat(11_796),
  coldkey: fc.nat(3),
  permit: fc.boolean(),
  idle: fc.oneof({ weight: 6, arbitrary: fc.nat(50) }, { weight: 1, arbitrary: fc.constant(100_000) }),
});
const row = (n: number): fc.Arbitrary<Row> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant([] as Row) },
    { weight: 4, arbitrary: fc.uniqueArray(fc.tuple(fc.nat(n - 1), part16), { maxLength: n, selector: ([to]) => to }) },
  );
const rowsOf = (n: number, count: number): fc.Arbitrary<readonly (readonly Row[])[]> =>
  fc.array(fc.array(row(n), { minLength: n, maxLength: n }), { minLength: count, maxLength: count });

/** Up to eight neurons, up to three mechanisms. */
export const plantedSubnet: fc.Arbitrary<PlantedSubnet> = fc
  .tuple(fc.integer({ min: 1, max: 8 }), fc.constantFrom(1, 1, 2, 3))
  .chain(([n, count]) =>
    fc.record({
      neurons: fc.array(neuron, { minLength: n, maxLength: n }),
      weights: rowsOf(n, count),
      bonds: rowsOf(n, count),
      children: fc.uniqueArray(
        fc
          .tuple(fc.nat(n - 1), fc.nat(Math.max(0, n - 2)), part64)
          .map(([parent, other, part]) => [parent, other < parent ? other : other + 1, part] as const),
        {
          maxLength: n > 1 ? 4 : 0,
          selector: ([parent, child]) => `${Math.min(parent, child)} ${Math.max(parent, child)}`,
        },
      ),
      split: fc.option(
        fc.array(fc.nat(65_535), { minLength: count, maxLength: count }).map((parts) => {
          const sum = parts.reduce((a, b) => a + b, 0);
          return sum === 0 ? parts : parts.map((one) => Math.floor((one * 65_535) / sum));
        }),
        { nil: undefined },
      ),
      kappa: fc.oneof(fc.constant(32_767), part16),
      yuma3: fc.boolean(),
      liquidAlpha: fc.boolean(),
      bondsMovingAverage: fc.constantFrom(0n, 900_000n, 975_000n, 1_000_000n),
      bondsPenalty: part16,
      ownerUid: fc.option(fc.nat(n - 1), { nil: undefined }),
      recycle: fc.constantFrom("Recycle" as const, "Burn" as const, undefined),
      autoStake: fc.option(fc.nat(n - 1), { nil: undefined }),
      taoWeight: fc.constantFrom(0n, 971_718_665_099_567_868n, 3_320_413_933_267_719_290n, U64_MAX),
      childkeyBurn: fc.constantFrom(0n, 0n, U64_MAX / 20n),
    }),
  );

export const hotkeyOf = (netuid: NetUid, uid: number): AccountId => acct(1_000 * netuid + uid);
export const coldkeyOf = (n: number): AccountId => acct(100 + n);
const NOMINATOR = acct(200);
const links = (all: PlantedSubnet["children"], netuid: NetUid, at: 0 | 1, uid: number) =>
  all.filter((one) => one[at] === uid).map((one) => [one[2], hotkeyOf(netuid, one[at === 0 ? 1 : 0])] as const);

/** Writes the subnet; the context stands at some block past a thousand. */
export function plant(ctx: MockContext, netuid: NetUid, subnet: PlantedSubnet): void {
  const now = BigInt(ctx.block.number);
  addNetwork(ctx, netuid, 100);
  const { neurons } = subnet;
  const n = neurons.length;
  parameters.storage.MaxAllowedUids.set(ctx, netuid, n);
  subnets.storage.SubnetOwner.set(ctx, netuid, coldkeyOf(0));
  subnets.storage.SubnetOwnerHotkey.set(
    ctx,
    netuid,
    subnet.ownerUid === undefined ? acct(50) : hotkeyOf(netuid, subnet.ownerUid),
  );
  for (const [uid, one] of neurons.entries()) {
    const hotkey = hotkeyOf(netuid, uid);
    const coldkey = coldkeyOf(one.coldkey);
    keys.storage.Owner.set(ctx, hotkey, coldkey);
    keys.storage.OwnedHotkeys.update(ctx, coldkey, (owned) => [...owned, hotkey]);
    appendNeuron(ctx, netuid, hotkey, BigInt(10 + uid));
    delegation.storage.Delegates.set(ctx, hotkey, one.take);
    delegation.storage.ChildkeyTake.set(ctx, hotkey, netuid, one.childkeyTake);
    for (const [at, holder, amount] of [
      [netuid, coldkey, one.stake],
      [netuid, NOMINATOR, one.nominated],
      [ROOT, coldkey, one.rootStake],
    ] as const)
      if (amount !== 0n) increaseStakeForHotkeyAndColdkeyOnSubnet(ctx, at, { hotkey, coldkey: holder }, alpha(amount));
    const [down, up] = [links(subnet.children, netuid, 0, uid), links(subnet.children, netuid, 1, uid)];
    if (down.length > 0) delegation.storage.ChildKeys.set(ctx, hotkey, netuid, down);
    if (up.length > 0) delegation.storage.ParentKeys.set(ctx, hotkey, netuid, up);
  }
  if (subnet.autoStake !== undefined)
    staking.storage.AutoStakeDestination.set(ctx, coldkeyOf(0), netuid, hotkeyOf(netuid, subnet.autoStake));
  mechanisms.storage.MechanismCountCurrent.set(ctx, netuid, mechId(subnet.weights.length));
  if (subnet.split !== undefined) mechanisms.storage.MechanismEmissionSplit.set(ctx, netuid, subnet.split);
  for (const mechanism of subnet.weights.keys()) {
    const index = mechanismStorageIndex(netuid, mechId(mechanism));
    validatorWeights.storage.LastUpdate.set(
      ctx,
      index,
      neurons.map(({ idle }) => (now > BigInt(idle) ? now - BigInt(idle) : 0n)),
    );
    for (let uid = 0; uid < n; uid++) {
      validatorWeights.storage.Weights.set(ctx, index, uid, subnet.weights[mechanism]![uid]!);
      epoch.storage.Bonds.set(ctx, index, uid, subnet.bonds[mechanism]![uid]!);
    }
  }
  epoch.storage.ValidatorPermit.set(
    ctx,
    netuid,
    neurons.map(({ permit }) => permit),
  );
  const { Kappa, Yuma3On, LiquidAlphaOn, BondsMovingAverage, BondsPenalty, RecycleOrBurn, CommitRevealWeightsEnabled } =
    parameters.storage;
  Kappa.set(ctx, netuid, subnet.kappa);
  Yuma3On.set(ctx, netuid, subnet.yuma3);
  LiquidAlphaOn.set(ctx, netuid, subnet.liquidAlpha);
  BondsMovingAverage.set(ctx, netuid, subnet.bondsMovingAverage);
  BondsPenalty.set(ctx, netuid, subnet.bondsPenalty);
  CommitRevealWeightsEnabled.set(ctx, netuid, false);
  if (subnet.recycle !== undefined) RecycleOrBurn.set(ctx, netuid, subnet.recycle);
  settings.storage.TaoWeight.set(ctx, subnet.taoWeight);
  settings.storage.CKBurn.set(ctx, subnet.childkeyBurn);
}
