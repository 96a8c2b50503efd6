// Setting identities, and how long their parts may be. Mirrors pallets/subtensor/src/utils/identity.rs.

import { ensure } from "../../../frame/refusal.ts";
import type { Handles } from "../../../frame/section.ts";
import type { Ctx } from "../context.ts";
import { keys } from "../keys/contract.ts";
import { registration } from "../registration/contract.ts";
import { isHotkeyRegisteredOnAnyNetwork } from "../registration/uids.ts";
import { subnets } from "../subnets/contract.ts";
import type { ChainIdentityV2 } from "./chain_identity.ts";
import { identities } from "./contract.ts";
import type { SubnetIdentityV3 } from "./subnet_identity.ts";

const { IdentitiesV2, SubnetIdentitiesV3 } = identities.storage;
const { errors, events } = identities;

/** Bytes of each part at most; the limits on their sum that the reference also checks follow from these. */
type Limits<T> = { readonly [K in keyof T]: number };
const COLDKEY_LIMITS: Limits<ChainIdentityV2> = {
  name: 256,
  url: 256,
  github_repo: 256,
  image: 1024,
  discord: 256,
  description: 1024,
  additional: 1024,
};
const SUBNET_LIMITS: Limits<SubnetIdentityV3> = {
  subnet_name: 256,
  github_repo: 1024,
  subnet_contact: 1024,
  subnet_url: 1024,
  discord: 256,
  description: 1024,
  logo_url: 1024,
  additional: 1024,
};
const fits = <T extends Readonly<Record<string, Uint8Array>>>(parts: T, limits: Limits<T>): boolean =>
  Object.entries(limits).every(([name, most]) => parts[name]!.length <= most);

export const isValidIdentity = (identity: ChainIdentityV2): boolean => fits(identity, COLDKEY_LIMITS);
export const isValidSubnetIdentity = (identity: SubnetIdentityV3): boolean => fits(identity, SUBNET_LIMITS);

/** For coldkeys with a hotkey on some subnet. */
export const setIdentity: Handles<typeof identities, "set_identity", Ctx> = (ctx, coldkey, identity) => {
  const hotkeys = keys.read.OwnedHotkeys.get(ctx, coldkey);
  ensure(
    hotkeys.some((hotkey) => isHotkeyRegisteredOnAnyNetwork(ctx, hotkey)),
    registration.errors.HotKeyNotRegisteredInNetwork,
  );
  ensure(isValidIdentity(identity), errors.InvalidIdentity);
  IdentitiesV2.set(ctx, coldkey, identity);
  ctx.emit(events.ChainIdentitySet(coldkey));
};
/** For the owner of the subnet. */
export const setSubnetIdentity: Handles<typeof identities, "set_subnet_identity", Ctx> = (
  ctx,
  coldkey,
  { netuid, ...identity },
) => {
  ensure(subnets.read.SubnetOwner.get(ctx, netuid) === coldkey, subnets.errors.NotSubnetOwner);
  ensure(isValidSubnetIdentity(identity), errors.InvalidIdentity);
  SubnetIdentitiesV3.set(ctx, netuid, identity);
  ctx.emit(events.SubnetIdentitySet(netuid));
};
