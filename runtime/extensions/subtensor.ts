// The economy's checks before a transaction enters a block: the guards' own, told by number. Mirrors
// pallets/subtensor/src/extensions/subtensor.rs.

import type { Context, Ports } from "../context.ts";
import type { Extension } from "../frame/extension.ts";
import { attempt } from "../frame/refusal.ts";
import { invalidCustom } from "../frame/validity.ts";
import { guards } from "../pallets/subtensor/guards/index.ts";
import { unit } from "../primitives/scale/index.ts";
import { customErrorOf } from "./custom_errors.ts";
import { nothing } from "./system.ts";

export const subtensorTransaction: Extension<null, null, void, Context<keyof Ports>> = {
  identifier: "SubtensorTransactionExtension",
  extra: nothing("pallet_subtensor::extensions::subtensor::SubtensorTransactionExtension"),
  implicit: unit,
  additional: () => null,
  validate(ctx, { caller }, _extra, { call }) {
    if (caller.type !== "Signed") return;
    const refusal = attempt(() => {
      for (const guard of guards) guard(ctx, caller.who, call);
    });
    if (refusal !== undefined) invalidCustom(customErrorOf(refusal.palletError?.name));
  },
};
