// The pallet put together: the setters, and the few calls that are none. Mirrors pallets/admin-utils/src/lib.rs.

import { pallet } from "../../frame/pallet.ts";
import { refuse } from "../../frame/refusal.ts";
import { type Handles, implement } from "../../frame/section.ts";
import { AdminUtils, adminUtils } from "./contract.ts";
import type { Ctx } from "./rows.ts";
import { chainSetters, ownerSetters, rootSetters } from "./setters.ts";

const { PrecompileEnable } = adminUtils.storage;
const { errors, events } = adminUtils;
type Of<N extends string> = Handles<typeof adminUtils, N, Ctx>;

const swap_authorities: Of<"swap_authorities"> = (ctx, _root, args) =>
  ctx.ports.authorities.changeAuthors(ctx, args.new_authorities);
const schedule_grandpa_change: Of<"schedule_grandpa_change"> = (ctx, _root, { next_authorities, in_blocks, forced }) =>
  ctx.ports.finalizerChanges.schedule(ctx, next_authorities, in_blocks, forced);
const sudo_set_evm_chain_id: Of<"sudo_set_evm_chain_id"> = (ctx, _root, { chain_id }) =>
  ctx.ports.evmChainId.setId(ctx, chain_id);
/** Says nothing where nothing changes. */
const sudo_toggle_evm_precompile: Of<"sudo_toggle_evm_precompile"> = (ctx, _root, { precompile_id, enabled }) => {
  if (PrecompileEnable.get(ctx, precompile_id) === enabled) return;
  PrecompileEnable.set(ctx, precompile_id, enabled);
  ctx.emit(events.PrecompileUpdated({ precompile_id, enabled }));
};
/** The same call under two names. */
const setOwnerHotkey: Of<"sudo_set_sn_owner_hotkey"> = (ctx, who, { netuid, hotkey }) =>
  ctx.ports.hyperparameters.setOwnerHotkey(ctx, netuid, who, hotkey);

export const adminUtilsPallet = pallet(AdminUtils, {
  sections: [
    implement(adminUtils, {
      ...ownerSetters,
      ...rootSetters,
      ...chainSetters,
      swap_authorities,
      schedule_grandpa_change,
      sudo_set_evm_chain_id,
      sudo_toggle_evm_precompile,
      sudo_set_subnet_owner_hotkey: setOwnerHotkey,
      sudo_set_sn_owner_hotkey: setOwnerHotkey,
      sudo_set_network_pow_registration_allowed: () => refuse(errors.POWRegistrationDisabled),
      sudo_set_total_issuance: () => refuse(errors.Deprecated),
    }),
  ],
});
