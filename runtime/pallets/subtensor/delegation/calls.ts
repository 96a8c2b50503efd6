// The functions behind the calls of delegation.

import { decreaseTake } from "./decrease_take.ts";
import { increaseTake } from "./increase_take.ts";
import {
  setAutoParentDelegationEnabled,
  setChildkeyTake,
  setChildren,
  setPendingChildkeyCooldown,
} from "./set_children.ts";

export const delegationCalls = {
  decrease_take: decreaseTake,
  increase_take: increaseTake,
  set_children: setChildren,
  set_childkey_take: setChildkeyTake,
  set_pending_childkey_cooldown: setPendingChildkeyCooldown,
  set_auto_parent_delegation_enabled: setAutoParentDelegationEnabled,
};
