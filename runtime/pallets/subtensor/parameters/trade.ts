// What a subnet lets its owner, stakers and servers do, and who gets what is left over. Mirrors
// pallets/subtensor/src/utils/misc.rs and subnets/subnet.rs.

import { parameters } from "./contract.ts";
import { setterOf } from "./setter.ts";

const { storage, events } = parameters;

export const setSubtokenEnabled = setterOf(storage.SubtokenEnabled);
export const setEmaPriceHalvingBlocks = setterOf(storage.EMAPriceHalvingBlocks);
export const setSubnetEmissionEnabled = setterOf(storage.SubnetEmissionEnabled);
export const setOwnerCutEnabledFlag = setterOf(storage.OwnerCutEnabled);
export const setOwnerCutAutoLockEnabled = setterOf(storage.OwnerCutAutoLockEnabled);
export const setRecycleOrBurn = setterOf(storage.RecycleOrBurn);
export const setServingRateLimit = setterOf(storage.ServingRateLimit, events.ServingRateLimitSet);
