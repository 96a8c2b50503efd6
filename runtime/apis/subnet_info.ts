// Subnets, their hyperparameters, tokens and metagraphs, told to clients. Mirrors pallets/subtensor/runtime-api/src/lib.rs
// (SubnetInfoRuntimeApi).

import { listMethod, method, runtimeApi } from "../frame/runtime_api.ts";
import { networkToPrune } from "../pallets/subtensor/root/root.ts";
import { staking } from "../pallets/subtensor/staking/contract.ts";
import { subnetAccountId } from "../pallets/subtensor/subnets/subnet.ts";
import { nextEpochStartBlock } from "../pallets/subtensor/tempo/schedule.ts";
import { DynamicInfo, dynamicInfo, eachDynamicInfo } from "../pallets/subtensor/views/dynamic_info.ts";
import { SubnetHyperparamsV3, subnetHyperparamsV3 } from "../pallets/subtensor/views/hyperparam_entry.ts";
import {
  eachMechagraph,
  eachMetagraph,
  Metagraph,
  mechagraph,
  metagraph,
} from "../pallets/subtensor/views/metagraph.ts";
import {
  SelectiveMetagraph,
  selectiveMechagraph,
  selectiveMetagraph,
} from "../pallets/subtensor/views/selective_metagraph.ts";
import {
  SubnetHyperparams,
  SubnetHyperparamsV2,
  subnetHyperparams,
  subnetHyperparamsV2,
} from "../pallets/subtensor/views/subnet_hyperparams.ts";
import {
  SubnetInfo,
  SubnetInfov2,
  subnetInfo,
  subnetInfoV2,
  subnetsInfo,
  subnetsInfoV2,
} from "../pallets/subtensor/views/subnet_info.ts";
import { SubnetState, subnetState } from "../pallets/subtensor/views/subnet_state.ts";
import { API_VERSIONS } from "../pallets/system/version.ts";
import { AccountId, MechId, NetUid } from "../primitives/ids.ts";
import { type AnyCodec, option, u16, u64, type ValueOf, vec } from "../primitives/scale/index.ts";
import type { ApiContext } from "./context.ts";

/** A question about one subnet, unanswered where there is none. */
const ofSubnet = <O extends AnyCodec>(output: O, answer: (ctx: ApiContext, netuid: NetUid) => ValueOf<O> | undefined) =>
  method({ netuid: NetUid }, option<ValueOf<O>>(output), (ctx: ApiContext, { netuid }) => answer(ctx, netuid));
const indices = vec(u16);

export const subnetInfoApi = runtimeApi<ApiContext>("SubnetInfoRuntimeApi", ...API_VERSIONS.SubnetInfoRuntimeApi, {
  get_subnet_info: ofSubnet(SubnetInfo, subnetInfo),
  get_subnets_info: method({}, vec(option(SubnetInfo)), (ctx: ApiContext) => subnetsInfo(ctx)),
  get_subnet_info_v2: ofSubnet(SubnetInfov2, subnetInfoV2),
  get_subnets_info_v2: method({}, vec(option(SubnetInfov2)), (ctx: ApiContext) => subnetsInfoV2(ctx)),
  get_subnet_hyperparams: ofSubnet(SubnetHyperparams, subnetHyperparams),
  get_subnet_hyperparams_v2: ofSubnet(SubnetHyperparamsV2, subnetHyperparamsV2),
  get_subnet_hyperparams_v3: ofSubnet(SubnetHyperparamsV3, subnetHyperparamsV3),
  get_all_dynamic_info: listMethod({}, option(DynamicInfo), (ctx: ApiContext) => eachDynamicInfo(ctx)),
  get_all_metagraphs: listMethod({}, option(Metagraph), (ctx: ApiContext) => eachMetagraph(ctx)),
  get_metagraph: ofSubnet(Metagraph, metagraph),
  get_all_mechagraphs: listMethod({}, option(Metagraph), (ctx: ApiContext) => eachMechagraph(ctx)),
  get_mechagraph: method({ netuid: NetUid, mecid: MechId }, option(Metagraph), (ctx: ApiContext, { netuid, mecid }) =>
    mechagraph(ctx, netuid, mecid),
  ),
  get_dynamic_info: ofSubnet(DynamicInfo, dynamicInfo),
  get_subnet_state: ofSubnet(SubnetState, subnetState),
  get_selective_metagraph: method(
    { netuid: NetUid, metagraph_indexes: indices },
    option(SelectiveMetagraph),
    (ctx: ApiContext, { netuid, metagraph_indexes }) => selectiveMetagraph(ctx, netuid, metagraph_indexes),
  ),
  get_coldkey_auto_stake_hotkey: method(
    { coldkey: AccountId, netuid: NetUid },
    option(AccountId),
    (ctx: ApiContext, { coldkey, netuid }) => staking.read.AutoStakeDestination.get(ctx, coldkey, netuid),
  ),
  get_selective_mechagraph: method(
    { netuid: NetUid, subid: MechId, metagraph_indexes: indices },
    option(SelectiveMetagraph),
    (ctx: ApiContext, { netuid, subid, metagraph_indexes }) =>
      selectiveMechagraph(ctx, netuid, subid, metagraph_indexes),
  ),
  get_subnet_to_prune: method({}, option(NetUid), (ctx: ApiContext) => networkToPrune(ctx)),
  get_subnet_account_id: ofSubnet(AccountId, subnetAccountId),
  get_next_epoch_start_block: ofSubnet(u64, nextEpochStartBlock),
});
