// From the address in a call to the account that is meant. Mirrors sp-runtime, traits/mod.rs (AccountIdLookup).

import type { AccountId } from "../primitives/ids.ts";
import type { MultiAddress } from "../primitives/multi_address.ts";
import { refuse } from "./refusal.ts";

/** The account behind an address; this chain knows accounts by their id only. */
export const lookup = (address: MultiAddress): AccountId =>
  address.type === "Id" ? address.value : refuse({ type: "CannotLookup" });
