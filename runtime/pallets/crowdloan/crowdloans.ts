// Provides `crowdloans` from the pallet's storage. Mirrors what pallets/subtensor/src/subnets/leasing.rs reads of
// pallets/crowdloan.

import { refuse } from "../../frame/refusal.ts";
import type { Crowdloans } from "../../ports/crowdloans.ts";
import { crowdloan } from "./contract.ts";

const { Contributions, Crowdloans: All, CurrentCrowdloanId } = crowdloan.read;
const { constants, errors } = crowdloan;

export const crowdloans: Crowdloans = {
  beingFinalized(at) {
    const id = CurrentCrowdloanId.get(at) ?? refuse(errors.InvalidCrowdloanId);
    const { creator, funds_account, raised, contributors_count } = All.get(at, id) ?? refuse(errors.InvalidCrowdloanId);
    return { id, creator, fundsAccount: funds_account, raised, contributorsCount: contributors_count };
  },
  *contributions(at, id) {
    for (const [[, contributor], amount] of Contributions.entries(at, id)) yield [contributor, amount] as const;
  },
  maxContributors: (at) => constants.MaxContributors.get(at),
};
