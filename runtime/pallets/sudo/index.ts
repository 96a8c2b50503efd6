// Sudo put together. Mirrors pallet-sudo 41.

import { pallet } from "../../frame/pallet.ts";
import { implement } from "../../frame/section.ts";
import type { At } from "../../frame/state.ts";
import type { SudoKey } from "../../ports/sudo_key.ts";
import type { AccountId } from "../../primitives/ids.ts";
import { removeKey, sudo as runAsRoot, setKey, sudoAs } from "./calls.ts";
import { Sudo, sudo } from "./contract.ts";

export const sudoPallet = pallet(Sudo, {
  sections: [
    implement(sudo, {
      sudo: runAsRoot,
      sudo_unchecked_weight: runAsRoot,
      set_key: setKey,
      sudo_as: sudoAs,
      remove_key: removeKey,
    }),
  ],
  genesis: (at: At, config: { readonly sudo?: AccountId | undefined }) => buildSudoGenesis(at, { key: config.sudo }),
});

export function buildSudoGenesis(at: At, { key }: { readonly key: AccountId | undefined }): void {
  if (key === undefined) sudo.storage.Key.delete(at);
  else sudo.storage.Key.set(at, key);
}

/** Provides `sudoKey`. */
export const sudoKey: SudoKey = { key: (at) => sudo.read.Key.get(at) };
