// What whoever builds a block does with shielded transactions: tells which they are, opens them. Mirrors pallets/shield/src/
// lib.rs (try_decode_shielded_tx, try_unshield_tx), which sc-basic-authorship calls.

import type { FrameContext } from "../frame/context.ts";
import { Invalidity } from "../frame/validity.ts";
import { MevShield, shield } from "../pallets/shield/contract.ts";
import { parseShielded, type ShieldedTransaction } from "../pallets/shield/shielded_transaction.ts";
import { openShielded } from "../primitives/crypto/shielding.ts";
import { Reader, ScaleError } from "../primitives/scale/index.ts";
import type { Chain } from "./chain.ts";
import { callStart, checkExtrinsic, decodeExtrinsic } from "./extrinsic.ts";

const SUBMIT_ENCRYPTED = shield.spec.calls.submit_encrypted.index;

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ScaleError || error instanceof Invalidity) return undefined;
    throw error;
  }
}

/**
 * What a shielded transaction carries; undefined of any other and where its signature is not good in this state. The
 * reference also bounds how deep calls are nested; what is shielded is not nested.
 */
export const shieldedIn = (chain: Chain, ctx: FrameContext, bytes: Uint8Array): ShieldedTransaction | undefined =>
  readable(() => {
    const start = callStart(chain, bytes);
    // Most transactions are others, and are not read twice.
    if (bytes[start] !== MevShield.index || bytes[start + 1] !== SUBMIT_ENCRYPTED) return undefined;
    return parseShielded(checkExtrinsic(chain, ctx, bytes).tx.call.args.ciphertext as Uint8Array);
  });

/** The extrinsic inside, without what may follow it; undefined where the key does not open it or there is none. */
export function unshielded(chain: Chain, secretKey: Uint8Array, shielded: ShieldedTransaction): Uint8Array | undefined {
  const plain = openShielded(secretKey, shielded);
  if (plain === undefined) return undefined;
  return readable(() => {
    const input = new Reader(plain);
    input.raw(input.length());
    const extrinsic = plain.subarray(0, input.at);
    decodeExtrinsic(chain, extrinsic);
    return extrinsic;
  });
}
