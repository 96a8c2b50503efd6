// What a new subnet costs. Mirrors pallets/subtensor/runtime-api/src/lib.rs (SubnetRegistrationRuntimeApi).

import { method, runtimeApi } from "../frame/runtime_api.ts";
import { networkLockCost } from "../pallets/subtensor/root/root.ts";
import { API_VERSIONS } from "../pallets/system/version.ts";
import { Tao } from "../primitives/units.ts";
import type { ApiContext } from "./context.ts";

export const subnetRegistrationApi = runtimeApi<ApiContext>(
  "SubnetRegistrationRuntimeApi",
  ...API_VERSIONS.SubnetRegistrationRuntimeApi,
  {
    get_network_registration_cost: method({}, Tao, (ctx: ApiContext) => networkLockCost(ctx)),
  },
);
