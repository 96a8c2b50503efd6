// Endpoints that could not be served. Mirrors pallets/subtensor/src/guards/check_serving_endpoints.rs.

import type { AccountId, NetUid } from "../../../primitives/ids.ts";
import type { Ctx } from "../context.ts";
import { serving } from "../serving/contract.ts";
import { type ServedAxon, validateServeAxon, validateServePrometheus } from "../serving/serving.ts";
import { guardOf } from "./guard.ts";

const axon = (ctx: Ctx, who: AccountId, told: ServedAxon & { readonly netuid: NetUid }): void =>
  validateServeAxon(ctx, told.netuid, who, told);
export const checkServingEndpoints = guardOf(serving, {
  serve_axon: axon,
  serve_axon_tls: axon,
  serve_prometheus: (ctx, who, { netuid, ...told }) => void validateServePrometheus(ctx, netuid, who, told),
});
