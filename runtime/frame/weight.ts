// Dispatch information: how heavy a call is, of which class, and whether it pays. Mirrors frame-support's dispatch module.

import { type Codec, codec } from "../primitives/scale/codec.ts";
import { compact, enumeration, struct, u64, type ValueOf } from "../primitives/scale/index.ts";
import type { Weight } from "../primitives/weight.ts";

const fields = struct("sp_weights::weight_v2::Weight", { ref_time: compact(u64), proof_size: compact(u64) });
export const WeightCodec: Codec<Weight> = codec(
  "Weight",
  fields.shape,
  2,
  (out, value) => fields.write(out, { ref_time: value.refTime, proof_size: value.proofSize }),
  (input) => {
    const value = fields.read(input);
    return { refTime: value.ref_time, proofSize: value.proof_size };
  },
);
export const DispatchClass = enumeration("frame_support::dispatch::DispatchClass", [
  "Normal",
  "Operational",
  "Mandatory",
]);
export type DispatchClass = ValueOf<typeof DispatchClass>;
export const Pays = enumeration("frame_support::dispatch::Pays", ["Yes", "No"]);
export type Pays = ValueOf<typeof Pays>;

/** What is known of a call before it runs. */
export interface DispatchInfo {
  readonly weight: Weight;
  readonly class: DispatchClass;
  readonly pays: Pays;
}
/** What a call says of itself after it ran; an absent field means: as declared. */
export interface PostInfo {
  readonly actualWeight?: Weight;
  readonly pays?: Pays;
}
