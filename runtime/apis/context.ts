// What runtime APIs answer in: a context over a copy of the state with every port, and the chain for those that speak of
// the runtime.

import type { Ports, Rules } from "../context.ts";
import type { Chain } from "../executive/chain.ts";
import type { FrameContext } from "../frame/context.ts";

export type ApiContext = FrameContext<Ports, Rules> & { readonly chain: Chain };
