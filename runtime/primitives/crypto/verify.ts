// The door to signature checking: one verdict for a MultiSignature. Mirrors sp-runtime 42 (Verify for MultiSignature).
import { verifyEcdsa } from "./ecdsa.ts";
import { verifyEd25519 } from "./ed25519.ts";
import { verifySr25519 } from "./sr25519.ts";

/** The variants of MultiSignature, in wire order. */
export type SignatureKind = "Ed25519" | "Sr25519" | "Ecdsa";

/** `signer`: 32 bytes of account id – the public key itself, or blake2-256 of it for Ecdsa. */
export type Verify = (kind: SignatureKind, signature: Uint8Array, message: Uint8Array, signer: Uint8Array) => boolean;

/** A check for one kind of signature; it returns false on malformed input and never throws. */
export type Check = (signature: Uint8Array, message: Uint8Array, signer: Uint8Array) => boolean;

/** A door with some checks replaced. A replacement must give the same verdicts; it may only be faster. */
export function verifierWith(replacements: Partial<Record<SignatureKind, Check>>): Verify {
  const checks: Record<SignatureKind, Check> = {
    Ed25519: verifyEd25519,
    Sr25519: verifySr25519,
    Ecdsa: verifyEcdsa,
    ...replacements,
  };
  return (kind, signature, message, signer) => checks[kind](signature, message, signer);
}

export const verify: Verify = verifierWith({});
