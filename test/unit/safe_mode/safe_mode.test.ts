import { describe, expect, test } from "vitest";
import type { Call } from "../../../runtime/frame/call.ts";
import { buildBalancesGenesis } from "../../../runtime/pallets/balances/genesis.ts";
import { balancesPallet, currency } from "../../../runtime/pallets/balances/index.ts";
import { safeMode } from "../../../runtime/pallets/safe_mode/contract.ts";
import { buildSafeModeGenesis, passesSafeMode, safeModePallet } from "../../../runtime/pallets/safe_mode/index.ts";
import { accounts } from "../../../runtime/pallets/system/accounts.ts";
import { systemPallet } from "../../../runtime/pallets/system/index.ts";
import { address } from "../../../runtime/primitives/multi_address.ts";
import { rao } from "../../../runtime/primitives/units.ts";
import { sandbox, someone } from "../../chain/sandbox.ts";

const [ONE, TWO] = [someone(1), someone(2)] as const;
const { Deposits, EnteredUntil } = safeMode.storage;

function mock(constants: Record<string, unknown> = {}) {
  const box = sandbox({
    pallets: [systemPallet, balancesPallet, safeModePallet],
    ports: { accounts, currency },
    constants,
    filter: passesSafeMode,
  });
  buildBalancesGenesis(box.ctx, { balances: [ONE, TWO].map((who) => [who, rao(100_000n)] as const) });
  box.told();
  const begin = (block: number) => {
    box.setBlock(block);
    return safeModePallet.parts.hooks!.onInitialize!(box.ctx, block);
  };
  const by =
    (origin: typeof box.root) =>
    (name: string, args: Call["args"] = {}) =>
      box.run(origin, "SafeMode", name, args);
  return { ...box, begin, asRoot: by(box.root), asOne: by(box.signed(ONE)) };
}
/** The amounts and times of pallet-safe-mode's mock. */
const CONFIGURED = {
  "SafeMode.EnterDuration": 7,
  "SafeMode.ExtendDuration": 10,
  "SafeMode.EnterDepositAmount": rao(10_000n),
  "SafeMode.ExtendDepositAmount": rao(20_000n),
  "SafeMode.ReleaseDelay": 20,
};

describe("on this chain", () => {
  test("root enters for a day and extends by half a day", () => {
    const { asRoot, told, ctx, refused, signed, root } = mock();
    expect(refused(signed(ONE), "SafeMode", "force_enter", {})).toBe("BadOrigin");
    expect(refused(root, "SafeMode", "force_extend", {})).toBe("SafeMode.Exited");
    expect(refused(root, "SafeMode", "force_exit", {})).toBe("SafeMode.Exited");
    asRoot("force_enter");
    expect(refused(root, "SafeMode", "force_enter", {})).toBe("SafeMode.Entered");
    asRoot("force_extend");
    expect([told(), EnteredUntil.get(ctx)]).toEqual([
      [
        ["SafeMode.Entered", { until: 7201 }],
        ["SafeMode.Extended", { until: 10801 }],
      ],
      10801,
    ]);
    asRoot("force_exit");
    expect([told(), EnteredUntil.has(ctx)]).toEqual([[["SafeMode.Exited", { reason: "Force" }]], false]);
  });
  test("nobody else does, for lack of a price", () => {
    const { asRoot, refused, signed, ctx } = mock();
    const mine = { account: ONE, block: 1 };
    expect(refused(signed(ONE), "SafeMode", "enter", {})).toBe("SafeMode.NotConfigured");
    expect(refused(signed(ONE), "SafeMode", "extend", {})).toBe("SafeMode.Exited");
    asRoot("force_enter");
    expect(refused(signed(ONE), "SafeMode", "enter", {})).toBe("SafeMode.Entered");
    expect(refused(signed(ONE), "SafeMode", "extend", {})).toBe("SafeMode.NotConfigured");
    expect(refused(signed(ONE), "SafeMode", "release_deposit", mine)).toBe("SafeMode.NoDeposit");
    Deposits.set(ctx, ONE, 1, rao(5n));
    expect(refused(signed(ONE), "SafeMode", "release_deposit", mine)).toBe("SafeMode.Entered");
    asRoot("force_exit");
    expect(refused(signed(ONE), "SafeMode", "release_deposit", mine)).toBe("SafeMode.NotConfigured");
  });
  test("it ends by itself after its last block", () => {
    const { begin, told, ctx } = mock();
    buildSafeModeGenesis(ctx, { enteredUntil: 10 });
    const noop = begin(10);
    expect([told(), EnteredUntil.get(ctx)]).toEqual([[], 10]);
    const exit = begin(11);
    expect([told(), EnteredUntil.has(ctx)]).toEqual([[["SafeMode.Exited", { reason: "Timeout" }]], false]);
    expect([noop, exit]).toEqual([
      { refTime: 25_733_000n, proofSize: 1489n },
      { refTime: 129_926_000n, proofSize: 1489n },
    ]);
    expect(begin(12)).toEqual(noop);
  });
  test("which calls go through", () => {
    const { asRoot, refused, run, signed, root, ctx } = mock();
    const transfer = { dest: address(TWO), value: 500n };
    run(signed(ONE), "Balances", "transfer_allow_death", transfer);
    asRoot("force_enter");
    expect(refused(signed(ONE), "Balances", "transfer_allow_death", transfer)).toBe("System.CallFiltered");
    run(root, "Balances", "force_transfer", { source: address(ONE), ...transfer });
    const passes = (pallet: string, name: string) => passesSafeMode(ctx, { pallet, name, args: {} });
    expect(["SafeMode", "Sudo", "Multisig", "System", "Timestamp"].map((pallet) => passes(pallet, "whatever"))).toEqual(
      Array(5).fill(true),
    );
    expect([
      passes("SubtensorModule", "set_weights"),
      passes("SubtensorModule", "serve_axon"),
      passes("Commitments", "set_commitment"),
    ]).toEqual([true, true, true]);
    expect([
      passes("SubtensorModule", "add_stake"),
      passes("Utility", "batch"),
      passes("Proxy", "proxy"),
      passes("Commitments", "set_max_space"),
    ]).toEqual([false, false, false, false]);
  });
});

describe("where it has a price", () => {
  test("a deposit is held, released after the delay", () => {
    const { asOne, refused, signed, begin, told, ctx } = mock(CONFIGURED);
    asOne("enter");
    expect(told()).toEqual([
      ["SafeMode.DepositPlaced", { account: ONE, amount: 10_000n }],
      ["SafeMode.Entered", { until: 8 }],
    ]);
    expect(refused(signed(ONE), "SafeMode", "extend", {})).toBe("SafeMode.AlreadyDeposited");
    expect(refused(signed(someone(9)), "SafeMode", "extend", {})).toBe("SafeMode.CurrencyError");
    const mine = { account: ONE, block: 1 };
    begin(9);
    expect(refused(signed(TWO), "SafeMode", "release_deposit", { ...mine, block: 2 })).toBe("SafeMode.NoDeposit");
    begin(21);
    expect(refused(signed(TWO), "SafeMode", "release_deposit", mine)).toBe("SafeMode.CannotReleaseYet");
    begin(22);
    told();
    asOne("release_deposit", mine);
    expect([told(), currency.free(ctx, ONE), Deposits.has(ctx, ONE, 1)]).toEqual([
      [["SafeMode.DepositReleased", { account: ONE, amount: 10_000n }]],
      100_000n,
      false,
    ]);
  });
  test("root slashes and releases", () => {
    const { asOne, asRoot, told, run, signed, root, refused, ctx } = mock(CONFIGURED);
    asOne("enter");
    run(signed(TWO), "SafeMode", "extend", {});
    expect(EnteredUntil.get(ctx)).toBe(18);
    told();
    asRoot("force_slash_deposit", { account: ONE, block: 1 });
    asRoot("force_release_deposit", { account: TWO, block: 1 });
    expect(told()).toEqual([
      ["SafeMode.DepositSlashed", { account: ONE, amount: 10_000n }],
      ["SafeMode.DepositReleased", { account: TWO, amount: 20_000n }],
    ]);
    expect([currency.total(ctx, ONE), currency.free(ctx, TWO), currency.totalIssuance(ctx)]).toEqual([
      90_000n,
      100_000n,
      190_000n,
    ]);
    expect(refused(root, "SafeMode", "force_slash_deposit", { account: ONE, block: 1 })).toBe("SafeMode.NoDeposit");
    expect(refused(root, "SafeMode", "force_release_deposit", { account: ONE, block: 1 })).toBe("SafeMode.NoDeposit");
  });
});
