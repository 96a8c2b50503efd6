// Scaling weights in plain numbers gives what the fixed-point form gives.

import fc from "fast-check";
import { expect, test } from "vitest";
import { u16MaxUpscaledToU16 } from "../../runtime/pallets/subtensor/epoch/math/vector.ts";
import { maxUpscaled } from "../../runtime/pallets/subtensor/weights/max_upscale.ts";

test("every largest weight, with the weights beside which rounding turns", () => {
  for (let max = 1; max <= 65_535; max += max < 300 || max > 65_300 ? 1 : 97) {
    const half = Math.floor((32_768 * max) / 65_535);
    const values = [max, 1, half, Math.min(half + 1, max), Math.floor(max / 2), max - 1, 0].map((value) =>
      Math.max(0, value),
    );
    expect(maxUpscaled(values)).toEqual(u16MaxUpscaledToU16(values));
  }
});
test("any weights", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 65_535 }), { maxLength: 40 }),
      (values) => void expect(maxUpscaled(values)).toEqual(u16MaxUpscaledToU16(values)),
    ),
    { numRuns: 300 },
  );
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 40 }),
      (values) => void expect(maxUpscaled(values)).toEqual(u16MaxUpscaledToU16(values)),
    ),
    { numRuns: 300 },
  );
});
test("the ends", () => {
  expect(maxUpscaled([])).toEqual([]);
  expect(maxUpscaled([0, 0])).toEqual([0, 0]);
  expect(maxUpscaled([32_768, 1])).toEqual([65_535, 2]);
  expect(maxUpscaled([32_769, 16_384])).toEqual(u16MaxUpscaledToU16([32_769, 16_384]));
});
