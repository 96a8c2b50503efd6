// Neurons, told to clients. Mirrors pallets/subtensor/runtime-api/src/lib.rs (NeuronInfoRuntimeApi).

import { method, runtimeApi } from "../frame/runtime_api.ts";
import {
  NeuronInfo,
  NeuronInfoLite,
  neuron,
  neuronLite,
  neurons,
  neuronsLite,
} from "../pallets/subtensor/views/neuron_info.ts";
import { API_VERSIONS } from "../pallets/system/version.ts";
import { NetUid } from "../primitives/ids.ts";
import { option, u16, vec } from "../primitives/scale/index.ts";
import type { ApiContext } from "./context.ts";

const slot = { netuid: NetUid, uid: u16 };
export const neuronInfoApi = runtimeApi<ApiContext>("NeuronInfoRuntimeApi", ...API_VERSIONS.NeuronInfoRuntimeApi, {
  get_neurons: method({ netuid: NetUid }, vec(NeuronInfo), (ctx: ApiContext, { netuid }) => neurons(ctx, netuid)),
  get_neuron: method(slot, option(NeuronInfo), (ctx: ApiContext, { netuid, uid }) => neuron(ctx, netuid, uid)),
  get_neurons_lite: method({ netuid: NetUid }, vec(NeuronInfoLite), (ctx: ApiContext, { netuid }) =>
    neuronsLite(ctx, netuid),
  ),
  get_neuron_lite: method(slot, option(NeuronInfoLite), (ctx: ApiContext, { netuid, uid }) =>
    neuronLite(ctx, netuid, uid),
  ),
});
