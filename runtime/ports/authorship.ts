// Who authors the block, and so gets the fees. Provided by Aura; undefined where the digest names nobody.

import type { At } from "../frame/state.ts";
import type { AccountId } from "../primitives/ids.ts";

export interface Authorship {
  author(at: At): AccountId | undefined;
}
