// A subnet's token: its pool, its price, its emission.
// Mirrors pallets/subtensor/src/rpc_info/dynamic_info.rs.

import { I96F32Codec } from "../../../primitives/fixed/codecs.ts";
import { AccountId, NetUid } from "../../../primitives/ids.ts";
import { u64 as u64Int } from "../../../primitives/ints.ts";
import { compact, option, struct, u16, u64, u128, type ValueOf } from "../../../primitives/scale/index.ts";
import { Alpha, alpha, rao, Tao } from "../../../primitives/units.ts";
import { coinbase } from "../coinbase/contract.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { identities } from "../identity/contract.ts";
import { SubnetIdentityV3 } from "../identity/subnet_identity.ts";
import { pools } from "../pools/contract.ts";
import { subnets } from "../subnets/contract.ts";
import { allSubnetNetuids, ifSubnetExist } from "../subnets/subnet.ts";
import { nameForSubnet } from "../subnets/symbols.ts";
import { tempo } from "../tempo/contract.ts";
import { compactBytes } from "./compact_bytes.ts";

export const DynamicInfo = struct(
  "pallet_subtensor::rpc_info::dynamic_info::DynamicInfo",
  {
    netuid: compact(NetUid),
    owner_hotkey: AccountId,
    owner_coldkey: AccountId,
    subnet_name: compactBytes,
    token_symbol: compactBytes,
    tempo: compact(u16),
    last_step: compact(u64),
    blocks_since_last_step: compact(u64),
    emission: compact(u64),
    alpha_in: compact(Alpha),
    alpha_out: compact(Alpha),
    tao_in: compact(Tao),
    alpha_out_emission: compact(Alpha),
    alpha_in_emission: compact(Alpha),
    tao_in_emission: compact(Tao),
    pending_alpha_emission: compact(Alpha),
    pending_root_emission: compact(Tao),
    subnet_volume: compact(u128),
    network_registered_at: compact(u64),
    subnet_identity: option(SubnetIdentityV3),
    moving_price: I96F32Codec,
  },
  { AccountId },
);
export type DynamicInfo = ValueOf<typeof DynamicInfo>;

/** Alpha that waits for the next epoch. */
export const pendingAlphaEmission = (ctx: Ctx, netuid: NetUid): Alpha =>
  alpha(
    u64Int.saturatingAdd(
      coinbase.read.PendingValidatorEmission.get(ctx, netuid),
      coinbase.read.PendingServerEmission.get(ctx, netuid),
    ),
  );
export const blocksSinceLastStep = (ctx: Ctx, netuid: NetUid): bigint =>
  u64Int.saturatingSub(currentBlock(ctx), tempo.read.LastMechansimStepBlock.get(ctx, netuid));

export function dynamicInfo(ctx: Ctx, netuid: NetUid): DynamicInfo | undefined {
  if (!ifSubnetExist(ctx, netuid)) return undefined;
  return {
    netuid,
    owner_hotkey: subnets.read.SubnetOwnerHotkey.get(ctx, netuid),
    owner_coldkey: subnets.read.SubnetOwner.get(ctx, netuid),
    subnet_name: nameForSubnet(ctx, netuid),
    token_symbol: subnets.read.TokenSymbol.get(ctx, netuid),
    tempo: tempo.read.Tempo.get(ctx, netuid),
    last_step: tempo.read.LastMechansimStepBlock.get(ctx, netuid),
    blocks_since_last_step: blocksSinceLastStep(ctx, netuid),
    emission: 0n,
    alpha_in: pools.read.SubnetAlphaIn.get(ctx, netuid),
    alpha_out: pools.read.SubnetAlphaOut.get(ctx, netuid),
    tao_in: pools.read.SubnetTAO.get(ctx, netuid),
    alpha_out_emission: coinbase.read.SubnetAlphaOutEmission.get(ctx, netuid),
    alpha_in_emission: coinbase.read.SubnetAlphaInEmission.get(ctx, netuid),
    tao_in_emission: coinbase.read.SubnetTaoInEmission.get(ctx, netuid),
    pending_alpha_emission: pendingAlphaEmission(ctx, netuid),
    pending_root_emission: rao(0n),
    subnet_volume: pools.read.SubnetVolume.get(ctx, netuid),
    network_registered_at: subnets.read.NetworkRegisteredAt.get(ctx, netuid),
    subnet_identity: identities.read.SubnetIdentitiesV3.get(ctx, netuid),
    moving_price: pools.read.SubnetMovingPrice.get(ctx, netuid),
  };
}
/** One after the other, so that whoever asks may pause between them. */
export function* eachDynamicInfo(ctx: Ctx): Generator<DynamicInfo | undefined> {
  for (const netuid of allSubnetNetuids(ctx)) yield dynamicInfo(ctx, netuid);
}
