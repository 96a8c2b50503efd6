// Extreme states under the chain: whatever storage holds, a block is built, every epoch that is due runs or is skipped as the
// reference skips it, and the chain goes on. A refusal or a defect that leaves a block would throw here.

import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { alphaAssets } from "../../runtime/pallets/alpha_assets/contract.ts";
import { coinbase } from "../../runtime/pallets/subtensor/coinbase/contract.ts";
import { delegation } from "../../runtime/pallets/subtensor/delegation/contract.ts";
import { epoch } from "../../runtime/pallets/subtensor/epoch/contract.ts";
import { mechanisms } from "../../runtime/pallets/subtensor/mechanisms/contract.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { rootNetwork } from "../../runtime/pallets/subtensor/root/contract.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { staking } from "../../runtime/pallets/subtensor/staking/contract.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import { I64F64, I96F32, U96F32 } from "../../runtime/primitives/fixed/formats.ts";
import { mechId, type NetUidStorageIndex, netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { U16_MAX, U64_MAX } from "../../runtime/primitives/ints.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { argumentsFor, type Known } from "../model/arguments.ts";
import { MINERS, named, smallEconomy, VALIDATORS } from "../model/prelude.ts";
import type { World } from "../model/world.ts";

let economy: { readonly world: World; readonly known: Known };
beforeAll(() => {
  economy = smallEconomy();
});
type Ctx = Parameters<Parameters<World["edit"]>[0]>[0];
const NETUID = netUid(2);
const INDEX = 2 as NetUidStorageIndex;
const EVERYONE = [named("owner0"), ...VALIDATORS, ...MINERS];
const N = EVERYONE.length;
const UIDS = Array.from({ length: N }, (_, uid) => uid);
const OWNED = [U64_MAX, U64_MAX - 1n, 1n << 63n, (1n << 63n) - 1n, 1n, 0n];

const stakes = (ctx: Ctx, netuid: typeof NETUID, amount: (uid: number) => bigint): void =>
  EVERYONE.forEach((hotkey, uid) => void staking.storage.TotalHotkeyAlpha.set(ctx, hotkey, netuid, alpha(amount(uid))));
const rows = (ctx: Ctx, row: (uid: number) => [number, number][]): void =>
  UIDS.forEach((uid) => {
    validatorWeights.storage.Weights.set(ctx, INDEX, uid, row(uid));
    epoch.storage.Bonds.set(ctx, INDEX, uid, row(uid));
  });
const permits = (ctx: Ctx, all: boolean): void =>
  epoch.storage.ValidatorPermit.set(
    ctx,
    NETUID,
    UIDS.map(() => all),
  );
const pending = (ctx: Ctx, amount: bigint): void => {
  const { PendingOwnerCut, PendingRootAlphaDivs, PendingServerEmission, PendingValidatorEmission } = coinbase.storage;
  for (const item of [PendingOwnerCut, PendingRootAlphaDivs, PendingServerEmission, PendingValidatorEmission])
    item.set(ctx, NETUID, alpha(amount));
};
const reserves = (ctx: Ctx, tao: bigint, inPool: bigint, out: bigint): void => {
  pools.storage.SubnetTAO.set(ctx, NETUID, rao(tao));
  pools.storage.SubnetAlphaIn.set(ctx, NETUID, alpha(inPool));
  pools.storage.SubnetAlphaOut.set(ctx, NETUID, alpha(out));
};
/** Slots of the subnet, cut to so many. */
const shrink = (ctx: Ctx, n: number): void => {
  for (const uid of UIDS.slice(n)) {
    registration.storage.Keys.delete(ctx, NETUID, uid);
    registration.storage.Uids.delete(ctx, NETUID, EVERYONE[uid]!);
    validatorWeights.storage.Weights.delete(ctx, INDEX, uid);
    epoch.storage.Bonds.delete(ctx, INDEX, uid);
  }
  registration.storage.SubnetworkN.set(ctx, NETUID, n);
  rowsWithin(ctx, n);
};
const rowsWithin = (ctx: Ctx, n: number): void =>
  UIDS.slice(0, n).forEach(
    (uid) =>
      void validatorWeights.storage.Weights.set(
        ctx,
        INDEX,
        uid,
        UIDS.slice(0, n).map((to) => [to, U16_MAX]),
      ),
  );

type Extreme = readonly [what: string, edit: (ctx: Ctx) => void];
const set16 = (item: { set(ctx: Ctx, netuid: typeof NETUID, value: number): void }, ...values: readonly number[]) =>
  values.map((value) => (ctx: Ctx) => item.set(ctx, NETUID, value));
const named16 = (what: string, item: Parameters<typeof set16>[0], ...values: readonly number[]): Extreme[] =>
  set16(item, ...values).map((edit, i) => [`${what} ${values[i]}`, edit]);

const EXTREMES: readonly Extreme[] = [
  ...OWNED.map((amount): Extreme => [`every stake ${amount}`, (ctx) => stakes(ctx, NETUID, () => amount)]),
  ...OWNED.map((amount): Extreme => [`every root stake ${amount}`, (ctx) => stakes(ctx, ROOT, () => amount)]),
  ["one stake of everything, the rest nothing", (ctx) => stakes(ctx, NETUID, (uid) => (uid === 1 ? U64_MAX : 0n))],
  ["no stake anywhere", (ctx) => [NETUID, ROOT].forEach((netuid) => void stakes(ctx, netuid, () => 0n))],
  ["empty rows", (ctx) => rows(ctx, () => [])],
  ["full rows", (ctx) => rows(ctx, () => UIDS.map((uid) => [uid, U16_MAX]))],
  ["rows of zeros", (ctx) => rows(ctx, () => UIDS.map((uid) => [uid, 0]))],
  [
    "rows that repeat a uid and leave the subnet",
    (ctx) =>
      rows(ctx, (uid) => [
        [uid, 1],
        [uid, U16_MAX],
        [N, U16_MAX],
        [U16_MAX, U16_MAX],
      ]),
  ],
  ["everybody weighs itself alone", (ctx) => rows(ctx, (uid) => [[uid, U16_MAX]])],
  ["no permits", (ctx) => permits(ctx, false)],
  ["permits for all", (ctx) => permits(ctx, true)],
  ["permits too few", (ctx) => epoch.storage.ValidatorPermit.set(ctx, NETUID, [true])],
  [
    "permits too many",
    (ctx) =>
      epoch.storage.ValidatorPermit.set(
        ctx,
        NETUID,
        Array.from({ length: 40 }, () => true),
      ),
  ],
  ["updates too few", (ctx) => validatorWeights.storage.LastUpdate.set(ctx, INDEX, [1n])],
  [
    "updates in the far future",
    (ctx) =>
      validatorWeights.storage.LastUpdate.set(
        ctx,
        INDEX,
        UIDS.map(() => U64_MAX),
      ),
  ],
  ["no validators allowed", (ctx) => parameters.storage.MaxAllowedValidators.set(ctx, NETUID, 0)],
  ["one neuron", (ctx) => shrink(ctx, 1)],
  ["no neuron", (ctx) => shrink(ctx, 0)],
  ["slots counted that nobody holds", (ctx) => registration.storage.SubnetworkN.set(ctx, NETUID, 64)],
  ["one hotkey in two slots", (ctx) => registration.storage.Keys.set(ctx, NETUID, 5, EVERYONE[4]!)],
  ...named16("kappa", parameters.storage.Kappa, 0, 1, U16_MAX),
  ...named16("rho", parameters.storage.Rho, 0, U16_MAX),
  ...named16("bonds penalty", parameters.storage.BondsPenalty, 0, U16_MAX),
  ...named16("tempo", tempo.storage.Tempo, 0, 1, U16_MAX),
  ...named16("half-life of prices", parameters.storage.BurnHalfLife, 0, 1, U16_MAX),
  ...[0n, 1_000_000n, 1_000_001n, U64_MAX].map(
    (value): Extreme => [
      `bonds' moving average ${value}`,
      (ctx) => parameters.storage.BondsMovingAverage.set(ctx, NETUID, value),
    ],
  ),
  ...(
    [
      [0, 0],
      [0, U16_MAX],
      [U16_MAX, 0],
      [U16_MAX, U16_MAX],
    ] as const
  ).map(
    (values): Extreme => [
      `alpha values ${values}`,
      (ctx) => parameters.storage.AlphaValues.set(ctx, NETUID, [...values]),
    ],
  ),
  ...[-32_768, -1, 0, 32_767].map(
    (value): Extreme => [
      `steepness ${value}`,
      (ctx) => parameters.storage.AlphaSigmoidSteepness.set(ctx, NETUID, value),
    ],
  ),
  ...[0n, 1n, U64_MAX].map((amount): Extreme => [`pending ${amount}`, (ctx) => pending(ctx, amount)]),
  ["reserves of nothing", (ctx) => reserves(ctx, 0n, 0n, 0n)],
  ["reserves of TAO alone", (ctx) => reserves(ctx, U64_MAX, 0n, 0n)],
  ["reserves of alpha alone", (ctx) => reserves(ctx, 0n, U64_MAX, U64_MAX)],
  ["reserves of everything", (ctx) => reserves(ctx, U64_MAX, U64_MAX, U64_MAX)],
  ["a rao against all alpha", (ctx) => reserves(ctx, 1n, U64_MAX, 1n)],
  ["all TAO against a unit of alpha", (ctx) => reserves(ctx, U64_MAX, 1n, 1n)],
  ...[I96F32.MAX, I96F32.MIN, I96F32.fromBits(1n), I96F32.ZERO].map(
    (price): Extreme => [
      `moving prices ${price}`,
      (ctx) => [1, 2, 3].forEach((n) => void pools.storage.SubnetMovingPrice.set(ctx, netUid(n), price)),
    ],
  ),
  ...[I64F64.MAX, I64F64.MIN].map(
    (flow): Extreme => [
      `flows ${flow}`,
      (ctx) => {
        settings.storage.NetTaoFlowEnabled.set(ctx, true);
        pools.storage.SubnetEmaTaoFlow.set(ctx, NETUID, [U64_MAX, flow]);
        pools.storage.SubnetEmaProtocolFlow.set(ctx, NETUID, [0n, flow]);
        for (const item of [pools.storage.SubnetTaoFlow, pools.storage.SubnetProtocolFlow])
          item.set(ctx, NETUID, -(1n << 63n));
      },
    ],
  ),
  ...[0n, 21_000_000_000_000_000n, 20_999_999_999_999_999n, U64_MAX].map(
    (amount): Extreme => [`issuance of TAO ${amount}`, (ctx) => coinbase.storage.TotalIssuance.set(ctx, rao(amount))],
  ),
  ...[0n, 21_000_000_000_000_000n, U64_MAX].map(
    (amount): Extreme => [
      `issuance of alpha ${amount}`,
      (ctx) => {
        alphaAssets.storage.TotalAlphaIssuance.set(ctx, NETUID, alpha(amount));
        pools.storage.SubnetAlphaOut.set(ctx, NETUID, alpha(amount));
      },
    ],
  ),
  ...[0n, U64_MAX].map(
    (value): Extreme => [
      `weight of TAO and the chain's part of childkey takes ${value}`,
      (ctx) => {
        settings.storage.TaoWeight.set(ctx, value);
        settings.storage.CKBurn.set(ctx, value);
      },
    ],
  ),
  [
    "takes of everything",
    (ctx) =>
      EVERYONE.forEach((hotkey) => {
        delegation.storage.Delegates.set(ctx, hotkey, U16_MAX);
        delegation.storage.ChildkeyTake.set(ctx, hotkey, NETUID, U16_MAX);
      }),
  ],
  [
    "everybody lends all of it to everybody, and to itself",
    (ctx) =>
      EVERYONE.forEach((hotkey) => {
        const all = EVERYONE.map((other) => [U64_MAX, other] as const);
        delegation.storage.ChildKeys.set(ctx, hotkey, NETUID, all);
        delegation.storage.ParentKeys.set(ctx, hotkey, NETUID, all);
      }),
  ],
  ["an owner's cut of everything", (ctx) => settings.storage.SubnetOwnerCut.set(ctx, U16_MAX)],
  ["more withheld than there is", (ctx) => coinbase.storage.MinerBurned.set(ctx, NETUID, U96F32.MAX)],
  [
    "no owner",
    (ctx) => {
      subnets.storage.SubnetOwner.delete(ctx, NETUID);
      subnets.storage.SubnetOwnerHotkey.delete(ctx, NETUID);
    },
  ],
  ["no mechanism", (ctx) => mechanisms.storage.MechanismCountCurrent.set(ctx, NETUID, mechId(0))],
  [
    "three mechanisms and a split for one",
    (ctx) => {
      mechanisms.storage.MechanismCountCurrent.set(ctx, NETUID, mechId(3));
      mechanisms.storage.MechanismEmissionSplit.set(ctx, NETUID, [U16_MAX]);
    },
  ],
  [
    "parts of a split beyond one",
    (ctx) => {
      mechanisms.storage.MechanismCountCurrent.set(ctx, NETUID, mechId(2));
      mechanisms.storage.MechanismEmissionSplit.set(ctx, NETUID, [U16_MAX, U16_MAX, U16_MAX]);
    },
  ],
  ...[0n, U64_MAX].map(
    (value): Extreme => [
      `epochs counted from ${value}`,
      (ctx) => {
        const { BlocksSinceLastStep, LastEpochBlock, LastMechansimStepBlock, PendingEpochAt, SubnetEpochIndex } =
          tempo.storage;
        for (const item of [
          BlocksSinceLastStep,
          LastEpochBlock,
          LastMechansimStepBlock,
          PendingEpochAt,
          SubnetEpochIndex,
        ])
          item.set(ctx, NETUID, value);
      },
    ],
  ),
  ["no epochs allowed", (ctx) => settings.storage.MaxEpochsPerBlock.set(ctx, 0)],
  ...[I96F32.MAX, I96F32.MIN].map(
    (rate): Extreme => [
      `root claims at a rate of ${rate}`,
      (ctx) =>
        EVERYONE.forEach(
          (hotkey) =>
            void rootNetwork.storage.RootClaimable.set(
              ctx,
              hotkey,
              new Map([
                [NETUID, rate],
                [netUid(3), rate],
              ]),
            ),
        ),
    ],
  ),
];
const VARIANTS = [
  { yuma3: false, liquid: false },
  { yuma3: true, liquid: true },
] as const;

/** Seven blocks, in which the subnet's epoch is due at least once where its tempo is as planted. */
const run = (world: World, blocks = 7): number => {
  const { number } = world.parent;
  for (let i = 0; i < blocks; i++) world.block();
  return world.parent.number - number;
};

describe("blocks go on", () => {
  describe.each(VARIANTS)("with Yuma 3 $yuma3 and liquid alpha $liquid", ({ yuma3, liquid }) => {
    test.each(EXTREMES)("%s", (_what, edit) => {
      const world = economy.world.fork();
      world.edit((ctx) => {
        parameters.storage.Yuma3On.set(ctx, NETUID, yuma3);
        parameters.storage.LiquidAlphaOn.set(ctx, NETUID, liquid);
        edit(ctx);
      });
      const before = tempo.read.SubnetEpochIndex.get(economy.world.context, netUid(3));
      expect(run(world)).toBe(7);
      // The other subnet is none the worse for it.
      const beside = tempo.read.SubnetEpochIndex.get(world.context, netUid(3));
      expect(beside > before || settings.read.MaxEpochsPerBlock.get(world.context) === 0).toBe(true);
    });
  });

  test("under several extremes at once", { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(
        fc.subarray(
          EXTREMES.map((_, i) => i),
          { minLength: 2, maxLength: 6 },
        ),
        fc.constantFrom(...VARIANTS),
        (chosen, { yuma3, liquid }) => {
          const world = economy.world.fork();
          world.edit((ctx) => {
            parameters.storage.Yuma3On.set(ctx, NETUID, yuma3);
            parameters.storage.LiquidAlphaOn.set(ctx, NETUID, liquid);
            for (const i of chosen) EXTREMES[i]![1](ctx);
          });
          expect(run(world)).toBe(7);
        },
      ),
      { numRuns: Number(process.env.TAOLAB_RUNS ?? 60) },
    );
  });
});

describe("what is paid", () => {
  const edited = (edit: (ctx: Ctx) => void): World["context"] => {
    const world = economy.world.fork();
    world.edit(edit);
    run(world);
    return world.context;
  };
  test("nobody earns an incentive where nobody weighs", () => {
    for (const edit of [
      (ctx: Ctx) => rows(ctx, () => []),
      (ctx: Ctx) => rows(ctx, () => UIDS.map((uid) => [uid, 0])),
    ]) {
      const ctx = edited(edit);
      expect(epoch.read.Incentive.get(ctx, INDEX)).toEqual(UIDS.map(() => 0));
      // Emission goes by stake then, and somebody has it.
      expect(epoch.read.Emission.get(ctx, NETUID).some((one) => one > 0n)).toBe(true);
    }
  });
  test("nobody is paid anything where nobody has stake", () => {
    const ctx = edited((at) => {
      [NETUID, ROOT].forEach((netuid) => void stakes(at, netuid, () => 0n));
      subnets.storage.SubnetOwner.delete(at, NETUID);
    });
    expect(epoch.read.Emission.get(ctx, NETUID)).toEqual(UIDS.map(() => 0n));
  });
  test("a lone neuron has all that there is to have", () => {
    const ctx = edited((at) => shrink(at, 1));
    expect(epoch.read.Emission.get(ctx, NETUID)).toHaveLength(1);
    expect(
      staking.read.TotalHotkeyAlpha.get(ctx, EVERYONE[0]!, NETUID) >
        staking.read.TotalHotkeyAlpha.get(economy.world.context, EVERYONE[0]!, NETUID),
    ).toBe(true);
  });
});

describe("any value in any item", () => {
  const PALLETS = ["SubtensorModule", "Swap", "AlphaAssets", "Commitments"];
  /** How often a loop of the reference's turns is what these say, and its callers bound them: the block would be long, not wrong. */
  const LONG = new Set(["NumRootClaim", "NumStakingColdkeys", "SubnetworkN", "MechanismCountCurrent"]);
  test("leaves the chain able to go on", { timeout: 600_000 }, () => {
    const { world, known } = economy;
    const items = world.chain.runtime.pallets
      .filter(({ name }) => PALLETS.includes(name))
      .flatMap(({ storage }) => [...storage.values()])
      .filter(({ name }) => !LONG.has(name));
    expect(items.length).toBeGreaterThan(150);
    const write = fc.constantFrom(...items).chain((item) =>
      fc
        .tuple(argumentsFor(item.value, known), ...item.keys.map((key) => argumentsFor(key.codec, known)))
        .map(([value, ...keys]) => ({
          item,
          value: value as unknown,
          keys: keys as readonly unknown[],
          toString: () => `${item.name} ${fc.stringify(keys)} = ${fc.stringify(value)}`,
        })),
    );
    fc.assert(
      fc.property(fc.array(write, { minLength: 1, maxLength: 12 }), (writes) => {
        const here = world.fork();
        here.edit((ctx) => {
          for (const { item, value, keys } of writes)
            if (value !== undefined && keys.every((key) => key !== undefined))
              item.set(ctx, ...(keys as []), value as never);
        });
        expect(run(here)).toBe(7);
      }),
      { numRuns: Number(process.env.TAOLAB_RUNS ?? 150) },
    );
  });
});
