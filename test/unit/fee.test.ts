// What a transfer costs, from the measured weight of the call to the rao.
import { describe, expect, it } from "vitest";
import { dispatchInfoOf } from "../../runtime/executive/chain.ts";
import { weights as balances } from "../../runtime/pallets/balances/weights.ts";
import { finalFee, lengthToFee, weightToFee } from "../../runtime/pallets/transaction_payment/fee.ts";
import type { AccountId } from "../../runtime/primitives/ids.ts";
import { address } from "../../runtime/primitives/multi_address.ts";
import { rao } from "../../runtime/primitives/units.ts";
import { BASE_EXTRINSIC_WEIGHT, type Weight, weight } from "../../runtime/primitives/weight.ts";
import { runtime } from "../../runtime/subtensor.ts";

const U64_MAX = 2n ** 64n - 1n;
const BOB = `0x${"02".repeat(32)}` as AccountId;
const feeOf = (of: Weight, length: number, tip = 0n) =>
  finalFee({
    inclusion_fee: {
      base_fee: weightToFee(BASE_EXTRINSIC_WEIGHT),
      len_fee: lengthToFee(length),
      adjusted_weight_fee: weightToFee(of),
    },
    tip: rao(tip),
  });

describe("a transfer_keep_alive of 142 bytes", () => {
  // 142 bytes of body and 2 of compact length. Half a rao per 1,000 ps: of the base 108,157,000 (54,078.5) and of
  // 39,051,000 + a read and a write (82,025.5); halves go down.
  it("costs the 136,247 rao that the chain asked at spec 393, and a rao per byte more", () => {
    expect(balances.transfer_keep_alive).toEqual({ refTime: 164_051_000n, proofSize: 3593n });
    expect(weightToFee(BASE_EXTRINSIC_WEIGHT)).toBe(54_078n);
    expect(weightToFee(balances.transfer_keep_alive)).toBe(82_025n);
    expect(feeOf(balances.transfer_keep_alive, 144)).toBe(136_247n);
    expect(feeOf(balances.transfer_keep_alive, 145)).toBe(136_248n);
  });

  // Since the checks of SubtensorModule became dispatch extensions, the one for coldkey swaps (17,583,000 ps and two reads)
  // weighs on every call: 54,078 + 144 + (164,051,000 + 67,583,000) / 2,000.
  it("costs 33,792 rao more at spec 425, for the guard of coldkey swaps", () => {
    const args = { dest: address(BOB), value: 1_000_000n };
    const info = dispatchInfoOf(runtime, { pallet: "Balances", name: "transfer_keep_alive", args });
    expect(info).toEqual({ weight: weight(231_634_000n, 7791n), class: "Normal", pays: "Yes" });
    expect(feeOf(info.weight, 144)).toBe(170_039n);
    expect(feeOf(info.weight, 144, 61n)).toBe(170_100n);
  });
});

describe("weightToFee", () => {
  it.each([
    [0n, 0n],
    [999n, 0n],
    [1_000n, 0n],
    [1_001n, 1n],
    [2_000n, 1n],
    [3_000n, 1n],
    [3_001n, 2n],
    [1_000_000_000_000n, 500_000_000n],
    [3_999_999_999_000n, 1_999_999_999n],
    [4_000_000_000_000n, 2_000_000_000n],
    [4_000_000_002_000n, 2_000_000_000n],
    [U64_MAX, 2_000_000_000n],
  ])("%d ps cost %d rao, whatever the proof", (time, expected) => {
    expect(weightToFee(weight(time))).toBe(expected);
    expect(weightToFee(weight(time, U64_MAX))).toBe(expected);
  });
});

describe("finalFee", () => {
  it("is the tip alone where there is no inclusion fee, and saturates", () => {
    expect(finalFee({ inclusion_fee: undefined, tip: rao(7n) })).toBe(7n);
    expect(feeOf(weight(0n), 1, U64_MAX)).toBe(U64_MAX);
  });
});
