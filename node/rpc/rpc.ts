// rpc_*: what there is to call.

import { method } from "./method.ts";

export const rpc_methods = method({}, (node) => ({ methods: node.methodNames }));
