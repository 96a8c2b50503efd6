// Scheduler put together. Mirrors pallet-scheduler 42.

import { pallet } from "../../frame/pallet.ts";
import { implement } from "../../frame/section.ts";
import { Scheduler, scheduler } from "./contract.ts";
import { cancelRetry, cancelRetryNamed, setRetry, setRetryNamed } from "./retries.ts";
import { cancel, cancelNamed, schedule, scheduleAfter, scheduleNamed, scheduleNamedAfter } from "./scheduling.ts";
import { serveAgendas } from "./service.ts";

export const schedulerPallet = pallet(Scheduler, {
  storageVersion: 4,
  sections: [
    implement(scheduler, {
      schedule,
      cancel,
      schedule_named: scheduleNamed,
      cancel_named: cancelNamed,
      schedule_after: scheduleAfter,
      schedule_named_after: scheduleNamedAfter,
      set_retry: setRetry,
      set_retry_named: setRetryNamed,
      cancel_retry: cancelRetry,
      cancel_retry_named: cancelRetryNamed,
    }),
  ],
  hooks: { onInitialize: serveAgendas },
});
