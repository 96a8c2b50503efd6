// The mock runtime under the reference's tests of Crowdloan (pallets/crowdloan/src/mock.rs): its constants, and a pallet
// whose calls stand for what a crowdloan may run at its end.

import { expect } from "vitest";
import { type Context, within } from "../../runtime/context.ts";
import type { Call } from "../../runtime/frame/call.ts";
import type { FrameContext } from "../../runtime/frame/context.ts";
import { faultsOf } from "../../runtime/frame/invariant.ts";
import { noneOrigin, signed } from "../../runtime/frame/origin.ts";
import { pallet } from "../../runtime/frame/pallet.ts";
import { refuse } from "../../runtime/frame/refusal.ts";
import { call, error, implement, palletIdentity, section } from "../../runtime/frame/section.ts";
import { value } from "../../runtime/frame/storage.ts";
import { buildBalancesGenesis } from "../../runtime/pallets/balances/genesis.ts";
import { balancesPallet, currency } from "../../runtime/pallets/balances/index.ts";
import { crowdloan } from "../../runtime/pallets/crowdloan/contract.ts";
import { crowdloanPallet } from "../../runtime/pallets/crowdloan/index.ts";
import { crowdloanInvariants } from "../../runtime/pallets/crowdloan/invariants.ts";
import { preimagePallet } from "../../runtime/pallets/preimage/index.ts";
import { preimages } from "../../runtime/pallets/preimage/preimages.ts";
import { accounts } from "../../runtime/pallets/system/accounts.ts";
import { systemPallet } from "../../runtime/pallets/system/index.ts";
import { AccountId } from "../../runtime/primitives/ids.ts";
import { u32 } from "../../runtime/primitives/scale/index.ts";
import { rao } from "../../runtime/primitives/units.ts";
import { weight } from "../../runtime/primitives/weight.ts";
import { acct } from "./mock.ts";
import { sandbox } from "./sandbox.ts";

const TestPallet = palletIdentity("TestPallet", 5);
const free = { weight: weight(0n) };
const testing = section(TestPallet, {
  storage: { PassedCrowdloanId: value(u32) },
  errors: { ShouldFail: error(0), MissingCurrentCrowdloanId: error(1), CrowdloanDoesNotExist: error(2) },
  calls: {
    noop: call(0, signed, {}, free),
    transfer_funds: call(1, signed, { dest: AccountId }, free),
    set_passed_crowdloan_id: call(2, signed, {}, free),
    failing_extrinsic: call(3, signed, {}, free),
  },
});
const { Contributions, Crowdloans, CurrentCrowdloanId, MaxContributions, NextCrowdloanId } = crowdloan.storage;
const { PassedCrowdloanId } = testing.storage;

function passId(ctx: FrameContext): number {
  const id = CurrentCrowdloanId.get(ctx) ?? refuse(testing.errors.MissingCurrentCrowdloanId);
  PassedCrowdloanId.set(ctx, id);
  return id;
}
const testPallet = pallet(TestPallet, {
  sections: [
    implement(testing, {
      noop: () => {},
      transfer_funds(ctx: Context<"currency">, _who, { dest }) {
        const { funds_account, raised } =
          Crowdloans.get(ctx, passId(ctx)) ?? refuse(testing.errors.CrowdloanDoesNotExist);
        within<"currency">(ctx).ports.currency.transfer(ctx, { from: funds_account, to: dest }, raised, "Expendable");
      },
      set_passed_crowdloan_id: (ctx: FrameContext) => void passId(ctx),
      failing_extrinsic: () => refuse(testing.errors.ShouldFail),
    }),
  ],
});
export const testCall = (name: string, args: Call["args"] = {}): Call => ({ pallet: "TestPallet", name, args });

/** What most tests create. */
const TERMS = {
  deposit: 50n,
  min_contribution: 10n,
  cap: 300n,
  end: 50,
  call: testCall("noop") as Call | undefined,
  target_address: undefined as AccountId | undefined,
};
export type Terms = typeof TERMS;

/** `TestState`: accounts by number with their balances, at block 1 or another. */
export function crowdloans(balances: Readonly<Record<number, bigint>> = {}, block = 1) {
  const box = sandbox({
    pallets: [systemPallet, balancesPallet, crowdloanPallet, preimagePallet, testPallet],
    ports: { accounts, currency, preimages },
    block,
    constants: {
      "Balances.ExistentialDeposit": rao(1n),
      "Crowdloan.MinimumDeposit": rao(50n),
      "Crowdloan.AbsoluteMinimumContribution": rao(10n),
      "Crowdloan.MinimumBlockDuration": 20,
      "Crowdloan.MaximumBlockDuration": 100,
      "Crowdloan.RefundContributorsLimit": 5,
      "Crowdloan.MaxContributors": 10,
    },
  });
  const { ctx } = box;
  buildBalancesGenesis(ctx, {
    balances: Object.entries(balances).map(([who, amount]) => [acct(Number(who)), rao(amount)]),
  });
  box.told();
  const invariants = crowdloanInvariants((_, who) => currency.free(ctx, who));
  const by = (who: number) => box.signed(acct(who));
  return {
    ...box,
    invariants,
    /** `assert_ok!`, after which the books still agree. */
    ok(who: number, name: string, args: Call["args"] = { crowdloan_id: 0 }) {
      const post = box.run(by(who), "Crowdloan", name, args);
      expect(faultsOf(ctx, invariants)).toEqual([]);
      return post;
    },
    /** The error's name, without that of the pallet where it is Crowdloan. */
    fails: (who: number | "none" | "root", name: string, args: Call["args"] = { crowdloan_id: 0 }) =>
      box
        .refused(who === "none" ? noneOrigin : who === "root" ? box.root : by(who), "Crowdloan", name, args)
        .replace("Crowdloan.", ""),
    create(terms: Partial<Terms> = {}) {
      this.ok(1, "create", { ...TERMS, ...terms });
    },
    failsToCreate(terms: Partial<Terms> = {}, who: number | "none" | "root" = 1) {
      return this.fails(who, "create", { ...TERMS, ...terms });
    },
    give(who: number, amount: bigint) {
      this.ok(who, "contribute", { crowdloan_id: 0, amount });
    },
    failsToGive(who: number | "none" | "root", amount: bigint) {
      return this.fails(who, "contribute", { crowdloan_id: 0, amount });
    },
    runTo(number: number) {
      box.told();
      box.setBlock(number);
    },
    last: () => box.told().at(-1),
    loan: () => Crowdloans.get(ctx, 0),
    given: (who: number) => Contributions.get(ctx, 0, acct(who)),
    contributions: () => [...Contributions.entries(ctx, 0)].map(([[, who], amount]) => [who, amount]),
    most: () => MaxContributions.get(ctx, 0),
    nextId: () => NextCrowdloanId.get(ctx),
    current: () => CurrentCrowdloanId.get(ctx),
    passedId: () => PassedCrowdloanId.get(ctx),
    free: (who: number | AccountId): bigint => currency.free(ctx, typeof who === "number" ? acct(who) : who),
    exists: (who: AccountId): boolean => accounts.exists(ctx, who),
    /** `Crowdloans::mutate`. */
    tamper: (change: { readonly target_address?: AccountId; readonly call?: undefined }) =>
      Crowdloans.update(ctx, 0, (loan) => ({ ...loan!, ...change })),
  };
}
