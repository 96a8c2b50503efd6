// Multisig put together. Mirrors pallet-multisig 41.

import { pallet } from "../../frame/pallet.ts";
import { implement } from "../../frame/section.ts";
import { Multisig, multisig } from "./contract.ts";
import { approveAsMulti, asMulti, asMultiThreshold1, cancelAsMulti, pokeDeposit } from "./operations.ts";

export const multisigPallet = pallet(Multisig, {
  storageVersion: 1,
  sections: [
    implement(multisig, {
      as_multi_threshold_1: asMultiThreshold1,
      as_multi: asMulti,
      approve_as_multi: approveAsMulti,
      cancel_as_multi: cancelAsMulti,
      poke_deposit: pokeDeposit,
    }),
  ],
});
