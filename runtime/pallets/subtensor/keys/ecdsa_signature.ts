// A recoverable secp256k1 signature: r, s and the recovery byte. Mirrors sp-core (ecdsa::Signature), which metadata shows
// as plain bytes here.

import { fixedBytes, renamed } from "../../../primitives/scale/index.ts";

export const EcdsaSignature = renamed("Signature", fixedBytes(65));
