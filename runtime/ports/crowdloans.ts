// What leases ask of crowdloans: the one that is being finalized, and who gave to it. Provided by Crowdloan.

import type { At } from "../frame/state.ts";
import type { AccountId } from "../primitives/ids.ts";
import type { Tao } from "../primitives/units.ts";

export interface FinalizedCrowdloan {
  readonly id: number;
  readonly creator: AccountId;
  readonly fundsAccount: AccountId;
  readonly raised: Tao;
  readonly contributorsCount: number;
}
export interface Crowdloans {
  /** The crowdloan whose call runs now. Refuses with InvalidCrowdloanId. */
  beingFinalized(at: At): FinalizedCrowdloan;
  /** What each contributor gave, in raw-key order. */
  contributions(at: At, id: number): Iterable<readonly [contributor: AccountId, amount: Tao]>;
  /** Most contributors a crowdloan may have. */
  maxContributors(at: At): number;
}
