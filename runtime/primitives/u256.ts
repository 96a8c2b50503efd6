// 256-bit integers as Ethereum's types hold them. Mirrors primitive-types (U256).

import { array, type Codec, codec, u64, u256 } from "./scale/index.ts";

export const U256: Codec<bigint> = codec(
  "U256",
  { kind: "composite", path: ["primitive_types", "U256"], params: {}, fields: [{ codec: array(u64, 4) }] },
  32,
  u256.write,
  u256.read,
);
