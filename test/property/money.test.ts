// Laws of the money under random sequences of operations: what accounts have is what there is; holds are reserved;
// references fit; a refusal leaves no trace.

import fc from "fast-check";
import { expect, test } from "vitest";
import { layer } from "../../runtime/frame/context.ts";
import { attempt } from "../../runtime/frame/refusal.ts";
import { balances } from "../../runtime/pallets/balances/contract.ts";
import { setFreeze } from "../../runtime/pallets/balances/freezes.ts";
import { currency } from "../../runtime/pallets/balances/index.ts";
import { address } from "../../runtime/primitives/multi_address.ts";
import { rao } from "../../runtime/primitives/units.ts";
import { freezeFor, holdFor, money } from "../chain/money.ts";
import { someone } from "../chain/sandbox.ts";

const WHO = [1, 2, 3, 4, 5].map(someone);
const who = fc.constantFrom(...WHO);
/** Around the existential deposit, and up to more than there is. */
const amount = fc.oneof(fc.bigInt(0n, 3n), fc.bigInt(495n, 505n), fc.bigInt(0n, 12_000n)).map(rao);
const reason = fc.constantFrom("First", "Second", "Third").map((value) => holdFor(value as "First"));
const precision = fc.constantFrom("Exact" as const, "BestEffort" as const);
const fortitude = fc.constantFrom("Polite" as const, "Force" as const);
const taking = fc.record({
  precision,
  fortitude,
  preservation: fc.constantFrom("Expendable" as const, "Protect" as const, "Preserve" as const),
});
const status = fc.constantFrom("Free" as const, "Reserved" as const);
const heldBy = (ctx: Box["ctx"], one: (typeof WHO)[number]): bigint =>
  balances.read.Holds.get(ctx, one).reduce((all, { amount }) => all + amount, 0n);
type Box = ReturnType<typeof money>;
type Step = (box: Box) => void;
const step = <T>(of: fc.Arbitrary<T>, act: (box: Box, args: T) => void): fc.Arbitrary<Step> =>
  of.map((args) => Object.assign((box: Box) => act(box, args), { toString: () => `${act} ${fc.stringify(args)}` }));
const call = (name: string) =>
  step(
    fc.tuple(who, who, amount),
    ({ run, signed }, [from, to, value]) => void run(signed(from), "Balances", name, { dest: address(to), value }),
  );

const steps = fc.oneof(
  call("transfer_allow_death"),
  call("transfer_keep_alive"),
  step(
    fc.tuple(who, who, fc.boolean()),
    ({ run, signed }, [from, to, keep_alive]) =>
      void run(signed(from), "Balances", "transfer_all", { dest: address(to), keep_alive }),
  ),
  step(
    fc.tuple(who, amount, fc.boolean()),
    ({ run, signed }, [from, value, keep_alive]) => void run(signed(from), "Balances", "burn", { value, keep_alive }),
  ),
  step(
    fc.tuple(who, amount),
    ({ run, root }, [one, new_free]) =>
      void run(root, "Balances", "force_set_balance", { who: address(one), new_free }),
  ),
  step(fc.tuple(who, amount), ({ ctx }, [one, value]) => void currency.mint(ctx, one, value)),
  step(fc.tuple(who, amount, taking), ({ ctx }, [one, value, how]) => void currency.burn(ctx, one, value, how)),
  step(fc.tuple(who, amount), ({ ctx }, [one, value]) => void currency.setBalance(ctx, one, value)),
  step(fc.tuple(who, amount), ({ ctx }, [one, value]) => void currency.depositCreating(ctx, one, value)),
  step(fc.tuple(who, amount), ({ ctx, consumers }, [one, value]) => {
    // The reference adjusts the issuance although it then refuses to kill an account that is needed.
    if (value >= 500n || consumers(one) === 0) currency.makeFreeBalance(ctx, one, value);
  }),
  step(fc.tuple(who, amount), ({ ctx }, [one, value]) => void currency.slash(ctx, one, value)),
  step(fc.tuple(who, amount), ({ ctx }, [one, value]) => currency.reserve(ctx, one, value)),
  step(fc.tuple(who, who, amount, status), ({ ctx, reserved }, [from, to, value, how]) => {
    // The older reserves know nothing of holds, so only what is not on hold is moved by them.
    if (value <= reserved(from) - heldBy(ctx, from)) currency.repatriateReserved(ctx, { from, to }, value, how);
  }),
  step(fc.tuple(reason, who, amount), ({ ctx }, [why, one, value]) => currency.hold(ctx, why, one, value)),
  step(
    fc.tuple(reason, who, amount, precision),
    ({ ctx }, [why, one, value, how]) => void currency.release(ctx, why, one, value, how),
  ),
  step(fc.tuple(reason, who, amount), ({ ctx }, [why, one, value]) => currency.setOnHold(ctx, why, one, value)),
  step(
    fc.tuple(reason, who, amount, precision, fortitude),
    ({ ctx }, [why, one, value, p, f]) => void currency.burnHeld(ctx, why, one, value, { precision: p, fortitude: f }),
  ),
  step(
    fc.tuple(reason, who, who, amount, precision, fortitude, fc.constantFrom("Free" as const, "OnHold" as const)),
    ({ ctx }, [why, from, to, value, p, f, restriction]) => {
      if (from !== to)
        currency.transferOnHold(ctx, why, { from, to }, value, { precision: p, fortitude: f, restriction });
    },
  ),
  step(fc.tuple(reason, who, amount), ({ ctx }, [why, one, value]) =>
    currency.dropCredit(ctx, currency.slashHeld(ctx, why, one, value).credit),
  ),
  step(fc.tuple(who, amount, taking, who), ({ ctx }, [one, value, how, to]) => {
    const credit = currency.withdraw(ctx, one, value, how);
    if (currency.resolve(ctx, to, credit) !== undefined) currency.dropCredit(ctx, credit);
  }),
  step(fc.tuple(who, amount, precision, who), ({ ctx }, [one, value, how, payer]) => {
    const debt = currency.deposit(ctx, one, value, how);
    const settled = currency.settle(ctx, payer, debt, "Preserve");
    if ("error" in settled) currency.dropDebt(ctx, debt);
    else currency.dropCredit(ctx, settled.credit);
  }),
  step(fc.tuple(who, amount), ({ ctx }, [one, value]) => setFreeze(ctx, freezeFor("Ice"), one, value)),
);

function audit({ ctx, everyone, issuance, ed }: Box): void {
  let sum = 0n;
  for (const [one, { data, providers, consumers }] of everyone()) {
    const { free, reserved, frozen } = data;
    sum += free + reserved;
    expect(heldBy(ctx, one) <= reserved).toBe(true);
    // Free balance below the existential deposit lives only beside reserved balance.
    expect(free === 0n || free >= ed() || reserved > 0n).toBe(true);
    expect(providers >= (free >= ed() ? 1 : 0)).toBe(true);
    expect(consumers).toBe(reserved > 0n || frozen > 0n ? 1 : 0);
    expect(consumers === 0 || providers > 0).toBe(true);
  }
  expect(sum).toBe(issuance());
}

test("what accounts have is what there is", () => {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 40 }), (sequence) => {
      const box = money(WHO.slice(0, 3).map((one) => [one, 10_000n] as const));
      for (const one of sequence) {
        const before = box.state.dump();
        const refusal = attempt(() => layer(box.ctx, () => one(box)));
        if (refusal !== undefined) expect(box.state.dump()).toBe(before);
        audit(box);
      }
    }),
    { numRuns: 300 },
  );
});
