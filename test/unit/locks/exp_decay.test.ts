// The exp_decay tests of the reference's pallets/subtensor/src/tests/locks.rs, with the exact results of its code.

import { expect, it } from "vitest";
import { expDecay } from "../../../runtime/pallets/subtensor/locks/exp_decay.ts";
import { U64F64 } from "../../../runtime/primitives/fixed/formats.ts";

const TAU = 216_000n;

it("test_exp_decay_zero_dt", () => {
  expect(expDecay(0n, TAU)).toBe(U64F64.ONE);
  expect(expDecay(0n, 0n)).toBe(U64F64.ONE);
});
it("test_exp_decay_zero_tau", () => {
  expect(expDecay(1000n, 0n)).toBe(U64F64.ZERO);
});
it("test_exp_decay_one_tau", () => {
  expect(expDecay(TAU, TAU)).toBe(6_786_177_901_268_885_275n);
});
it("test_exp_decay_clamps_large_dt_to_min_ratio", () => {
  expect(expDecay(40n * TAU, TAU)).toBe(78n);
  expect(expDecay(100n * TAU, TAU)).toBe(78n);
});
