// Sudo: one key whose holder may do anything. Mirrors pallet-sudo 41.

import { RuntimeCall } from "../../frame/call.ts";
import { DispatchResult } from "../../frame/dispatch_result.ts";
import { signedOrRoot } from "../../frame/origin.ts";
import { call, error, event, palletIdentity, section } from "../../frame/section.ts";
import { value } from "../../frame/storage.ts";
import { WeightCodec } from "../../frame/weight.ts";
import { AccountId } from "../../primitives/ids.ts";
import { MultiAddress } from "../../primitives/multi_address.ts";
import { option } from "../../primitives/scale/index.ts";
import { weights } from "./weights.ts";

export const Sudo = palletIdentity("Sudo", 12);

export const sudo = section(Sudo, {
  storage: { Key: value(AccountId, { docs: "Who may do anything." }) },
  events: {
    Sudid: event(0, { sudo_result: DispatchResult }, "A call ran as root."),
    KeyChanged: event(1, { old: option(AccountId), new: AccountId }, "The key has another holder."),
    KeyRemoved: event(2, [], "There is no key any more."),
    SudoAsDone: event(3, { sudo_result: DispatchResult }, "A call ran in the name of an account."),
  },
  errors: { RequireSudo: error(0, "Sender must be the Sudo account.") },
  calls: {
    sudo: call(
      0,
      signedOrRoot,
      { call: RuntimeCall },
      {
        weight: ({ call }, infoOf) => weights.sudo(infoOf(call).weight),
        class: ({ call }, infoOf) => infoOf(call).class,
        docs: "Runs a call as root.",
      },
    ),
    sudo_unchecked_weight: call(
      1,
      signedOrRoot,
      { call: RuntimeCall, weight: WeightCodec },
      {
        weight: ({ weight }) => weight,
        class: ({ call }, infoOf) => infoOf(call).class,
        docs: "Runs a call as root, of whatever weight the caller says.",
      },
    ),
    set_key: call(2, signedOrRoot, { new: MultiAddress }, { weight: weights.set_key, docs: "Hands the key on." }),
    sudo_as: call(
      3,
      signedOrRoot,
      { who: MultiAddress, call: RuntimeCall },
      {
        weight: ({ call }, infoOf) => weights.sudo_as(infoOf(call).weight),
        class: ({ call }, infoOf) => infoOf(call).class,
        docs: "Runs a call in the name of an account.",
      },
    ),
    remove_key: call(4, signedOrRoot, {}, { weight: weights.remove_key, docs: "Throws the key away, for good." }),
  },
});
