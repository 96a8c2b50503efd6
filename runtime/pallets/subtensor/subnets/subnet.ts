// Which subnets exist and the account that holds a subnet's TAO. Mirrors pallets/subtensor/src/subnets/subnet.rs.

import { ensure } from "../../../frame/refusal.ts";
import { type AccountId, type NetUid, netUid, ROOT } from "../../../primitives/ids.ts";
import { palletAccount, palletSubAccount, subOfPalletAccount } from "../../../primitives/pallet_id.ts";
import { u16 } from "../../../primitives/scale/index.ts";
import { constants } from "../constants/contract.ts";
import type { Ctx } from "../context.ts";
import { parameters } from "../parameters/contract.ts";
import { subnets } from "./contract.ts";

const { NetworksAdded } = subnets.read;

export const ifSubnetExist = (ctx: Ctx, netuid: NetUid): boolean => NetworksAdded.get(ctx, netuid);
/** Every subnet, in raw-key order; netuids are hashed by identity, so low byte first. */
export const allSubnetNetuids = (ctx: Ctx): NetUid[] => [...NetworksAdded.keysOf(ctx)].map(([netuid]) => netuid);

/** The account that holds a subnet's TAO; undefined where there is no subnet. */
export const subnetAccountId = (ctx: Ctx, netuid: NetUid): AccountId | undefined =>
  NetworksAdded.has(ctx, netuid) || netuid === ROOT ? palletSubAccount(constants.SubtensorPalletId.get(ctx), u16.encode(netuid)) : undefined;
/** The subnet whose account this is. */
export function isSubnetAccountId(ctx: Ctx, account: AccountId): NetUid | undefined {
  const sub = subOfPalletAccount(constants.SubtensorPalletId.get(ctx), account, 2);
  return sub === undefined ? undefined : netUid(u16.decode(sub));
}
/** The account that burned TAO goes to. */
export const burnAccountId = (ctx: Ctx): AccountId => palletAccount(constants.BurnAccountId.get(ctx));

export function ensureSubtokenEnabled(ctx: Ctx, netuid: NetUid): void {
  ensure(parameters.read.SubtokenEnabled.get(ctx, netuid), subnets.errors.SubtokenDisabled);
}
