// Types that only the assembled runtime can define, as declarations may mention them.

import { outerType } from "./call.ts";
import type { Emitted, EventRecord } from "./event.ts";
import type { Caller } from "./origin.ts";
import type { Reason } from "./outer.ts";

export const RuntimeEvent = outerType<Emitted>("RuntimeEvent");
/** System.Events. */
export const RuntimeEventRecords = outerType<readonly EventRecord[]>("EventRecords");
/** Why funds are on hold, and why frozen: a pallet and its own reason. */
export const RuntimeHoldReason = outerType<Reason>("RuntimeHoldReason");
export const RuntimeFreezeReason = outerType<Reason>("RuntimeFreezeReason");
/** Who calls, as pallets store it. */
export const OriginCaller = outerType<Caller>("OriginCaller");
