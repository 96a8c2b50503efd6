// Signatures that were found good once: a transaction is judged when it comes in and again in its block, and the second time
// the answer is known. Only good ones are remembered, with everything that they were good for.

import { equalBytes } from "../../runtime/primitives/bytes.ts";
import type { Verify } from "../../runtime/primitives/crypto/verify.ts";

/** More than the pool holds. */
const MOST = 10_000;

/** The same verdicts as `verify`, sooner where one was given lately. */
export function remembering(verify: Verify, most = MOST): Verify {
  const known = new Map<string, { readonly kind: string; readonly message: Uint8Array; readonly signer: Uint8Array }>();
  return (kind, signature, message, signer) => {
    const name = Buffer.from(signature.buffer, signature.byteOffset, signature.length).toString("latin1");
    const before = known.get(name);
    if (
      before !== undefined &&
      before.kind === kind &&
      equalBytes(before.signer, signer) &&
      equalBytes(before.message, message)
    ) {
      return true;
    }
    if (!verify(kind, signature, message, signer)) return false;
    if (known.size >= most) for (const oldest of known.keys()) if (known.delete(oldest)) break;
    known.set(name, { kind, message: message.slice(), signer: signer.slice() });
    return true;
  };
}
