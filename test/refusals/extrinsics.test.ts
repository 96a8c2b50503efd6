// What a refused extrinsic leaves in a block: beside an empty block on the same parent, the two states differ in the signer's
// account, in the author's who has the fee, and in what System keeps of a block; in nothing else. A call that does not pay
// costs its nonce alone.

import { beforeAll, expect, test } from "vitest";
import type { Call } from "../../runtime/index.ts";
import { system } from "../../runtime/pallets/system/contract.ts";
import { transactionPayment } from "../../runtime/pallets/transaction_payment/contract.ts";
import { netUid } from "../../runtime/primitives/ids.ts";
import { rao } from "../../runtime/primitives/units.ts";
import { MINERS, smallEconomy } from "../model/prelude.ts";
import { call, type World } from "../model/world.ts";
import { accountOf, signed } from "../rpc/signing.ts";

let world: World;
beforeAll(() => {
  world = smallEconomy().world;
});
const NETUID = netUid(2);
const WHO = "//Charlie";
const [COLDKEY, HOTKEY] = [accountOf(WHO), MINERS[0]!];
const subtensor = (name: string, args: Readonly<Record<string, unknown>>): Call => call("SubtensorModule", name, args);

const REFUSED: readonly (readonly [refusal: string, one: Call, pays: boolean])[] = [
  ["SubnetNotExists", subtensor("burned_register", { netuid: netUid(99), hotkey: COLDKEY }), true],
  ["HotKeyAlreadyRegisteredInSubNet", subtensor("burned_register", { netuid: NETUID, hotkey: HOTKEY }), true],
  ["BadOrigin", subtensor("start_call", { netuid: NETUID }), true],
  ["BadOrigin", subtensor("root_dissolve_network", { netuid: NETUID }), true],
  ["NonAssociatedColdKey", subtensor("set_children", { hotkey: HOTKEY, netuid: NETUID, children: [] }), true],
  ["NonAssociatedColdKey", subtensor("swap_hotkey", { hotkey: HOTKEY, new_hotkey: COLDKEY, netuid: undefined }), true],
  ["AmountTooLow", subtensor("lock_stake", { hotkey: HOTKEY, netuid: NETUID, amount: 0n }), true],
  ["InvalidSubnetNumber", subtensor("claim_root", { subnets: [] }), true],
  [
    "HotKeyNotRegisteredInSubNet",
    subtensor("set_weights", { netuid: NETUID, dests: [1], weights: [1], version_key: 0n }),
    false,
  ],
  ["Deprecated", call("Swap", "disable_lp", {}), true],
  ["BadOrigin", call("AdminUtils", "sudo_set_rho", { netuid: NETUID, rho: 1 }), true],
  ["Deprecated", call("AdminUtils", "sudo_set_total_issuance", { total_issuance: rao(1n) }), true],
  [
    "AccountNotAllowedCommit",
    call("Commitments", "set_commitment", { netuid: netUid(1), info: { fields: [] } }),
    false,
  ],
];

/** Keys at which two states differ. */
function differing(a: World, b: World): string[] {
  const [one, other] = [a, b].map(
    ({ parent }) =>
      new Map(Array.from(parent.state.entries(""), ([key, cell]) => [key, Buffer.from(cell.bytes).toString("hex")])),
  );
  return [...new Set([...one!.keys(), ...other!.keys()])].filter((key) => one!.get(key) !== other!.get(key));
}
/** What System notes of a block: its weight, length, extrinsics and events. */
const KEPT = (["AllExtrinsicsLen", "BlockWeight", "EventCount", "Events"] as const).map(
  (name) => system.storage[name].prefix,
);

test.each(REFUSED.map(([refusal, one, pays]) => ({ refusal, one, pays, name: `${one.pallet}.${one.name}` })))(
  "$name refused with $refusal",
  ({ refusal, one, pays }) => {
    const [empty, here] = [world.fork(), world.fork()];
    const { nonce } = system.read.Account.get(world.context, COLDKEY);
    const genesis = system.read.BlockHash.get(world.context, 0);
    const bytes = signed(
      { chain: world.chain, blockchain: { genesis: { hash: genesis }, hashAt: () => undefined } },
      WHO,
      one,
      { nonce },
    );
    empty.block();
    const { outcome } = here.block([], [bytes]);
    const failed = outcome.results.at(-1)!.refusal;
    expect(failed?.palletError?.name ?? failed?.error.type).toBe(refusal);
    expect(outcome.events.map(({ event }) => event.name)).toContain("ExtrinsicFailed");

    const changed = differing(empty, here).filter((key) => !KEPT.some((prefix) => key.startsWith(prefix)));
    const accounts = changed.filter((key) => key.startsWith(system.storage.Account.prefix));
    const fees = changed.filter((key) => !accounts.includes(key));
    expect(fees.filter((key) => key !== transactionPayment.storage.NextFeeMultiplier.rawKey())).toEqual([]);

    const paid = outcome.events.find(({ event }) => event.name === "TransactionFeePaid");
    const fee = pays ? (paid!.event.data[1] as bigint) : 0n;
    const [before, after] = [empty, here].map(({ context }) => system.read.Account.get(context, COLDKEY));
    expect(after!.nonce).toBe(before!.nonce + 1);
    expect(before!.data.free - after!.data.free).toBe(fee);
    expect(fee > 0n).toBe(pays);
    expect(accounts).toHaveLength(pays ? 2 : 1);
    const total = ({ context }: World): bigint =>
      Array.from(system.read.Account.entries(context)).reduce(
        (sum, [, { data }]) => sum + data.free + data.reserved,
        0n,
      );
    // Nothing is lost: the author has it.
    expect(total(here)).toBe(total(empty));
  },
);
