// What came of a call, as events tell it. Mirrors sp-runtime (DispatchResult).

import { renamed, result, unit, type ValueOf } from "../primitives/scale/index.ts";
import { DispatchError } from "./refusal.ts";

export const DispatchResult = renamed("DispatchResult", result(unit, DispatchError));
export type DispatchResult = ValueOf<typeof DispatchResult>;
