// The symbol of each subnet's token, and the name of a subnet. Mirrors pallets/subtensor/src/subnets/symbols.rs.

import { ensure } from "../../../frame/refusal.ts";
import type { Handles } from "../../../frame/section.ts";
import { bytesToHex, utf8ToBytes } from "../../../primitives/bytes.ts";
import type { NetUid } from "../../../primitives/ids.ts";
import type { Ctx } from "../context.ts";
import { identities } from "../identity/contract.ts";
import { subnets } from "./contract.ts";
import { ensureSubnetOwnerOrRoot } from "./subnet.ts";
import { NAME_LIST, SYMBOL_LIST } from "./symbol_table.ts";

const { TokenSymbol } = subnets.storage;
const { errors, events } = subnets;

/** Number 0 is root's and the last resort. */
export const SYMBOLS: readonly Uint8Array[] = SYMBOL_LIST.split(" ").map(utf8ToBytes);
const NAMES: readonly Uint8Array[] = NAME_LIST.split(",").map(utf8ToBytes);
const UNKNOWN = utf8ToBytes("unknown");

/** What its identity says, or what its number has always been called. */
export function nameForSubnet(ctx: Ctx, netuid: NetUid): Uint8Array {
  const own = identities.read.SubnetIdentitiesV3.get(ctx, netuid)?.subnet_name;
  return own !== undefined && own.length > 0 ? own : (NAMES[netuid] ?? UNKNOWN);
}
/** The symbol that belongs to a number. */
export const symbolForSubnet = (netuid: NetUid): Uint8Array => SYMBOLS[netuid] ?? SYMBOLS[0]!;
const symbolsInUse = (ctx: Ctx): Set<string> =>
  new Set(Array.from(TokenSymbol.entries(ctx), ([, symbol]) => bytesToHex(symbol)));

/** The number's own symbol, else the first that nobody has, else root's. */
export function nextAvailableSymbol(ctx: Ctx, netuid: NetUid): Uint8Array {
  const used = symbolsInUse(ctx);
  const isFree = (symbol: Uint8Array): boolean => !used.has(bytesToHex(symbol));
  const own = symbolForSubnet(netuid);
  return isFree(own) ? own : (SYMBOLS.slice(1).find(isFree) ?? SYMBOLS[0]!);
}
export function ensureSymbolExists(symbol: Uint8Array): void {
  const asked = bytesToHex(symbol);
  ensure(
    SYMBOLS.slice(1).some((one) => bytesToHex(one) === asked),
    errors.SymbolDoesNotExist,
  );
}
export function ensureSymbolAvailable(ctx: Ctx, symbol: Uint8Array): void {
  ensure(!symbolsInUse(ctx).has(bytesToHex(symbol)), errors.SymbolAlreadyInUse);
}

export const updateSymbol: Handles<typeof subnets, "update_symbol", Ctx> = (ctx, who, { netuid, symbol }) => {
  ensureSubnetOwnerOrRoot(ctx, who, netuid);
  ensureSymbolExists(symbol);
  ensureSymbolAvailable(ctx, symbol);
  TokenSymbol.set(ctx, netuid, symbol);
  ctx.emit(events.SymbolUpdated({ netuid, symbol }));
};
