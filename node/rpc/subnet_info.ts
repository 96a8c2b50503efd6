// subnetInfo_*: subnets, their hyperparameters, tokens and metagraphs. Mirrors pallets/subtensor/rpc/src/lib.rs.

import { account, list, type Params, u8, u16 } from "./params.ts";
import { bytesOf, readOf } from "./question.ts";

const of = (method: string, params: Params, what: string) => ({
  api: "SubnetInfoRuntimeApi",
  method,
  params,
  failure: `Unable to get ${what}`,
});
const netuid = u16;
const ofMechanism = { netuid, mecid: u8 };
const metagraph_index = list(u16);
// The texts are the reference's, slips included.
const SUBNET = "subnet info";
const SUBNETS = "subnets info";
const DYNAMIC = "dynamic subnets info";
const ALL = "metagraps";
const SELECTIVE = "selective metagraph";

export const subnetInfo_getSubnetInfo = bytesOf(of("get_subnet_info", { netuid }, SUBNET));
export const subnetInfo_getSubnetsInfo = bytesOf(of("get_subnets_info", {}, SUBNETS));
export const subnetInfo_getSubnetInfo_v2 = bytesOf(of("get_subnet_info_v2", { netuid }, SUBNET));
export const subnetInfo_getSubnetsInfo_v2 = bytesOf(of("get_subnets_info_v2", {}, SUBNETS));
export const subnetInfo_getSubnetHyperparams = bytesOf(of("get_subnet_hyperparams", { netuid }, SUBNET));
export const subnetInfo_getSubnetHyperparamsV2 = bytesOf(of("get_subnet_hyperparams_v2", { netuid }, SUBNET));
export const subnetInfo_getAllDynamicInfo = bytesOf(of("get_all_dynamic_info", {}, DYNAMIC));
export const subnetInfo_getDynamicInfo = bytesOf(of("get_dynamic_info", { netuid }, DYNAMIC));
export const subnetInfo_getAllMetagraphs = bytesOf(of("get_all_metagraphs", {}, ALL));
export const subnetInfo_getMetagraph = bytesOf(of("get_metagraph", { netuid }, DYNAMIC));
export const subnetInfo_getAllMechagraphs = bytesOf(of("get_all_mechagraphs", {}, ALL));
export const subnetInfo_getMechagraph = bytesOf(of("get_mechagraph", ofMechanism, DYNAMIC));
export const subnetInfo_getSubnetState = bytesOf(of("get_subnet_state", { netuid }, "subnet state info"));
export const subnetInfo_getLockCost = readOf({
  ...of("get_network_registration_cost", {}, "subnet lock cost"),
  api: "SubnetRegistrationRuntimeApi",
});
export const subnetInfo_getSelectiveMetagraph = bytesOf(
  of("get_selective_metagraph", { netuid, metagraph_index }, SELECTIVE),
);
export const subnetInfo_getColdkeyAutoStakeHotkey = bytesOf(
  of("get_coldkey_auto_stake_hotkey", { coldkey: account, netuid }, "coldkey auto stake hotkey"),
);
export const subnetInfo_getSelectiveMechagraph = bytesOf(
  of("get_selective_mechagraph", { ...ofMechanism, metagraph_index }, SELECTIVE),
);
export const subnetInfo_getSubnetToPrune = readOf(of("get_subnet_to_prune", {}, "subnet to prune"));
export const subnetInfo_getSubnetAccountId = bytesOf({
  ...of("get_subnet_account_id", { netuid }, ""),
  failure: "Subnet does not exist",
});
