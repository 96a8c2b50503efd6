// Laws of crowdloans under random calls: the books agree after every call, nobody's money is lost, and whoever gives up
// gets everybody's money back.

import fc from "fast-check";
import { expect, test } from "vitest";
import type { Call } from "../../runtime/frame/call.ts";
import { faultsOf } from "../../runtime/frame/invariant.ts";
import { attempt } from "../../runtime/frame/refusal.ts";
import { currency } from "../../runtime/pallets/balances/index.ts";
import { crowdloan } from "../../runtime/pallets/crowdloan/contract.ts";
import { acct } from "../chain/mock.ts";
import { crowdloans, testCall } from "../chain/mock_crowdloan.ts";

const PEOPLE = [1, 2, 3, 4, 5, 6, 7, 8];
const START = 1000n;
type Act = readonly [who: number, name: string, args: Call["args"]];

const who = fc.constantFrom(...PEOPLE);
const crowdloan_id = fc.constantFrom(0, 0, 0, 1);
const amount = fc.bigInt({ min: 5n, max: 300n });
const about = (name: string, args: Readonly<Record<string, fc.Arbitrary<unknown>>> = {}): fc.Arbitrary<Act> =>
  fc.tuple(who, fc.constant(name), fc.record({ crowdloan_id, ...args }));
/** `slack`: how far terms may lie outside of what is allowed. */
const creating = (slack: number): fc.Arbitrary<Act> =>
  fc.tuple(
    who,
    fc.constant("create"),
    fc
      .record({
        deposit: fc.bigInt({ min: 50n - BigInt(slack), max: 90n }),
        min_contribution: fc.bigInt({ min: 10n - BigInt(slack), max: 30n }),
        cap: fc.bigInt({ min: 91n - 30n * BigInt(slack), max: 700n }),
        end: fc.integer({ min: 21 - slack, max: 101 + slack }),
        target: fc.option(who, { nil: undefined }),
      })
      .map(({ target, ...terms }) => ({
        ...terms,
        call: target === undefined ? testCall("transfer_funds", { dest: acct(99) }) : undefined,
        target_address: target === undefined ? undefined : acct(target),
      })),
  );
const giving: readonly fc.Arbitrary<Act>[] = [
  about("contribute", { amount }),
  about("contribute", { amount }),
  about("withdraw"),
  about("update_min_contribution", { new_min_contribution: fc.bigInt({ min: 9n, max: 60n }) }),
  about("update_cap", { new_cap: amount }),
  about("update_end", { new_end: fc.integer({ min: 1, max: 110 }) }),
  about("set_max_contribution", { new_max_contribution: fc.option(amount, { nil: undefined }) }),
];
const ending = [about("finalize"), about("refund"), about("dissolve")];
const balances = Object.fromEntries(PEOPLE.map((one) => [one, START]));
type Box = ReturnType<typeof crowdloans>;
/** Whether the call went through; the books are looked at in any case. */
function act(box: Box, [by, name, args]: Act): boolean {
  const done = attempt(() => void box.run(box.signed(acct(by)), "Crowdloan", name, args)) === undefined;
  expect(faultsOf(box.ctx, box.invariants)).toEqual([]);
  return done;
}

test("the books agree after every call", () => {
  let passed = 0;
  fc.assert(
    fc.property(fc.array(fc.oneof(creating(1), ...giving, ...ending), { minLength: 10, maxLength: 40 }), (acts) => {
      const box = crowdloans(balances);
      for (const one of acts) if (act(box, one)) passed++;
      expect(currency.totalIssuance(box.ctx)).toBe(START * BigInt(PEOPLE.length));
    }),
    { numRuns: 150 },
  );
  expect(passed).toBeGreaterThan(150);
});
test("who gives up gives everything back", () => {
  fc.assert(
    fc.property(creating(0), fc.array(fc.oneof(...giving), { maxLength: 30 }), (first, acts) => {
      const box = crowdloans(balances);
      expect(act(box, first)).toBe(true);
      for (const one of acts) act(box, one);
      const [creator] = first;
      // Five at a time.
      for (let i = 0; i < 2; i++) box.ok(creator, "refund");
      box.ok(creator, "dissolve");
      expect(PEOPLE.map((one) => box.free(one))).toEqual(PEOPLE.map(() => START));
      expect(crowdloan.read.Crowdloans.has(box.ctx, 0)).toBe(false);
    }),
    { numRuns: 150 },
  );
});
