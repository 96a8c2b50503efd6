// Who holds the sudo key. Provided by Sudo.

import type { At } from "../frame/state.ts";
import type { AccountId } from "../primitives/ids.ts";

export interface SudoKey {
  key(at: At): AccountId | undefined;
}
