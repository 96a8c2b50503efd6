// What holds of the shield: the calls that wait are counted, and keys have the length that clients seal to. Mirrors what
// pallets/shield/src/lib.rs keeps in step.

import { invariant } from "../../frame/invariant.ts";
import { ENCAPSULATION_KEY_LENGTH } from "../../primitives/crypto/shielding.ts";
import { shield } from "./contract.ts";

const { AuthorKeys, CurrentKey, PendingKey, NextKey, PendingExtrinsics } = shield.read;
const { CounterForPendingExtrinsics, NextPendingExtrinsicIndex } = shield.read;

export const shieldInvariants = [
  invariant("calls that wait are counted, and none waits where the next is to come", (ctx) => {
    const places = Array.from(PendingExtrinsics.keysOf(ctx), ([index]) => index);
    const counted = CounterForPendingExtrinsics.get(ctx);
    if (places.length !== counted) return `${places.length} calls wait, ${counted} are counted`;
    const late = places.find((index) => index >= NextPendingExtrinsicIndex.get(ctx));
    return late === undefined ? undefined : `a call waits at ${late}, which is still to come`;
  }),
  invariant("keys of the shield have their length", (ctx) => {
    const keys = [CurrentKey, PendingKey, NextKey].map((item) => item.get(ctx));
    for (const [, key] of AuthorKeys.entries(ctx)) keys.push(key);
    const odd = keys.find((key) => key !== undefined && key.length !== ENCAPSULATION_KEY_LENGTH);
    return odd === undefined ? undefined : `a key has ${odd.length} bytes`;
  }),
];
