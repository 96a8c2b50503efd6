// The end of a subnet: stakers are paid out of the pool, the owner's lock may be refunded, everything it knew is
// forgotten. Mirrors pallets/subtensor/src/coinbase/root.rs (do_dissolve_network).

import { ensure } from "../../../../frame/refusal.ts";
import type { Handles } from "../../../../frame/section.ts";
import { type NetUid, ROOT } from "../../../../primitives/ids.ts";
import type { Ctx } from "../../context.ts";
import { finalizeAllSubnetRootDividends } from "../../root/claim_root.ts";
import { subnets } from "../../subnets/contract.ts";
import { ifSubnetExist } from "../../subnets/subnet.ts";
import { subnetLifecycle } from "./contract.ts";
import { destroyAlphaInOutStakes } from "./destroy_stakes.ts";
import { removeNetwork } from "./remove_network.ts";

export function dissolveNetwork(ctx: Ctx, netuid: NetUid): void {
  ensure(ifSubnetExist(ctx, netuid) && netuid !== ROOT, subnets.errors.SubnetNotExists);
  finalizeAllSubnetRootDividends(ctx, netuid);
  destroyAlphaInOutStakes(ctx, netuid);
  ctx.ports.exchange.clearProtocolLiquidity(ctx, netuid);
  ctx.ports.commitments.purgeNetuid(ctx, netuid);
  removeNetwork(ctx, netuid);
  ctx.emit(subnetLifecycle.events.NetworkRemoved(netuid));
}

/** The coldkey of the older call no longer means anything. */
export const dissolveNetworkCall: Handles<typeof subnetLifecycle, "dissolve_network", Ctx> = (ctx, _, { netuid }) =>
  dissolveNetwork(ctx, netuid);
export const rootDissolveNetwork: Handles<typeof subnetLifecycle, "root_dissolve_network", Ctx> = (
  ctx,
  _,
  { netuid },
) => dissolveNetwork(ctx, netuid);
