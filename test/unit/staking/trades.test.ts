// 240 trades of three coldkeys on two subnets against a model of the exchange written apart (Python, whole numbers only:
// the square root for the power of equal weights, from its definition): after every trade the trader's TAO and stake, in
// the end the pools, totals, flows and what the author earned, to the rao.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { pools } from "../../../runtime/pallets/subtensor/pools/contract.ts";
import { createAccountIfNonExistent } from "../../../runtime/pallets/subtensor/staking/ownership.ts";
import { subnetAccountId } from "../../../runtime/pallets/subtensor/subnets/subnet.ts";
import { acct, MOCK_BLOCK_BUILDER, newTestExt } from "../../chain/mock.ts";
import { balanceOf, callBy, setPool, stakeOf } from "../../chain/mock_stake.ts";
import { addBalanceToColdkeyAccount, addDynamicNetwork } from "../../chain/mock_subtensor.ts";

type Kind = "add" | "addLimit" | "remove" | "removeLimit" | "move";
type Op = readonly [
  kind: Kind,
  who: string,
  subnet: string,
  amount: string,
  limit: string,
  balance: string,
  held0: string,
  held1: string,
];
interface Recorded {
  readonly ops: readonly Op[];
  readonly final: {
    readonly tao: readonly string[];
    readonly alphaIn: readonly string[];
    readonly alphaOut: readonly string[];
    readonly volume: readonly string[];
    readonly flow: readonly string[];
    readonly total: string;
    readonly author: string;
    readonly balances: readonly string[];
    readonly held: readonly (readonly string[])[];
  };
}
const { ops, final }: Recorded = JSON.parse(
  readFileSync(new URL("../../vectors/stake_trades.json", import.meta.url), "utf8"),
);
const TAO = 1_000_000_000n;

test("trades as a model apart has them", () => {
  const ctx = newTestExt(1);
  const netuids = [addDynamicNetwork(ctx, acct(11), acct(10)), addDynamicNetwork(ctx, acct(11), acct(10))] as const;
  const people = [0, 1, 2].map((i) => ({ hotkey: acct(20 + i), coldkey: acct(30 + i) }));
  for (const keys of people) {
    createAccountIfNonExistent(ctx, keys);
    addBalanceToColdkeyAccount(ctx, keys.coldkey, 400n * TAO + 1n);
  }
  const author = acct(MOCK_BLOCK_BUILDER);
  addBalanceToColdkeyAccount(ctx, author, 1n);
  setPool(ctx, netuids[0], 5_000n * TAO, 20_000n * TAO);
  setPool(ctx, netuids[1], 300n * TAO, 100n * TAO);
  for (const netuid of netuids) addBalanceToColdkeyAccount(ctx, subnetAccountId(ctx, netuid)!, 10_000n * TAO);
  const { SubnetAlphaIn, SubnetAlphaOut, SubnetTAO, SubnetTaoFlow, SubnetVolume, TotalStake } = pools.storage;
  const books = () => ({
    alphaOut: netuids.map((netuid) => SubnetAlphaOut.get(ctx, netuid) as bigint),
    volume: netuids.map((netuid) => SubnetVolume.get(ctx, netuid)),
    flow: netuids.map((netuid) => SubnetTaoFlow.get(ctx, netuid)),
    total: TotalStake.get(ctx) as bigint,
    author: balanceOf(ctx, author),
  });
  const begin = books();
  const issuance = ctx.ports.currency.totalIssuance(ctx);

  ops.forEach(([kind, who, at, text, limitText, ...after], i) => {
    const { hotkey, coldkey } = people[Number(who)]!;
    const [netuid, other] = at === "0" ? netuids : ([netuids[1], netuids[0]] as const);
    const [amount, limit_price] = [BigInt(text), BigInt(limitText)];
    const limit = { limit_price, allow_partial: true };
    const [name, args] = {
      add: ["add_stake", { hotkey, netuid, amount_staked: amount }] as const,
      addLimit: ["add_stake_limit", { hotkey, netuid, amount_staked: amount, ...limit }] as const,
      remove: ["remove_stake", { hotkey, netuid, amount_unstaked: amount }] as const,
      removeLimit: ["remove_stake_limit", { hotkey, netuid, amount_unstaked: amount, ...limit }] as const,
      move: ["swap_stake", { hotkey, origin_netuid: netuid, destination_netuid: other, alpha_amount: amount }] as const,
    }[kind];
    expect(callBy(ctx, coldkey, name, args), `trade ${i}, ${kind}`).toBeUndefined();
    const found = [balanceOf(ctx, coldkey), ...netuids.map((one) => stakeOf(ctx, { hotkey, coldkey }, one))];
    expect(found.map(String), `after trade ${i}, ${kind}`).toEqual(after);
  });

  const end = books();
  const moved = (of: "alphaOut" | "volume" | "flow") => end[of].map((one, i) => String(one - begin[of][i]!));
  expect({
    tao: netuids.map((netuid) => String(SubnetTAO.get(ctx, netuid))),
    alphaIn: netuids.map((netuid) => String(SubnetAlphaIn.get(ctx, netuid))),
    alphaOut: moved("alphaOut"),
    volume: moved("volume"),
    flow: moved("flow"),
    total: String(end.total - begin.total),
    author: String(end.author - begin.author),
    balances: people.map(({ coldkey }) => String(balanceOf(ctx, coldkey))),
    held: people.map((keys) => netuids.map((netuid) => String(stakeOf(ctx, keys, netuid)))),
  }).toEqual(final);
  expect(ctx.ports.currency.totalIssuance(ctx)).toBe(issuance);
});
