// The economy's checks before a transaction enters a block. Mirrors pallets/subtensor/src/extensions/subtensor.rs.

import type { Extension } from "../frame/extension.ts";
import { unit } from "../primitives/scale/index.ts";
import { nothing } from "./system.ts";

export const subtensorTransaction: Extension<null, null> = {
  identifier: "SubtensorTransactionExtension",
  extra: nothing("pallet_subtensor::extensions::subtensor::SubtensorTransactionExtension"),
  implicit: unit,
  additional: () => null,
};
