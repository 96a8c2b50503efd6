// The ports that Commitments may touch.

import type { Context } from "../../context.ts";

export type Ctx = Context<"committers" | "currency" | "timelocks">;
