// The pallet put together. Mirrors pallets/crowdloan/src/lib.rs.

import { pallet } from "../../frame/pallet.ts";
import { implement } from "../../frame/section.ts";
import { Crowdloan, crowdloan } from "./contract.ts";
import { contribute, withdraw } from "./contributions.ts";
import { create } from "./create.ts";
import { finalize } from "./finalize.ts";
import { dissolve, refund } from "./giving_up.ts";
import { setMaxContribution, updateCap, updateEnd, updateMinContribution } from "./terms.ts";

export const crowdloanPallet = pallet(Crowdloan, {
  sections: [
    implement(crowdloan, {
      create,
      contribute,
      withdraw,
      finalize,
      refund,
      dissolve,
      update_min_contribution: updateMinContribution,
      update_end: updateEnd,
      update_cap: updateCap,
      set_max_contribution: setMaxContribution,
    }),
  ],
});
