// Whether a signature is that of a round of drand's quicknet: BLS over BLS12-381, signatures in the small group, keys in the
// large one, messages hashed as RFC 9380 says. Mirrors pallets/drand/src/verifier.rs and bls12_381.rs.

import { bls12_381 } from "@noble/curves/bls12-381.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { signaturePoint } from "./timelock.ts";

const { Fp12 } = bls12_381.fields;
const { Point: G2 } = bls12_381.G2;
type Pair = Parameters<typeof bls12_381.pairingBatch>[0][number];

const KEY_LENGTH = 96;

/** What a round of an unchained beacon signs: the hash of its number, highest byte first. */
function messageOf(round: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, round);
  return sha256(bytes);
}
/** A point that is none (infinity) adds nothing to the product. */
const isOne = (pairs: readonly Pair[]): boolean =>
  Fp12.eql(bls12_381.pairingBatch(pairs.filter(({ g1, g2 }) => !g1.is0() && !g2.is0())), Fp12.ONE);

function keyPoint(bytes: Uint8Array): InstanceType<typeof G2> | undefined {
  try {
    return G2.fromBytes(bytes.subarray(0, KEY_LENGTH));
  } catch {
    return undefined;
  }
}

/** Undefined where key or signature are no points of their groups. Bytes after them are ignored, as by the reference. */
export function isBeaconSignature(round: bigint, signature: Uint8Array, publicKey: Uint8Array): boolean | undefined {
  const key = keyPoint(publicKey);
  const point = key === undefined ? undefined : signaturePoint(signature);
  if (key === undefined || point === undefined) return undefined;
  const message = bls12_381.shortSignatures.hash(messageOf(round));
  return isOne([
    { g1: point.negate(), g2: G2.BASE },
    { g1: message, g2: key },
  ]);
}
