// The calls with which people move and burn their money, and root theirs. Mirrors pallet-balances 42, lib.rs.

import { lookup } from "../../frame/lookup.ts";
import type { Handles } from "../../frame/section.ts";
import type { Ctx } from "./account.ts";
import type { balances } from "./contract.ts";
import { burn as burnFrom, reducible, transfer } from "./fungible.ts";

type Handler<N extends string> = Handles<typeof balances, N, Ctx>;

export const transferAllowDeath: Handler<"transfer_allow_death"> = (ctx, from, { dest, value }) =>
  transfer(ctx, { from, to: lookup(dest) }, value, "Expendable");

export const transferKeepAlive: Handler<"transfer_keep_alive"> = (ctx, from, { dest, value }) =>
  transfer(ctx, { from, to: lookup(dest) }, value, "Preserve");

export const forceTransfer: Handler<"force_transfer"> = (ctx, _root, { source, dest, value }) =>
  transfer(ctx, { from: lookup(source), to: lookup(dest) }, value, "Expendable");

export const transferAll: Handler<"transfer_all"> = (ctx, from, { dest, keep_alive }) => {
  const preservation = keep_alive ? "Preserve" : "Expendable";
  const all = reducible(ctx, from, preservation);
  transfer(ctx, { from, to: lookup(dest) }, all, preservation);
};

export const burn: Handler<"burn"> = (ctx, who, { value, keep_alive }) => {
  burnFrom(ctx, who, value, {
    precision: "Exact",
    preservation: keep_alive ? "Preserve" : "Expendable",
    fortitude: "Polite",
  });
};
