// The pallet put together: every section with the functions behind its calls. A section whose calls are not built yet
// stands here with none, and its calls refuse.

import { pallet } from "../../frame/pallet.ts";
import { implementSome } from "../../frame/section.ts";
import { coinbase } from "./coinbase/contract.ts";
import { subtensorConstants } from "./constants/contract.ts";
import { delegation } from "./delegation/contract.ts";
import { epoch } from "./epoch/contract.ts";
import { keySwaps } from "./flows/key_swaps/contract.ts";
import { subnetLifecycle } from "./flows/subnet_lifecycle/contract.ts";
import { identities } from "./identity/contract.ts";
import { keys } from "./keys/contract.ts";
import { leases } from "./leases/contract.ts";
import { terminateLease } from "./leases/leasing.ts";
import { limits } from "./limits/contract.ts";
import { lockCalls } from "./locks/calls.ts";
import { locks } from "./locks/contract.ts";
import { mechanisms } from "./mechanisms/contract.ts";
import { SubtensorModule } from "./pallet.ts";
import { parameters } from "./parameters/contract.ts";
import { pools } from "./pools/contract.ts";
import { registration } from "./registration/contract.ts";
import { retired } from "./retired/contract.ts";
import { claimCalls } from "./root/calls.ts";
import { rootNetwork } from "./root/contract.ts";
import { serving } from "./serving/contract.ts";
import { settings } from "./settings/contract.ts";
import { staking } from "./staking/contract.ts";
import { subnets } from "./subnets/contract.ts";
import { tempo } from "./tempo/contract.ts";
import { votingPower } from "./voting_power/contract.ts";
import { validatorWeights } from "./weights/contract.ts";

export const subtensorPallet = pallet(SubtensorModule, {
  storageVersion: 7,
  sections: [
    implementSome(subtensorConstants, {}),
    implementSome(parameters, {}),
    implementSome(settings, {}),
    implementSome(limits, {}),
    implementSome(keys, {}),
    implementSome(subnets, {}),
    implementSome(leases, { terminate_lease: terminateLease }),
    implementSome(registration, {}),
    implementSome(serving, {}),
    implementSome(staking, {}),
    implementSome(delegation, {}),
    implementSome(locks, lockCalls),
    implementSome(rootNetwork, { ...claimCalls }),
    implementSome(validatorWeights, {}),
    implementSome(epoch, {}),
    implementSome(votingPower, {}),
    implementSome(mechanisms, {}),
    implementSome(pools, {}),
    implementSome(coinbase, {}),
    implementSome(tempo, {}),
    implementSome(identities, {}),
    implementSome(keySwaps, {}),
    implementSome(subnetLifecycle, {}),
    implementSome(retired, {}),
  ],
});
