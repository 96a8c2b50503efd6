// The mock runtime under the reference's tests of AdminUtils (pallets/admin-utils/src/tests/mock.rs).

import type { Emitted } from "../../runtime/frame/event.ts";
import type { Origin } from "../../runtime/frame/origin.ts";
import { coldkeyBalance } from "../../runtime/pallets/subtensor/coinbase/tao.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { setAdminFreezeWindow } from "../../runtime/pallets/subtensor/settings/setters.ts";
import { type AccountId, type NetUid, netUid } from "../../runtime/primitives/ids.ts";
import { alpha, rao } from "../../runtime/primitives/units.ts";
import {
  callOf,
  directCall,
  eventsOf,
  type MockContext,
  mockProfile,
  newTestExt,
  outcomeOf,
  runToBlock,
  signed,
} from "./mock.ts";
import { addBalanceToColdkeyAccount } from "./mock_subtensor.ts";

/** Where its constants differ from those of the economy's mock. */
const PROFILE = mockProfile({
  "SubtensorModule.InitialTempo": 0,
  "SubtensorModule.InitialTxDelegateTakeRateLimit": 0n,
  "SubtensorModule.InitialTxChildKeyTakeRateLimit": 0n,
  "SubtensorModule.InitialTaoWeight": 18_446_744_073_709_551_615n / 10n,
  "SubtensorModule.HotkeySwapOnSubnetInterval": 50_400n,
});
export const NETUID = netUid(1);

/** `new_test_ext`. */
export function newAdminExt(): MockContext {
  const ctx = newTestExt(1, PROFILE);
  setAdminFreezeWindow(ctx, 1);
  return ctx;
}
/** Dispatches AdminUtils.`name`; the refusal's name, or undefined. */
export const admin = (
  ctx: MockContext,
  by: Origin,
  name: string,
  args: Readonly<Record<string, unknown>> = {},
): string | undefined => outcomeOf(() => ctx.dispatch(by, callOf("AdminUtils", name, args)));
export const eventsNamed = (ctx: MockContext, name: string): readonly Emitted[] =>
  eventsOf(ctx).filter((event) => event.name === name);

/** `register_ok_neuron` of this mock: even reserves, funds, then the call. */
export function registerByCall(ctx: MockContext, netuid: NetUid, hotkey: AccountId, coldkey: AccountId): void {
  pools.storage.SubnetTAO.set(ctx, netuid, rao(1_000_000_000_000n));
  pools.storage.SubnetAlphaIn.set(ctx, netuid, alpha(1_000_000_000_000n));
  const burn = registration.read.Burn.get(ctx, netuid);
  const has = coldkeyBalance(ctx, coldkey);
  if (has < burn) addBalanceToColdkeyAccount(ctx, coldkey, burn - has + 10n);
  directCall(ctx, signed(coldkey), "burned_register", { netuid, hotkey });
}
/** `deposit_creating` of 1,000,000 TAO to both, a registration, a block. */
export function fundAndRegister(ctx: MockContext, netuid: NetUid, hotkey: AccountId, coldkey: AccountId): void {
  for (const who of [coldkey, hotkey]) ctx.ports.currency.depositCreating(ctx, who, rao(1_000_000_000_000_000n));
  registerByCall(ctx, netuid, hotkey, coldkey);
  runToBlock(ctx, ctx.block.number + 1);
}
