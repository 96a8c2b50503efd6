// Aura as this node plays it: whose turn a slot is, the digest items of a block, the seal. The node holds the keys of every
// development authority, so it authors every slot itself. Mirrors sc-consensus-aura.

import { blake2b256 } from "../../runtime/primitives/hash/index.ts";
import { AURA_ENGINE, type DigestItem, Header, isEngine } from "../../runtime/primitives/header.ts";
import { u64 } from "../../runtime/primitives/scale/index.ts";

/** Says in which slot a block is built. */
export const slotClaim = (slot: bigint): DigestItem => ({ type: "PreRuntime", value: [AURA_ENGINE, u64.encode(slot)] });

/** The slot that a header claims. */
export function slotOf(header: Header): bigint | undefined {
  for (const item of header.digest) {
    if (item.type === "PreRuntime" && isEngine(item.value[0], AURA_ENGINE) && item.value[1].length === 8)
      return u64.decode(item.value[1]);
  }
  return undefined;
}

/** The authority whose turn a slot is. */
export const authorOf = (slot: bigint, authorities: readonly Uint8Array[]): Uint8Array | undefined =>
  authorities.length === 0 ? undefined : authorities[Number(slot % BigInt(authorities.length))];

/** Signs with the key of an authority; undefined if the key is not held. */
export type Signer = (authority: Uint8Array, message: Uint8Array) => Uint8Array | undefined;

/** What a seal signs. */
export const sealed = (header: Header): Uint8Array =>
  blake2b256(Header.encode({ ...header, digest: header.digest.filter((item) => item.type !== "Seal") }));

/** The header with the seal of its author; unsealed if nobody here holds the key. */
export function withSeal(header: Header, author: Uint8Array, sign: Signer): Header {
  const signature = sign(author, sealed(header));
  return signature === undefined
    ? header
    : { ...header, digest: [...header.digest, { type: "Seal", value: [AURA_ENGINE, signature] }] };
}
/** The signature of a header's seal. */
export function sealOf(header: Header): Uint8Array | undefined {
  const last = header.digest.at(-1);
  return last?.type === "Seal" && isEngine(last.value[0], AURA_ENGINE) ? last.value[1] : undefined;
}
