// An announced coldkey swap stops its coldkey from doing anything else; a disputed one stops it altogether. Mirrors
// pallets/subtensor/src/guards/check_coldkey_swap.rs.

import { ensure } from "../../../frame/refusal.ts";
import { keySwaps } from "../flows/key_swaps/contract.ts";
import { SubtensorModule } from "../pallet.ts";
import type { Guard } from "./guard.ts";

const { ColdkeySwapAnnouncements, ColdkeySwapDisputes } = keySwaps.read;
const { ColdkeySwapAnnounced, ColdkeySwapDisputed } = keySwaps.errors;

const ALLOWED = new Set([
  ...["announce_coldkey_swap", "swap_coldkey_announced", "dispute_coldkey_swap", "clear_coldkey_swap_announcement"].map(
    (name) => `${SubtensorModule.name}.${name}`,
  ),
  "MevShield.submit_encrypted",
]);

export const checkColdkeySwap: Guard = (ctx, who, { pallet, name }) => {
  if (!ColdkeySwapAnnouncements.has(ctx, who)) return;
  ensure(!ColdkeySwapDisputes.has(ctx, who), ColdkeySwapDisputed);
  ensure(ALLOWED.has(`${pallet}.${name}`), ColdkeySwapAnnounced);
};
