// The ports that the exchange may touch.

import type { Context } from "../../context.ts";

export type Ctx = Context<"subnetReserves">;
