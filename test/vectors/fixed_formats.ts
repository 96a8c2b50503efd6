// The fixed-point types by the names that vector files use.

import type { Fixed } from "../../runtime/primitives/fixed/fixed.ts";
import { I32F32, I64F64, I96F32, I110F18, U64F64, U96F32, U110F18 } from "../../runtime/primitives/fixed/formats.ts";

const formats: Readonly<Record<string, unknown>> = { I32F32, I64F64, I96F32, I110F18, U64F64, U96F32, U110F18 };

export const formatNamed = (name: string | undefined): Fixed<bigint> => {
  const format = formats[name ?? ""];
  if (format === undefined) throw new Error(`no fixed-point type ${name}`);
  return format as Fixed<bigint>;
};
