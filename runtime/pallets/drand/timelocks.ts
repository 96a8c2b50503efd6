// Provides `timelocks`. Mirrors what pallets ask of pallets/drand/src/lib.rs (Pulses) and of the tle crate.

import type { Timelocks } from "../../ports/timelocks.ts";
import { openTimelock, signaturePoint } from "../../primitives/crypto/timelock.ts";
import { drand } from "./contract.ts";

/** A signature may be stored as the text of its hexadecimal digits would begin. */
const withoutPrefix = (signature: Uint8Array): Uint8Array =>
  signature[0] === 0x30 && signature[1] === 0x78 ? signature.subarray(2) : signature;

export const timelocks: Timelocks = {
  signature: (at, round) => drand.read.Pulses.get(at, round)?.signature,
  open(encrypted, signature) {
    const point = signaturePoint(withoutPrefix(signature));
    return point === undefined ? undefined : openTimelock(encrypted, point);
  },
};
