// The mock runtime under the reference's unit tests of its own pallets: the same runtime as the chain's, with the constants
// that pallets/subtensor/src/tests/mock.rs gives. A context over a state in memory stands for its test externalities.

import type { Context, Ports } from "../../runtime/context.ts";
import { setBlockNumber } from "../../runtime/executive/chain.ts";
import type { Emitted } from "../../runtime/frame/event.ts";
import { noneOrigin, type Origin, rootOrigin, signedOrigin } from "../../runtime/frame/origin.ts";
import { type Profile, STANDARD } from "../../runtime/frame/profile.ts";
import { Refusal } from "../../runtime/frame/refusal.ts";
import { type Call, contextOver, subtensor, Trie } from "../../runtime/index.ts";
import { initialize, resetEvents } from "../../runtime/pallets/system/block.ts";
import { system } from "../../runtime/pallets/system/contract.ts";
import { bytesToHex } from "../../runtime/primitives/bytes.ts";
import { type AccountId, accountId, ZERO_HASH } from "../../runtime/primitives/ids.ts";

export type MockContext = Context<keyof Ports>;

/** Constants of mock.rs, by pallet and name. */
const SUBTENSOR: Readonly<Record<string, unknown>> = {
  InitialIssuance: 0n,
  InitialMinAllowedWeights: 0,
  InitialEmissionValue: 0,
  InitialRho: 30,
  InitialAlphaSigmoidSteepness: 1000,
  InitialKappa: 32_767,
  InitialTempo: 360,
  InitialImmunityPeriod: 2,
  InitialMinAllowedUids: 2,
  InitialMaxAllowedUids: 256,
  InitialBondsMovingAverage: 900_000n,
  InitialBondsPenalty: 65_535,
  InitialBondsResetOn: false,
  InitialDefaultDelegateTake: 11_796,
  InitialMinDelegateTake: 5_898,
  InitialDefaultChildKeyTake: 0,
  InitialMinChildKeyTake: 0,
  InitialMaxChildKeyTake: 11_796,
  InitialWeightsVersionKey: 0n,
  InitialTxRateLimit: 0n,
  InitialServingRateLimit: 0n,
  InitialTxDelegateTakeRateLimit: 1n,
  InitialTxChildKeyTakeRateLimit: 1n,
  InitialBurn: 0n,
  InitialMinBurn: 500_000n,
  InitialMinStake: 2_000_000n,
  InitialMaxBurn: 1_000_000_000n,
  MinBurnUpperBound: 1_000_000_000n,
  MaxBurnLowerBound: 100_000_000n,
  MinTempo: 360,
  MaxTempo: 50_400,
  InitialValidatorPruneLen: 0n,
  InitialScalingLawPower: 50,
  InitialMaxAllowedValidators: 100,
  InitialDifficulty: 10_000n,
  InitialActivityCutoff: 5000,
  InitialAdjustmentInterval: 100,
  InitialAdjustmentAlpha: 0n,
  InitialMaxRegistrationsPerBlock: 3,
  InitialTargetRegistrationsPerInterval: 2,
  InitialPruningScore: 65_535,
  InitialMinDifficulty: 1n,
  InitialMaxDifficulty: 18_446_744_073_709_551_615n,
  InitialRAORecycledForRegistration: 0n,
  InitialNetworkImmunityPeriod: 1_296_000n,
  InitialNetworkMinLockCost: 100_000_000_000n,
  InitialSubnetOwnerCut: 0,
  InitialNetworkLockReductionInterval: 2n,
  InitialNetworkRateLimit: 0n,
  KeySwapCost: 1_000_000_000n,
  AlphaHigh: 58_982,
  AlphaLow: 45_875,
  LiquidAlphaOn: false,
  Yuma3On: false,
  InitialColdkeySwapAnnouncementDelay: 50,
  InitialColdkeySwapReannouncementDelay: 10,
  InitialDissolveNetworkScheduleDuration: 36_000,
  InitialTaoWeight: 0n,
  InitialEmaPriceHalvingPeriod: 201_600n,
  InitialStartCallDelay: 0n,
  KeySwapOnSubnetCost: 10_000_000n,
  HotkeySwapOnSubnetInterval: 15n,
  LeaseDividendsDistributionInterval: 100,
  MaxImmuneUidsPercentage: 80,
  EvmKeyAssociateRateLimit: 10n,
  InitialMaxEpochsPerBlock: 32,
};
const OTHERS: Readonly<Record<string, unknown>> = {
  "Balances.ExistentialDeposit": 1n,
  "Swap.MaxFeeRate": 10_000,
  "Swap.MinimumLiquidity": 1_000n,
  "Swap.MinimumReserve": 100n,
  "Proxy.ProxyDepositBase": 1n,
  "Proxy.ProxyDepositFactor": 1n,
  "Proxy.MaxProxies": 20,
  "Proxy.MaxPending": 15,
  "Proxy.AnnouncementDepositBase": 1n,
  "Proxy.AnnouncementDepositFactor": 1n,
};
export const MOCK: Profile = {
  ...STANDARD,
  name: "mock",
  constants: {
    ...OTHERS,
    ...Object.fromEntries(Object.entries(SUBTENSOR).map(([name, value]) => [`SubtensorModule.${name}`, value])),
  },
};
/** The profile with some constants replaced, "Pallet.Constant". */
export const mockProfile = (constants: Readonly<Record<string, unknown>>): Profile => ({
  ...MOCK,
  constants: { ...MOCK.constants, ...constants },
});

/** Who authors every block of the mock. */
export const MOCK_BLOCK_BUILDER = 12_345;
/** `new_test_ext`: an empty state at a block. */
export function newTestExt(blockNumber = 1, profile: Profile = MOCK): MockContext {
  const state = Trie.empty();
  const chain = subtensor(profile);
  const runtime = {
    ...chain.runtime,
    ports: { ...(chain.runtime.ports as Ports), authorship: { author: () => acct(MOCK_BLOCK_BUILDER) } },
  };
  const ctx = contextOver({ ...chain, runtime }, state) as unknown as MockContext;
  setBlock(ctx, blockNumber);
  ctx.journal.phase = { type: "ApplyExtrinsic", value: 0 };
  return ctx;
}
/** `System::set_block_number`. */
export function setBlock(ctx: MockContext, number: number): void {
  system.storage.Number.set(ctx, number);
  setBlockNumber(ctx, number);
}

/** `U256::from(n)` as an account: 32 bytes, little-endian. */
export function acct(n: number | bigint): AccountId {
  let rest = BigInt(n);
  const bytes = new Uint8Array(32);
  for (let i = 0; rest > 0n; i++, rest >>= 8n) bytes[i] = Number(rest & 255n);
  return accountId(`0x${bytesToHex(bytes)}`);
}

export const signed = signedOrigin;
export const root: Origin = rootOrigin;
export const none: Origin = noneOrigin;
/** A call by its metadata name. */
export const callOf = (pallet: string, name: string, args: Readonly<Record<string, unknown>> = {}): Call => ({
  pallet,
  name,
  args,
});
/** `RuntimeCall::dispatch`: undefined, or the name of the pallet error or the kind of dispatch error. */
export function outcomeOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal)
      return (
        error.palletError?.name ??
        (error.error.type === "Module"
          ? error.message
          : error.error.value === undefined
            ? error.error.type
            : `${error.error.type}.${String(error.error.value)}`)
      );
    throw error;
  }
}
/** Dispatches SubtensorModule.`name`; throws the refusal. */
export const subtensorCall = (
  ctx: MockContext,
  origin: Origin,
  name: string,
  args: Readonly<Record<string, unknown>> = {},
) => ctx.dispatch(origin, callOf("SubtensorModule", name, args));
/** As `subtensorCall`, telling the refusal's name instead of throwing it. */
export const subtensorOutcome = (
  ctx: MockContext,
  origin: Origin,
  name: string,
  args: Readonly<Record<string, unknown>> = {},
) => outcomeOf(() => subtensorCall(ctx, origin, name, args));

/** The pallet's function behind a call, called as the reference's tests do: no guards before it, no layer around it. */
export function directCall(
  ctx: MockContext,
  origin: Origin,
  name: string,
  args: Readonly<Record<string, unknown>> = {},
): unknown {
  const { spec, run } =
    subtensor()
      .runtime.pallets.find((one) => one.name === "SubtensorModule")
      ?.calls.get(name) ?? {};
  if (spec === undefined || run === undefined) throw new Error(`SubtensorModule.${name} is not built`);
  return run(ctx, spec.origin.check(origin), args);
}
/** As `directCall`, telling the refusal's name instead of throwing it. */
export const directOutcome = (
  ctx: MockContext,
  origin: Origin,
  name: string,
  args: Readonly<Record<string, unknown>> = {},
) => outcomeOf(() => directCall(ctx, origin, name, args));

export const eventsOf = (ctx: MockContext): readonly Emitted[] => ctx.journal.events.map((record) => record.event);
export const lastEvent = (ctx: MockContext): Emitted | undefined => eventsOf(ctx).at(-1);
export const hasEvent = (ctx: MockContext, name: string): boolean => eventsOf(ctx).some((event) => event.name === name);

const hookPallets = ["SubtensorModule", "Scheduler"];
function runHooks(ctx: MockContext, hook: "onInitialize" | "onFinalize", names: readonly string[]): void {
  for (const name of names)
    subtensor()
      .runtime.pallets.find((one) => one.name === name)
      ?.parts.hooks?.[hook]?.(ctx, ctx.block.number);
}
/** `step_block`: so many blocks, hooks included, no extrinsics. */
export function stepBlock(ctx: MockContext, count = 1): void {
  for (let i = 0; i < count; i++) {
    runHooks(ctx, "onFinalize", ["Scheduler", "Proxy", "SubtensorModule"]);
    setBlock(ctx, ctx.block.number + 1);
    runHooks(ctx, "onInitialize", hookPallets);
  }
}
/** `run_to_block`: steps and forgets events on the way, but for those that the last block began with. */
export function runToBlock(ctx: MockContext, number: number): void {
  while (ctx.block.number < number) {
    runHooks(ctx, "onFinalize", ["Scheduler", "SubtensorModule"]);
    setBlock(ctx, ctx.block.number + 1);
    ctx.journal.events.length = 0;
    resetEvents(ctx);
    runHooks(ctx, "onInitialize", hookPallets);
  }
}
/** A block as the executive begins it, for tests that need System's own storage. */
export const beginBlock = (ctx: MockContext, number: number): void => {
  initialize(ctx, number, ZERO_HASH, []);
  setBlockNumber(ctx, number);
};
