// Work beside the chain, done after a block. Mirrors sp-offchain (OffchainWorkerApi).

import { method, runtimeApi } from "../frame/runtime_api.ts";
import { API_VERSIONS } from "../pallets/system/version.ts";
import { Header } from "../primitives/header.ts";
import { unit } from "../primitives/scale/index.ts";
import type { ApiContext } from "./context.ts";

export const offchainWorkerApi = runtimeApi<ApiContext>("OffchainWorkerApi", ...API_VERSIONS.OffchainWorkerApi, {
  // Deviates: nothing runs beside the chain in here; what the reference fetches there, the node brings in itself.
  offchain_worker: method({ header: Header }, unit, () => null),
});
