// What the fee payment asks of proxies. Provided by Proxy.

import type { At } from "../frame/state.ts";
import type { AccountId } from "../primitives/ids.ts";

export interface Proxies {
  /** Whether `real` agreed to pay the fees of what `delegate` does in its name. */
  realPaysFee(at: At, parties: { readonly real: AccountId; readonly delegate: AccountId }): boolean;
}
