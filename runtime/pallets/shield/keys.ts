// The keys that transactions are encrypted for move up with every block: an author's own, two blocks before its turn the one
// to encrypt with, then pending, then current. Mirrors pallets/shield/src/lib.rs (announce_next_key, the inherent,
// is_shielded_using_current_key).

import type { Context } from "../../context.ts";
import type { Inherent } from "../../frame/pallet.ts";
import { ensure, refuse } from "../../frame/refusal.ts";
import type { Handles } from "../../frame/section.ts";
import type { At } from "../../frame/state.ts";
import type { Item } from "../../frame/storage.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import { ENCAPSULATION_KEY_LENGTH } from "../../primitives/crypto/shielding.ts";
import { twox128 } from "../../primitives/hash/index.ts";
import { option } from "../../primitives/scale/index.ts";
import { MevShield, shield } from "./contract.ts";
import { ShieldEncKey } from "./pending.ts";

const { CurrentKey, PendingKey, NextKey, AuthorKeys, PendingKeyExpiresAt, NextKeyExpiresAt } = shield.storage;
const { errors } = shield;
type Ctx = Context<"shieldAuthors">;

/** Blocks that a key has left, counting the one it was moved in. */
const PENDING_LIFE = 2;
const NEXT_LIFE = 3;

function put<V>(ctx: Ctx, item: Item<[], V, V | undefined>, stored: V | undefined): void {
  if (stored === undefined) item.delete(ctx);
  else item.set(ctx, stored);
}

export const announceNextKey: Handles<typeof shield, "announce_next_key", Ctx> = (ctx, _, { enc_key }) => {
  const { shieldAuthors } = ctx.ports;
  const author = shieldAuthors.current(ctx) ?? refuse(errors.Unreachable);
  put(ctx, CurrentKey, PendingKey.get(ctx));
  put(ctx, PendingKey, NextKey.get(ctx));
  const later = shieldAuthors.nextNext(ctx);
  // Read before the author's own key changes: who authors alone is known by the key of the block before.
  put(ctx, NextKey, later === undefined ? undefined : AuthorKeys.get(ctx, later));
  if (enc_key === undefined) AuthorKeys.delete(ctx, author);
  else {
    ensure(enc_key.length === ENCAPSULATION_KEY_LENGTH, errors.BadEncKeyLen);
    AuthorKeys.set(ctx, author, enc_key);
  }
  const now = ctx.block.number;
  put(ctx, PendingKeyExpiresAt, PendingKey.has(ctx) ? now + PENDING_LIFE : undefined);
  put(ctx, NextKeyExpiresAt, NextKey.has(ctx) ? now + NEXT_LIFE : undefined);
};

/** The inherent's identifier. */
export const SHIELD_INHERENT = "shieldpk";
/** What an author gives: the key it announces, or that it has none. */
export const AnnouncedKey = option(ShieldEncKey);

export const keyInherent: Inherent<Ctx> = {
  identifier: SHIELD_INHERENT,
  create(_ctx, data) {
    const bytes = data.get(SHIELD_INHERENT);
    if (bytes === undefined) return undefined;
    return { pallet: MevShield.name, name: "announce_next_key", args: { enc_key: AnnouncedKey.decode(bytes) } };
  },
  check: () => undefined,
  isInherent: (one) => one.name === "announce_next_key",
};

/** Is it the key whose author is to build the block after this state? */
export function isPendingKey(at: At, keyHash: Uint8Array): boolean {
  const key = PendingKey.get(at);
  return key !== undefined && equalBytes(twox128(key), keyHash);
}
