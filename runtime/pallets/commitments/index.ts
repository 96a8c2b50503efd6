// The pallet put together. Calls without a function refuse.

import { pallet } from "../../frame/pallet.ts";
import { implementSome } from "../../frame/section.ts";
import { Commitments, commitments } from "./contract.ts";

export const commitmentsPallet = pallet(Commitments, {
  sections: [implementSome(commitments, {})],
});
