// Replays balancer.json: the weighted pool and the big-number power beneath it.

import {
  baseDeltaIn,
  baseNeededForQuote,
  baseWeight,
  calculatePrice,
  expBaseQuote,
  expQuoteBase,
  isQuoteWeight,
  mulPerquintillRound,
  quoteDeltaIn,
  quoteWeightAfter,
} from "../../runtime/primitives/balancer/balancer.ts";
import { powRatioScaled } from "../../runtime/primitives/balancer/power.ts";
import { U64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { Perquintill } from "../../runtime/primitives/perthing.ts";
import { type Replayed, type Row, rowsOf, type Table, tally, whole } from "./tally.ts";

const quoteOf = (row: Row) => Perquintill.fromParts(whole(row, "quote_parts"));
const price = (row: Row, name: string) => U64F64.fromBits(whole(row, name));

const sections: Readonly<Record<string, { inputs: number; answer: (row: Row) => unknown[] }>> = {
  exp: {
    inputs: 3,
    answer: (row) => {
      const [reserve, delta] = [whole(row, "reserve"), whole(row, "delta")];
      return [expBaseQuote(quoteOf(row), reserve, delta), expQuoteBase(quoteOf(row), reserve, delta)];
    },
  },
  calculate_price: {
    inputs: 3,
    answer: (row) => [calculatePrice(quoteOf(row), whole(row, "x_alpha"), whole(row, "y_tao"))],
  },
  update_weights_for_added_liquidity: {
    inputs: 5,
    answer: (row) => {
      const after = quoteWeightAfter(quoteOf(row), {
        taoReserve: whole(row, "tao_reserve"),
        alphaReserve: whole(row, "alpha_reserve"),
        taoDelta: whole(row, "tao_delta"),
        alphaDelta: whole(row, "alpha_delta"),
      });
      const quote = after ?? quoteOf(row);
      return [after !== undefined, quote, baseWeight(quote)];
    },
  },
  delta_in: {
    inputs: 5,
    answer: (row) => {
      const current = price(row, "current_price_U64F64");
      const reserve = whole(row, "reserve");
      return [
        quoteDeltaIn(quoteOf(row), { current, target: price(row, "target_price_for_quote") }, reserve),
        baseDeltaIn(quoteOf(row), { current, target: price(row, "target_price_for_base") }, reserve),
      ];
    },
  },
  get_base_needed_for_quote: {
    inputs: 4,
    answer: (row) => {
      const reserves = { taoReserve: whole(row, "tao_reserve"), alphaReserve: whole(row, "alpha_reserve") };
      return [baseNeededForQuote(quoteOf(row), reserves, whole(row, "delta_tao"))];
    },
  },
  new: { inputs: 1, answer: (row) => [isQuoteWeight(quoteOf(row))] },
  mul_perquintill_round: {
    inputs: 2,
    answer: (row) => [mulPerquintillRound(Perquintill.fromParts(whole(row, "parts")), whole(row, "value_u128"))],
  },
  perquintill_from_rational_SHIM: {
    inputs: 2,
    answer: (row) => [Perquintill.fromRational(whole(row, "p_u128"), whole(row, "q_u128"))],
  },
  pow_ratio_scaled: {
    inputs: 6,
    answer: (row) => [
      powRatioScaled({
        base: [whole(row, "base_num"), whole(row, "base_den")],
        exponent: [whole(row, "exp_num"), whole(row, "exp_den")],
        precision: Number(row.precision),
        scale: whole(row, "scale"),
      }),
    ],
  },
};

export const replay = (data: unknown): Replayed => {
  const rows = tally();
  for (const [name, table] of Object.entries(data as Record<string, Table>)) {
    const section = sections[name];
    for (const row of rowsOf(table)) {
      const values = Object.values(row);
      const inputs = section?.inputs ?? 0;
      rows.row(
        `${name} ${values.slice(0, inputs).join(" ")}`,
        section ? section.answer(row) : "no such section",
        values.slice(inputs),
      );
    }
  }
  return rows;
};
