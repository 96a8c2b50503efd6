// A signature of one of three kinds. Mirrors sp_runtime::MultiSignature.

import { arm, fixedBytes, type ValueOf, variant } from "./scale/index.ts";

export const MultiSignature = variant("sp_runtime::MultiSignature", {
  Ed25519: arm(0, fixedBytes(64)),
  Sr25519: arm(1, fixedBytes(64)),
  Ecdsa: arm(2, fixedBytes(65)),
});
export type MultiSignature = ValueOf<typeof MultiSignature>;
