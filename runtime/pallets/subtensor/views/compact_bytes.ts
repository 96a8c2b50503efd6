// Bytes as the views spell them: each one a compact integer. Mirrors the Vec<Compact<u8>> of pallets/subtensor/src/rpc_info.

import { type Codec, codec, compact, u8, vec } from "../../../primitives/scale/index.ts";

const spelled = vec(compact(u8));

export const compactBytes: Codec<Uint8Array> = codec(
  spelled.label,
  spelled.shape,
  1,
  (out, value) => spelled.write(out, [...value]),
  (input) => Uint8Array.from(spelled.read(input)),
);
