// Alpha coming into being and going out of it. Mirrors pallets/subtensor/src/coinbase/alpha.rs.

import type { MintedAlpha } from "../../../ports/alpha_assets.ts";
import type { NetUid } from "../../../primitives/ids.ts";
import { u64 } from "../../../primitives/ints.ts";
import { type Alpha, alpha } from "../../../primitives/units.ts";
import type { Ctx } from "../context.ts";
import { pools } from "../pools/contract.ts";

const { SubnetAlphaIn, SubnetAlphaOut } = pools.storage;

export const mintAlpha = (ctx: Ctx, netuid: NetUid, amount: Alpha): MintedAlpha =>
  ctx.ports.alphaAssets.mint(ctx, netuid, amount);
/** Puts minted alpha outside the pool. */
export function resolveToAlphaOut(ctx: Ctx, { netuid, amount }: MintedAlpha): void {
  if (amount !== 0n) SubnetAlphaOut.update(ctx, netuid, (old) => alpha(u64.saturatingAdd(old, amount)));
}
/** Puts minted alpha into the pool. */
export function resolveToAlphaIn(ctx: Ctx, { netuid, amount }: MintedAlpha): void {
  if (amount !== 0n) SubnetAlphaIn.update(ctx, netuid, (old) => alpha(u64.saturatingAdd(old, amount)));
}
/** Takes outstanding alpha out of the world. */
export function recycleSubnetAlpha(ctx: Ctx, netuid: NetUid, amount: Alpha): void {
  if (amount === 0n) return;
  SubnetAlphaOut.update(ctx, netuid, (old) => alpha(u64.saturatingSub(old, amount)));
  ctx.ports.alphaAssets.recycle(ctx, netuid, amount);
}
/** Marks alpha as burned; it stays outstanding. */
export function burnSubnetAlpha(ctx: Ctx, netuid: NetUid, amount: Alpha): void {
  if (amount !== 0n) ctx.ports.alphaAssets.burn(ctx, netuid, amount);
}
