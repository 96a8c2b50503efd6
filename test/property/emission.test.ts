// Totals of emission over random subnets: what an epoch drains is paid, made claimable, recycled or burned; vectors add up
// as the reference's do; TAO and alpha grow by what a block emits. The reference's arithmetic truncates, and never hides
// how much: every difference below has a name and a bound.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alphaAssets } from "../../runtime/pallets/alpha_assets/contract.ts";
import { balances } from "../../runtime/pallets/balances/contract.ts";
import { coinbase } from "../../runtime/pallets/subtensor/coinbase/contract.ts";
import {
  calculateDividendAndIncentiveDistribution,
  distributeEmission,
} from "../../runtime/pallets/subtensor/coinbase/distribute.ts";
import { delegation } from "../../runtime/pallets/subtensor/delegation/contract.ts";
import { epoch } from "../../runtime/pallets/subtensor/epoch/contract.ts";
import { epochMechanism, epochWithMechanisms } from "../../runtime/pallets/subtensor/epoch/run_epoch.ts";
import { blockStep } from "../../runtime/pallets/subtensor/flows/block_step.ts";
import { splitEmissions } from "../../runtime/pallets/subtensor/mechanisms/emission_split.ts";
import { mechanismStorageIndex } from "../../runtime/pallets/subtensor/mechanisms/storage_index.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { staking } from "../../runtime/pallets/subtensor/staking/contract.ts";
import { taoWeight } from "../../runtime/pallets/subtensor/staking/stake_utils.ts";
import { subnetAccountId } from "../../runtime/pallets/subtensor/subnets/subnet.ts";
import { system } from "../../runtime/pallets/system/contract.ts";
import { I96F32 } from "../../runtime/primitives/fixed/formats.ts";
import { type AccountId, mechId, type NetUid, netUid, ROOT } from "../../runtime/primitives/ids.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import { type MockContext, newTestExt, setBlock } from "../chain/mock.ts";
import { addBalanceToColdkeyAccount, addNetwork, setupReserves } from "../chain/mock_subtensor.ts";
import { hotkeyOf, plant, plantedSubnet } from "./planted_subnet.ts";

const NETUID = netUid(1);
const RUNS = Number(process.env.TAOLAB_RUNS ?? 200);
const START = 100_000;
const total = (amounts: Iterable<bigint>): bigint => {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
};
const { RootAlphaDividendsPerSubnet } = coinbase.read;

/** The books of a subnet's alpha. */
interface Books {
  readonly staked: bigint;
  readonly outstanding: bigint;
  readonly inPool: bigint;
  readonly issued: bigint;
  readonly recycled: bigint;
  readonly burned: bigint;
}
const books = (ctx: MockContext, netuid: NetUid): Books => ({
  staked: total(
    [...staking.read.TotalHotkeyAlpha.entries(ctx)].filter(([[, on]]) => on === netuid).map(([, amount]) => amount),
  ),
  outstanding: pools.read.SubnetAlphaOut.get(ctx, netuid),
  inPool: pools.read.SubnetAlphaIn.get(ctx, netuid),
  issued: alphaAssets.read.TotalAlphaIssuance.get(ctx, netuid),
  recycled: alphaAssets.read.AlphaRecycled.get(ctx, netuid),
  burned: alphaAssets.read.AlphaBurned.get(ctx, netuid),
});
const change = (before: Books, after: Books): Books => ({
  staked: after.staked - before.staked,
  outstanding: after.outstanding - before.outstanding,
  inPool: after.inPool - before.inPool,
  issued: after.issued - before.issued,
  recycled: after.recycled - before.recycled,
  burned: after.burned - before.burned,
});
const rootStakeOf = (ctx: MockContext, hotkey: AccountId): bigint =>
  staking.read.TotalHotkeyAlpha.get(ctx, hotkey, ROOT);

const amount = fc.oneof(
  { weight: 4, arbitrary: fc.bigInt(0n, 400_000_000_000n) },
  { weight: 1, arbitrary: fc.constantFrom(0n, 1n, 2n) },
);
const drained = fc.record({ server: amount, validator: amount, root: amount, ownerCut: amount }).map((parts) => ({
  server: alpha(parts.server),
  validator: alpha(parts.validator),
  root: alpha(parts.root),
  ownerCut: alpha(parts.ownerCut),
}));
/** As the coinbase gathers it: miners get as much as validators and root. */
const gathered = fc.record({ half: amount, root: fc.nat(1_000), ownerCut: amount }).map(({ half, root, ownerCut }) => {
  const ofRoot = (half * BigInt(root)) / 1_000n;
  return { server: alpha(half), validator: alpha(half - ofRoot), root: alpha(ofRoot), ownerCut: alpha(ownerCut) };
});

/** U96F32 in bits: whole units, and the two roundings of a delegate's take. */
const ONE = 1n << 32n;
const wholeOf = (bits: bigint): bigint => bits >> 32n;
const takeOf = (bits: bigint, take: number): bigint => (((BigInt(take) << 32n) / 65_535n) * bits) >> 32n;
/** What is paid of a hotkey's dividends: its owner's take and the rest, each in whole units. */
const paidOf = (ctx: MockContext, hotkey: AccountId, bits: bigint) => {
  const take = takeOf(bits, delegation.read.Delegates.get(ctx, hotkey));
  return { take: wholeOf(take), rest: wholeOf(bits - take) };
};

describe("an epoch", () => {
  test("stakes, makes claimable, recycles or burns exactly what was decided, and nothing else", () => {
    const met = { incentive: 0, dividends: 0, claimable: 0, recycled: 0, burned: 0 };
    fc.assert(
      fc.property(plantedSubnet, drained, (subnet, due) => {
        const [decided, ctx] = [newTestExt(START), newTestExt(START)];
        for (const one of [decided, ctx]) {
          plant(one, NETUID, subnet);
          pools.storage.SubnetAlphaOut.set(one, NETUID, alpha(10n ** 18n));
          alphaAssets.storage.TotalAlphaIssuance.set(one, NETUID, alpha(10n ** 18n));
        }
        // What is decided, on a state of its own.
        const begun = books(decided, NETUID);
        const emissions = epochWithMechanisms(decided, NETUID, alpha(due.server + due.validator + due.root));
        const incentive = total(emissions.map((one) => one.incentive));
        const pool = incentive === 0n ? alpha(due.validator + due.server) : due.validator;
        const parts = calculateDividendAndIncentiveDistribution(
          decided,
          NETUID,
          { rootAlpha: due.root, validatorAlpha: pool },
          emissions,
          taoWeight(decided),
        );
        // The chain's part of what children take is recycled while it is decided.
        const ofChildren = change(begun, books(decided, NETUID)).recycled;

        const before = books(ctx, NETUID);
        distributeEmission(ctx, NETUID, due);
        const done = change(before, books(ctx, NETUID));

        let [staked, claimable] = [due.ownerCut as bigint, 0n];
        for (const [hotkey, bits] of parts.alphaDividends) {
          const { take, rest } = paidOf(ctx, hotkey, bits);
          staked += take + rest;
          expect(coinbase.read.AlphaDividendsPerSubnet.get(ctx, NETUID, hotkey)).toBe(rest);
        }
        for (const [hotkey, bits] of parts.rootAlphaDividends) {
          const { take, rest } = paidOf(ctx, hotkey, bits);
          staked += take;
          // More than a unit of alpha per rao of root stake goes to the owner at once.
          if (rest > rootStakeOf(ctx, hotkey)) staked += rest;
          else claimable += rest;
          expect(RootAlphaDividendsPerSubnet.get(ctx, NETUID, hotkey)).toBe(rest);
        }
        const withheld = done.burned + done.recycled - ofChildren;
        expect(done.staked - staked + withheld).toBe(total(parts.incentives.values()));
        expect(total(parts.incentives.values())).toBe(incentive);
        expect(done.burned === 0n || done.recycled === ofChildren).toBe(true);
        expect(done.outstanding).toBe(-done.recycled);
        expect(done.issued).toBe(-done.recycled);
        expect(done.inPool).toBe(0n);

        // What a pool is divided into is never more than the pool, and short of it by truncation only.
        for (const [from, shares] of [
          [pool, parts.alphaDividends],
          [due.root, parts.rootAlphaDividends],
        ] as const) {
          const bits = total(shares.values());
          expect(bits <= from << 32n).toBe(true);
          if (bits > 0n) expect((from << 32n) - bits < (from + 1n) * BigInt(shares.size)).toBe(true);
        }
        expect(claimable <= due.root).toBe(true);
        for (const [what, much] of [
          ["incentive", incentive],
          ["dividends", staked],
          ["claimable", claimable],
          ["recycled", done.recycled],
          ["burned", done.burned],
        ] as const)
          if (much > 0n) met[what]++;
      }),
      { numRuns: RUNS },
    );
    // A law that is only tried on idle subnets says little.
    for (const [what, times] of Object.entries(met)) expect(times, what).toBeGreaterThan(RUNS / 50);
  });

  test("drained is paid, claimable, recycled and burned, but for the truncation of shares", () => {
    fc.assert(
      fc.property(plantedSubnet, gathered, (planted, due) => {
        // With one mechanism, so that miners and validators share one emission; without the chain's part of what children
        // take, which the reference recycles on top of what it drains.
        const subnet = {
          ...planted,
          weights: planted.weights.slice(0, 1),
          bonds: planted.bonds.slice(0, 1),
          split: undefined,
          childkeyBurn: 0n,
        };
        const ctx = newTestExt(START);
        plant(ctx, NETUID, subnet);
        pools.storage.SubnetAlphaOut.set(ctx, NETUID, alpha(10n ** 18n));
        const all = due.server + due.validator + due.root;
        const terms = [...epochMechanism(ctx, NETUID, mechId(0), alpha(all)).values()];
        const [miners, validators] = [
          total(terms.map((one) => one.serverEmission)),
          total(terms.map((one) => one.validatorEmission)),
        ];

        const before = books(ctx, NETUID);
        distributeEmission(ctx, NETUID, due);
        const done = change(before, books(ctx, NETUID));
        const claimable = total(
          subnet.neurons.map((_, uid) => {
            const rest = RootAlphaDividendsPerSubnet.get(ctx, NETUID, hotkeyOf(NETUID, uid));
            return rest > rootStakeOf(ctx, hotkeyOf(NETUID, uid)) ? 0n : rest;
          }),
        );
        const out = done.staked + claimable + done.recycled + done.burned - due.ownerCut;

        const n = BigInt(subnet.neurons.length);
        // A share is a 32-bit fraction: n of them lose, or by a wrapped sum gain, at most n + 1 parts in 2^32 each way.
        const slack = ((n + 1n) * 2n * (all + 1n)) / ONE + 4n * n + 4n;
        expect(out <= all + slack).toBe(true);
        if (validators > 0n && miners + validators + slack >= all) {
          // Root's part goes to those who have root stake, and nowhere if none of them earned anything.
          const unearned =
            [...RootAlphaDividendsPerSubnet.entries(ctx, NETUID)].length === 0 ||
            total([...RootAlphaDividendsPerSubnet.entries(ctx, NETUID)].map(([, one]) => one)) === 0n
              ? due.root
              : 0n;
          const alphaPart = total(
            [...coinbase.read.AlphaDividendsPerSubnet.entries(ctx, NETUID)].map(([, one]) => one),
          );
          const idle = alphaPart === 0n ? (miners === 0n ? due.validator + due.server : due.validator) : 0n;
          expect(all - out <= slack + unearned + idle).toBe(true);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test("incentives and dividends are shares of one, or of nothing; each mechanism pays its part of the split", () => {
    fc.assert(
      fc.property(plantedSubnet, amount, (subnet, emission) => {
        const ctx = newTestExt(START);
        plant(ctx, NETUID, subnet);
        const n = subnet.neurons.length;
        const split = splitEmissions(ctx, NETUID, alpha(emission));
        // Where parts are given and add up to less than everything, the first has the difference.
        expect(total(split)).toBe(emission);
        const emissions = epochWithMechanisms(ctx, NETUID, alpha(emission));
        let paid = 0n;
        for (const [mechanism, part] of split.entries()) {
          const terms = [...epochMechanism(newPlanted(subnet), NETUID, mechId(mechanism), part).values()];
          const mine = total(terms.flatMap((one) => [one.serverEmission, one.validatorEmission]));
          expect(mine <= part + (part * BigInt(2 * n + 2)) / ONE + 1n).toBe(true);
          paid += mine;
          const incentive = epoch.read.Incentive.get(ctx, mechanismStorageIndex(NETUID, mechId(mechanism)));
          expect(incentive).toHaveLength(n);
          const sum = incentive.reduce((a, b) => a + b, 0);
          // Truncated to 16 bits each.
          expect(sum === 0 || (sum <= 65_535 && sum >= 65_535 - n)).toBe(true);
        }
        expect(total(emissions.flatMap((one) => [one.incentive, one.dividend]))).toBe(paid);
        const dividends = epoch.read.Dividends.get(ctx, NETUID).reduce((a, b) => a + b, 0);
        expect(dividends <= 65_535 && dividends >= 0).toBe(true);
        if (split.length === 1) expect(dividends === 0 || dividends >= 65_535 - n).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });
});
const newPlanted = (subnet: Parameters<typeof plant>[2]): MockContext => {
  const ctx = newTestExt(START);
  plant(ctx, NETUID, subnet);
  return ctx;
};

describe("a block", () => {
  /** [issuance before, emission]: literal values of the emission curve, as its own table has them. */
  const CURVE = [
    [1_000_000_000_000_000n, 1_000_000_000n],
    [10_499_999_000_000_000n, 1_000_000_000n],
    [10_500_000_000_000_000n, 500_000_000n],
    [15_750_000_000_000_000n, 250_000_000n],
    [18_375_000_000_000_000n, 125_000_000n],
  ] as const;
  const subnet = fc.record({
    tao: fc.bigInt(10n ** 9n, 10n ** 15n),
    alphaIn: fc.bigInt(10n ** 9n, 10n ** 15n),
    alphaOut: fc.bigInt(0n, 10n ** 15n),
    price: fc.bigInt(0n, 4n * ONE),
    started: fc.boolean(),
    enabled: fc.boolean(),
    cut: fc.boolean(),
  });
  test("mints its emission into both books, and alpha for each subnet, to the last unit", () => {
    fc.assert(
      fc.property(
        fc.array(subnet, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...CURVE),
        fc.bigInt(0n, 10n ** 15n),
        fc.nat(65_535),
        (planted, [issuance, emission], rootTao, cut) => {
          const ctx = newTestExt(START);
          addNetwork(ctx, ROOT, 100);
          pools.storage.SubnetTAO.set(ctx, ROOT, rao(rootTao));
          settings.storage.SubnetOwnerCut.set(ctx, cut);
          for (const [i, one] of planted.entries()) {
            const netuid = netUid(i + 1);
            addNetwork(ctx, netuid, 65_534);
            setupReserves(ctx, netuid, one.tao, one.alphaIn);
            pools.storage.SubnetAlphaOut.set(ctx, netuid, alpha(one.alphaOut));
            alphaAssets.storage.TotalAlphaIssuance.set(ctx, netuid, alpha(one.alphaIn + one.alphaOut));
            pools.storage.SubnetMovingPrice.set(ctx, netuid, I96F32.fromBits(one.price));
            parameters.storage.SubtokenEnabled.set(ctx, netuid, one.started);
            parameters.storage.SubnetEmissionEnabled.set(ctx, netuid, one.enabled);
            parameters.storage.OwnerCutEnabled.set(ctx, netuid, one.cut);
            addBalanceToColdkeyAccount(ctx, subnetAccountId(ctx, netuid)!, one.tao);
          }
          coinbase.storage.TotalIssuance.set(ctx, rao(issuance));
          const netuids = planted.map((_, i) => netUid(i + 1));
          const pending = (netuid: NetUid): bigint =>
            total(
              [
                coinbase.read.PendingServerEmission,
                coinbase.read.PendingValidatorEmission,
                coinbase.read.PendingRootAlphaDivs,
                coinbase.read.PendingOwnerCut,
              ].map((item) => item.get(ctx, netuid)),
            );
          const before = {
            balances: balances.read.TotalIssuance.get(ctx),
            accounts: netuids.map((netuid) => ctx.ports.currency.free(ctx, subnetAccountId(ctx, netuid)!)),
            books: netuids.map((netuid) => books(ctx, netuid)),
            pending: netuids.map(pending),
          };
          setBlock(ctx, START + 1);
          blockStep(ctx);

          const grown = balances.read.TotalIssuance.get(ctx) - before.balances;
          expect(coinbase.read.TotalIssuance.get(ctx) - issuance).toBe(grown);
          const paid = netuids.map(
            (netuid, i) => ctx.ports.currency.free(ctx, subnetAccountId(ctx, netuid)!) - before.accounts[i]!,
          );
          expect(total(paid)).toBe(grown);
          expect(total(Array.from(system.read.Account.entries(ctx), ([, { data }]) => data.free + data.reserved))).toBe(
            balances.read.TotalIssuance.get(ctx),
          );
          // What no subnet takes is recycled: all of it, or what truncating each subnet's share leaves.
          const takes = planted.some(({ started, enabled, price }) => started && enabled && price > 0n);
          expect(grown <= emission).toBe(true);
          if (takes && planted.every((one) => one.started && one.enabled))
            expect(emission - grown <= BigInt(2 * planted.length)).toBe(true);
          if (!planted.some((one) => one.started && one.enabled)) expect(grown).toBe(0n);

          for (const [i, netuid] of netuids.entries()) {
            const done = change(before.books[i]!, books(ctx, netuid));
            const gathered = pending(netuid) - before.pending[i]!;
            const created: bigint = coinbase.read.SubnetAlphaOutEmission.get(ctx, netuid);
            const injected: bigint = coinbase.read.SubnetAlphaInEmission.get(ctx, netuid);
            const one = planted[i]!;
            if (!one.started) {
              expect([paid[i], gathered, done.issued, done.inPool, done.outstanding]).toEqual([0n, 0n, 0n, 0n, 0n]);
              continue;
            }
            // Alpha created stands in the books as in and out of the pool, and less what is recycled of root's part.
            expect(done.issued).toBe(created + injected - done.recycled);
            expect(done.inPool + done.outstanding).toBe(done.issued);
            // Cut, miners, validators, root: four truncations at most.
            const lost = created - gathered - done.recycled;
            expect(lost >= 0n && lost < 4n).toBe(true);
            expect(
              coinbase.read.SubnetTaoInEmission.get(ctx, netuid) + coinbase.read.SubnetExcessTao.get(ctx, netuid) <=
                paid[i]!,
            ).toBe(true);
          }
        },
      ),
      { numRuns: RUNS },
    );
  });
});
