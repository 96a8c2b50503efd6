// Payment of the fee, by the signer or, through proxies, by the account that agreed to pay for it. Mirrors
// pallet_transaction_payment::ChargeTransactionPayment within runtime/src/transaction_payment_wrapper.rs.

import type { Context } from "../context.ts";
import type { Call } from "../frame/call.ts";
import type { Extension } from "../frame/extension.ts";
import { VALID } from "../frame/validity.ts";
import { chargeWeight } from "../pallets/transaction_payment/weights.ts";
import type { Withdrawn } from "../ports/fees.ts";
import type { AccountId } from "../primitives/ids.ts";
import { compact, unit, wrapper } from "../primitives/scale/index.ts";
import { Tao } from "../primitives/units.ts";
import { addWeight, dbReads } from "../primitives/weight.ts";

type Ctx = Context<"fees" | "proxies">;

const NORMAL_PRIORITY = 1n;
const OPERATIONAL_PRIORITY = 10_000_000_000n;
const BATCHES = ["batch", "batch_all", "force_batch"];

/** In whose name a `Proxy.proxy` call acts, and what it does. */
function proxied(call: Call): { readonly real: AccountId; readonly inner: Call } | undefined {
  if (call.pallet !== "Proxy" || call.name !== "proxy") return undefined;
  const real = call.args.real as { readonly type: string; readonly value: unknown };
  return real.type === "Id" ? { real: real.value as AccountId, inner: call.args.call as Call } : undefined;
}
/** The payer of a fee, other than the signer: at most two levels of proxies deep, or through a batch of proxies. */
function realPayer(ctx: Ctx, signer: AccountId, call: Call): AccountId | undefined {
  const outer = proxied(call);
  if (outer === undefined || !ctx.ports.proxies.realPaysFee(ctx, { real: outer.real, delegate: signer }))
    return undefined;
  const { real, inner } = outer;
  const nested = proxied(inner);
  if (nested !== undefined && ctx.ports.proxies.realPaysFee(ctx, { real: nested.real, delegate: real }))
    return nested.real;
  return batchPayer(ctx, real, inner) ?? real;
}
function batchPayer(ctx: Ctx, delegate: AccountId, call: Call): AccountId | undefined {
  if (call.pallet !== "Utility" || !BATCHES.includes(call.name)) return undefined;
  let common: AccountId | undefined;
  for (const one of call.args.calls as readonly Call[]) {
    const real = proxied(one)?.real;
    if (real === undefined) return undefined;
    if (common === undefined && !ctx.ports.proxies.realPaysFee(ctx, { real, delegate })) return undefined;
    if (common !== undefined && common !== real) return undefined;
    common = real;
  }
  return common;
}

interface Prepared {
  readonly payer: AccountId;
  readonly tip: Tao;
  readonly withdrawn: Withdrawn;
}
export const chargeTransactionPayment: Extension<Tao, null, Prepared | undefined, Ctx> = {
  identifier: "ChargeTransactionPayment",
  extra: wrapper(
    "pallet_transaction_payment::ChargeTransactionPayment",
    compact(Tao),
    { T: undefined },
    "BalanceOf<T>",
  ),
  implicit: unit,
  additional: () => null,
  weight: () => addWeight(chargeWeight, dbReads(3)),
  validate(ctx, origin, tip, { call, info, length }) {
    const priority = info.class === "Operational" ? OPERATIONAL_PRIORITY : NORMAL_PRIORITY;
    if (origin.caller.type === "Signed") {
      const payer = realPayer(ctx, origin.caller.who, call) ?? origin.caller.who;
      ctx.ports.fees.ensureCanPay(ctx, {
        payer,
        call,
        info,
        fee: ctx.ports.fees.compute(ctx, { length, info, tip }),
        tip,
      });
    }
    return { valid: { ...VALID, priority } };
  },
  prepare(ctx, origin, tip, { call, info, length }) {
    if (origin.caller.type !== "Signed") return undefined;
    const payer = realPayer(ctx, origin.caller.who, call) ?? origin.caller.who;
    const fee = ctx.ports.fees.compute(ctx, { length, info, tip });
    return { payer, tip, withdrawn: ctx.ports.fees.withdraw(ctx, { payer, call, info, fee, tip }) };
  },
  settle(ctx, prepared, { info, length }, post) {
    if (prepared === undefined) return;
    const { payer, tip, withdrawn } = prepared;
    ctx.ports.fees.settle(ctx, {
      payer,
      withdrawn,
      actualFee: ctx.ports.fees.computeActual(ctx, { length, info, post, tip }),
      tip,
    });
  },
};
