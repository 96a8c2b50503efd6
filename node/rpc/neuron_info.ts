// neuronInfo_*: the neurons of a subnet. Mirrors pallets/subtensor/rpc/src/lib.rs.

import { u16 } from "./params.ts";
import { bytesOf } from "./question.ts";

const api = "NeuronInfoRuntimeApi";
const netuid = u16;
const slot = { netuid, uid: u16 };
const lite = "Unable to get neurons lite info";
export const neuronInfo_getNeuronsLite = bytesOf({
  api,
  method: "get_neurons_lite",
  params: { netuid },
  failure: lite,
});
export const neuronInfo_getNeuronLite = bytesOf({ api, method: "get_neuron_lite", params: slot, failure: lite });
export const neuronInfo_getNeurons = bytesOf({
  api,
  method: "get_neurons",
  params: { netuid },
  failure: "Unable to get neurons info",
});
export const neuronInfo_getNeuron = bytesOf({
  api,
  method: "get_neuron",
  params: slot,
  failure: "Unable to get neuron info",
});
