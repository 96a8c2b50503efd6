// Events as a person reads them.

import type { EventRecord } from "../../runtime/frame/event.ts";
import { decodeJson } from "./json_values.ts";

export const eventJson = ({ phase, event }: EventRecord) => ({
  phase: phase.type === "ApplyExtrinsic" ? { applyExtrinsic: phase.value } : phase.type.toLowerCase(),
  pallet: event.pallet,
  event: event.name,
  data: event.fields.map((field, i) => {
    const shown = decodeJson(field.codec, field.codec.encode(event.data[i]));
    return field.name === undefined ? shown : { [field.name]: shown };
  }),
});
