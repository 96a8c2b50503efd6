// Only the holder of the sudo key gets a sudo call into the pool. Mirrors runtime/src/sudo_wrapper.rs.

import type { Context } from "../context.ts";
import type { Extension } from "../frame/extension.ts";
import { invalid } from "../frame/validity.ts";
import { unit } from "../primitives/scale/index.ts";
import { nothing } from "./system.ts";

export const sudoTransaction: Extension<null, null, void, Context<"sudoKey">> = {
  identifier: "SudoTransactionExtension",
  extra: nothing("node_subtensor_runtime::sudo_wrapper::SudoTransactionExtension"),
  implicit: unit,
  additional: () => null,
  validate(ctx, origin, _extra, { call }) {
    if (origin.caller.type === "Signed" && call.pallet === "Sudo" && ctx.ports.sudoKey.key(ctx) !== origin.caller.who)
      invalid("BadSigner");
  },
};
