// Spot figures, worked out by hand from the reference's weights.rs files and weight attributes.
import { describe, expect, it } from "vitest";
import { weights as admin, dispatch as adminDispatch } from "../../runtime/pallets/admin_utils/weights.ts";
import { weights as balances } from "../../runtime/pallets/balances/weights.ts";
import { weights as multisig } from "../../runtime/pallets/multisig/weights.ts";
import { weights as proxy } from "../../runtime/pallets/proxy/weights.ts";
import { weights as scheduler, serviceTaskWeight } from "../../runtime/pallets/scheduler/weights.ts";
import { weights as subtensor, dispatch as subtensorDispatch } from "../../runtime/pallets/subtensor/call_weights.ts";
import { guardWeight } from "../../runtime/pallets/subtensor/guard_weights.ts";
import { weights as sudo } from "../../runtime/pallets/sudo/weights.ts";
import { weights as system } from "../../runtime/pallets/system/weights.ts";
import { weights as utility } from "../../runtime/pallets/utility/weights.ts";
import { gasToWeight } from "../../runtime/primitives/gas.ts";
import {
  addWeight,
  allAtMost,
  anyGreaterThan,
  dbReadsWrites,
  linear,
  MAX_WEIGHT,
  maxWeight,
  minWeight,
  mulWeight,
  subWeight,
  weight,
  ZERO_WEIGHT,
} from "../../runtime/primitives/weight.ts";

const U64_MAX = 2n ** 64n - 1n;

describe("weight", () => {
  it("adds, subtracts and multiplies within 64 bits", () => {
    expect(addWeight()).toEqual(ZERO_WEIGHT);
    expect(addWeight(weight(1n, 2n), weight(3n, 4n), weight(5n))).toEqual(weight(9n, 6n));
    expect(addWeight(MAX_WEIGHT, weight(1n))).toEqual(MAX_WEIGHT);
    expect(subWeight(weight(5n, 1n), weight(3n, 2n))).toEqual(weight(2n, 0n));
    expect(mulWeight(weight(U64_MAX, 3n), 2)).toEqual(weight(U64_MAX, 6n));
    expect(linear(weight(10n, 1n), [3, weight(2n)], [0, MAX_WEIGHT])).toEqual(weight(16n, 1n));
  });

  it("compares and mixes part by part", () => {
    const [a, b] = [weight(1n, 9n), weight(2n, 3n)];
    expect(maxWeight(a, b)).toEqual(weight(2n, 9n));
    expect(minWeight(a, b)).toEqual(weight(1n, 3n));
    expect([anyGreaterThan(a, b), allAtMost(a, b), anyGreaterThan(a, a), allAtMost(a, a)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it("counts 25 µs for a read and 100 µs for a write", () => {
    expect(dbReadsWrites(2, 3)).toEqual(weight(350_000_000n));
  });
});

describe("figures", () => {
  const inner = weight(1_000n, 10n);

  it("system: by length, by number, one key more than said", () => {
    expect(system.remark({ remark: new Uint8Array(100) })).toEqual(weight(2_678_000n));
    expect(system.kill_prefix({ subkeys: 1 })).toEqual(weight(255_645_484n, 140n));
    expect(system.set_storage({ items: [1, 2] })).toEqual(weight(203_032_296n));
  });

  it("balances: the larger of two, and burn the wrong way round", () => {
    expect(balances.force_set_balance).toEqual(weight(144_206_000n, 3593n));
    expect(balances.burn({ keep_alive: true })).toEqual(weight(30_219_000n));
    expect(balances.burn({ keep_alive: false })).toEqual(weight(20_720_000n));
  });

  it("calls with calls inside", () => {
    expect(sudo.sudo_unchecked_weight(inner)).toEqual(inner);
    expect(subWeight(sudo.sudo(inner), sudo.sudo(ZERO_WEIGHT))).toEqual(inner);
    expect(utility.batch([])).toEqual(weight(69_446_696n, 3983n));
    expect(utility.batch([inner, inner])).toEqual(weight(80_349_224n, 4003n));
    // 28,026,265 + 20 × 53,205, 3 reads and a write, and once more a read and a write
    expect(proxy.proxy(inner)).toEqual(weight(329_091_365n, 5004n));
  });

  it("multisig: the larger of create, approve and complete", () => {
    // complete: 34,745,418 + 2 × 193,313 + 100 × 2,057, 4 reads and 2 writes
    expect(multisig.as_multi(2, 100, inner)).toEqual(weight(335_338_744n, 6821n));
  });

  it("scheduler: agendas count as full; a task pays only for what it is", () => {
    expect(scheduler.schedule).toEqual(weight(155_736_084n, 110_487n));
    expect(serviceTaskWeight({ named: false, periodic: false })).toEqual(weight(2_991_000n));
    // the periodic benchmark is below the plain one, so it adds nothing
    expect(serviceTaskWeight({ named: true, periodic: true })).toEqual(weight(104_292_000n));
  });

  it("subtensor and admin: figures of their own instead of measured ones", () => {
    expect(subtensor.set_mechanism_weights).toEqual(weight(118_515_000_000n, 0n));
    expect(subtensor.schedule_swap_coldkey).toEqual(weight(125_000_000n));
    expect(subtensor.set_perpetual_lock).toEqual(weight(400_000_000n));
    // 309,598,986 + 500 × 46,027,026, 49 + 1,000 reads, 53 + 1,000 writes
    expect(subtensor.register_leased_network).toEqual(weight(154_848_111_986n, 1_299_756n));
    expect(admin.sudo_set_adjustment_alpha).toEqual(weight(139_000_000n));
    expect(subtensorDispatch.set_weights).toEqual({ pays: "No" });
    expect(Object.keys(adminDispatch).length).toBe(4);
  });

  it("gas: 40,000 ps each, less the base of the transaction", () => {
    expect(gasToWeight(21_000n)).toEqual(weight(731_843_000n, 3_873_816_255_477_000n));
    expect(gasToWeight(0n)).toEqual(ZERO_WEIGHT);
  });
});

describe("guards", () => {
  const of = (name: string, pallet = "SubtensorModule") => guardWeight({ pallet, name }).refTime;

  it("weigh on every call; some calls have several", () => {
    expect(of("remark", "System")).toBe(67_583_000n);
    expect(of("add_stake")).toBe(67_583_000n);
    expect(of("increase_take")).toBe(67_583_000n + 90_378_000n);
    expect(of("serve_axon")).toBe(67_583_000n + 94_035_000n);
    expect(of("associate_evm_key")).toBe(67_583_000n + 65_448_000n);
    expect(of("reveal_weights")).toBe(67_583_000n + 327_958_000n);
    expect(of("set_weights")).toBe(67_583_000n + 327_958_000n + 210_376_000n);
    expect(of("register_network")).toBe(67_583_000n + 210_376_000n);
    expect(of("set_weights", "Other")).toBe(67_583_000n);
  });

  it("name only calls that exist", () => {
    const known = Object.keys(subtensor).filter((name) => of(name) > 67_583_000n);
    expect(known.sort()).toEqual([
      "associate_evm_key",
      "batch_commit_weights",
      "batch_reveal_weights",
      "batch_set_weights",
      "commit_crv3_mechanism_weights",
      "commit_mechanism_weights",
      "commit_timelocked_mechanism_weights",
      "commit_timelocked_weights",
      "commit_weights",
      "decrease_take",
      "increase_take",
      "register_network",
      "reveal_mechanism_weights",
      "reveal_weights",
      "serve_axon",
      "serve_axon_tls",
      "serve_prometheus",
      "set_mechanism_weights",
      "set_weights",
    ]);
  });
});
