// Provides `extrinsics`: the place of the extrinsic that runs.

import type { Extrinsics } from "../../ports/extrinsics.ts";
import { extrinsicIndex } from "./block.ts";

export const extrinsics: Extrinsics = { index: extrinsicIndex };
