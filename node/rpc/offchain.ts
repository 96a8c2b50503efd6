// offchain_*: a small store beside the chain, kept in memory. Mirrors sc-rpc-api, offchain.

import { bytesToHex, bytesToHex0x } from "../../runtime/primitives/bytes.ts";
import { RpcFailure } from "./failure.ts";
import { unsafeMethod } from "./method.ts";
import { hex, oneOf } from "./params.ts";

const kind = oneOf("PERSISTENT", "LOCAL");
const MAX_ITEMS = 10_000;
const onlyPersistent = (which: "PERSISTENT" | "LOCAL"): void => {
  if (which === "LOCAL") throw new RpcFailure(5001, "This storage kind is not available yet");
};
export const offchain_localStorageSet = unsafeMethod({ kind, key: hex, value: hex }, (node, values) => {
  onlyPersistent(values.kind);
  if (node.offchain.size >= MAX_ITEMS) throw new RpcFailure(5001, "This storage is full");
  node.offchain.set(bytesToHex(values.key), values.value);
  return null;
});
export const offchain_localStorageGet = unsafeMethod({ kind, key: hex }, (node, values) => {
  onlyPersistent(values.kind);
  const found = node.offchain.get(bytesToHex(values.key));
  return found === undefined ? null : bytesToHex0x(found);
});
