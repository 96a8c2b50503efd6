// Utility put together. Mirrors pallets/utility.

import { pallet } from "../../frame/pallet.ts";
import { implement } from "../../frame/section.ts";
import { batch, batchAll, forceBatch } from "./batches.ts";
import { Utility, utility } from "./contract.ts";
import { asDerivative, dispatchAs, dispatchAsFallible, ifElse, withWeight } from "./origins.ts";

export const utilityPallet = pallet(Utility, {
  sections: [
    implement(utility, {
      batch,
      as_derivative: asDerivative,
      batch_all: batchAll,
      dispatch_as: dispatchAs,
      force_batch: forceBatch,
      with_weight: withWeight,
      if_else: ifElse,
      dispatch_as_fallible: dispatchAsFallible,
    }),
  ],
});
