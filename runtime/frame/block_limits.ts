// How heavy and how long a block may be. Mirrors frame_system::limits with the runtime's 4 seconds and 10 MiB.

import type { Codec } from "../primitives/scale/codec.ts";
import { option, struct, u32, type ValueOf } from "../primitives/scale/index.ts";
import { addWeight, MAX_WEIGHT, subWeight, type Weight, weight, ZERO_WEIGHT } from "../primitives/weight.ts";
import { type DispatchClass, WeightCodec } from "./weight.ts";

export const perDispatchClass = <T>(of: Codec<T>) =>
  struct("frame_support::dispatch::PerDispatchClass", { normal: of, operational: of, mandatory: of }, { T: of });

export const WeightsPerClass = struct("frame_system::limits::WeightsPerClass", {
  base_extrinsic: WeightCodec,
  max_extrinsic: option(WeightCodec),
  max_total: option(WeightCodec),
  reserved: option(WeightCodec),
});
export const BlockWeights = struct("frame_system::limits::BlockWeights", {
  base_block: WeightCodec,
  max_block: WeightCodec,
  per_class: perDispatchClass(WeightsPerClass),
});
export const BlockLength = struct("frame_system::limits::BlockLength", { max: perDispatchClass(u32) });

/** Picoseconds of reference time: an empty block, a transaction that does nothing. Measured figures of frame-support 41. */
const BLOCK_EXECUTION = weight(431_614_000n);
const EXTRINSIC_BASE = weight(108_157_000n);
/** Four seconds of reference time; proof size is not limited on a solo chain. */
const MAX_BLOCK: Weight = weight(4_000_000_000_000n, MAX_WEIGHT.proofSize);
/** Share of a block that normal transactions may fill: 75 %, as a parts-per-billion product rounded to nearest. */
const NORMAL_TOTAL: Weight = weight(3_000_000_000_000n, 13_835_058_055_282_163_711n);
/** Share kept back for the average on_initialize: 10 %. */
const INITIALIZATION: Weight = weight(400_000_000_000n, 1_844_674_407_370_955_161n);

const largest = (total: Weight): Weight => subWeight(subWeight(total, INITIALIZATION), EXTRINSIC_BASE);
export const BLOCK_WEIGHTS: ValueOf<typeof BlockWeights> = {
  base_block: BLOCK_EXECUTION,
  max_block: MAX_BLOCK,
  per_class: {
    normal: {
      base_extrinsic: EXTRINSIC_BASE,
      max_extrinsic: largest(NORMAL_TOTAL),
      max_total: NORMAL_TOTAL,
      reserved: ZERO_WEIGHT,
    },
    operational: {
      base_extrinsic: EXTRINSIC_BASE,
      max_extrinsic: largest(MAX_BLOCK),
      max_total: MAX_BLOCK,
      reserved: weight(1_000_000_000_000n, 4_611_686_018_427_387_904n),
    },
    mandatory: { base_extrinsic: EXTRINSIC_BASE, max_extrinsic: undefined, max_total: undefined, reserved: undefined },
  },
};
const LENGTH = 10 * 1024 * 1024;
export const BLOCK_LENGTH: ValueOf<typeof BlockLength> = {
  max: { normal: (LENGTH / 4) * 3, operational: LENGTH, mandatory: LENGTH },
};

const CLASS_FIELD = { Normal: "normal", Operational: "operational", Mandatory: "mandatory" } as const;
export const ofClass = <T>(
  per: { readonly normal: T; readonly operational: T; readonly mandatory: T },
  cls: DispatchClass,
): T => per[CLASS_FIELD[cls]];
export type ConsumedWeight = { readonly normal: Weight; readonly operational: Weight; readonly mandatory: Weight };
export const withClass = (
  consumed: ConsumedWeight,
  cls: DispatchClass,
  change: (w: Weight) => Weight,
): ConsumedWeight => ({
  ...consumed,
  [CLASS_FIELD[cls]]: change(ofClass(consumed, cls)),
});
export const totalWeight = (consumed: ConsumedWeight): Weight =>
  addWeight(consumed.normal, consumed.operational, consumed.mandatory);
