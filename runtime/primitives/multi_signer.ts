// A public key of one of three kinds. Mirrors sp_runtime::MultiSigner.

import { arm, fixedBytes, type ValueOf, variant } from "./scale/index.ts";

export const MultiSigner = variant("sp_runtime::MultiSigner", {
  Ed25519: arm(0, fixedBytes(32)),
  Sr25519: arm(1, fixedBytes(32)),
  Ecdsa: arm(2, fixedBytes(33)),
});
export type MultiSigner = ValueOf<typeof MultiSigner>;
