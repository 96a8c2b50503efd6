// Mortality of a transaction: for ever, or for a period that begins with a phase. Mirrors sp_runtime::generic::Era.

import { type Codec, codec, ScaleError, u8, type VariantShape } from "../primitives/scale/index.ts";

export type Era =
  | { readonly type: "Immortal" }
  | { readonly type: "Mortal"; readonly period: number; readonly phase: number };
export const IMMORTAL: Era = { type: "Immortal" };

/** A mortal era: period rounded up to a power of two from 4 to 65,536, phase quantized as the encoding can hold it. */
export function mortalEra(period: number, current: number): Era {
  const rounded = Math.min(Math.max(2 ** Math.ceil(Math.log2(Math.max(period, 1))), 4), 65_536);
  const factor = Math.max(rounded >> 12, 1);
  return { type: "Mortal", period: rounded, phase: Math.floor((current % rounded) / factor) * factor };
}
/** First block of validity, of the period that `current` is in. */
export const birth = (era: Era, current: number): number =>
  era.type === "Immortal"
    ? 0
    : Math.floor((Math.max(current, era.phase) - era.phase) / era.period) * era.period + era.phase;
/** First block at which the transaction is no longer valid; undefined for ever. */
export const death = (era: Era, current: number): number | undefined =>
  era.type === "Immortal" ? undefined : birth(era, current) + era.period;

const variants = (): readonly VariantShape[] => [
  { name: "Immortal", index: 0, fields: [] },
  ...Array.from({ length: 255 }, (_, i) => ({
    name: `Mortal${i + 1}`,
    index: i + 1,
    fields: [{ codec: u8, typeName: "" }],
  })),
];
export const EraCodec: Codec<Era> = codec<Era>(
  "Era",
  { kind: "variant", path: ["sp_runtime", "generic", "era", "Era"], params: {}, variants },
  1,
  (out, era) => {
    if (era.type === "Immortal") return out.u8(0);
    const factor = Math.max(era.period >> 12, 1);
    out.u16(Math.min(Math.max(31 - Math.clz32(era.period) - 1, 1), 15) | (Math.floor(era.phase / factor) << 4));
  },
  (input) => {
    const first = input.u8();
    if (first === 0) return IMMORTAL;
    const encoded = first | (input.u8() << 8);
    const period = 2 << (encoded % 16);
    const phase = (encoded >> 4) * Math.max(period >> 12, 1);
    if (period < 4 || phase >= period) throw new ScaleError("invalid period and phase of an era");
    return { type: "Mortal", period, phase };
  },
);
