// What fee payment and leases ask of proxies. Provided by Proxy.

import type { FrameContext } from "../frame/context.ts";
import type { At } from "../frame/state.ts";
import type { AccountId } from "../primitives/ids.ts";

export interface Lease {
  readonly lease: AccountId;
  readonly beneficiary: AccountId;
}
export interface Proxies {
  /** Whether `real` agreed to pay the fees of what `delegate` does in its name. */
  realPaysFee(at: At, parties: { readonly real: AccountId; readonly delegate: AccountId }): boolean;
  /** Lets a beneficiary operate a leased subnet; the lease's account pays the deposit. */
  addLeaseBeneficiary(ctx: FrameContext, lease: Lease): void;
  removeLeaseBeneficiary(ctx: FrameContext, lease: Lease): void;
}
