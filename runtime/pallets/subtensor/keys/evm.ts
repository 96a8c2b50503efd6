// Proving with an Ethereum signature that a slot and an Ethereum address belong together. Mirrors
// pallets/subtensor/src/utils/evm.rs.

import { secp256k1 } from "@noble/curves/secp256k1.js";
import { ensure, refuse } from "../../../frame/refusal.ts";
import type { Handles } from "../../../frame/section.ts";
import { bytesToHex0x, concatBytes, utf8ToBytes } from "../../../primitives/bytes.ts";
import { recoverEcdsa } from "../../../primitives/crypto/ecdsa.ts";
import { keccak256 } from "../../../primitives/hash/index.ts";
import { AccountId, type H160, type NetUid, ZERO_ACCOUNT } from "../../../primitives/ids.ts";
import { u64 } from "../../../primitives/ints.ts";
import * as scale from "../../../primitives/scale/index.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { identities } from "../identity/contract.ts";
import { uidForNetAndHotkey } from "../registration/uids.ts";
import { keys } from "./contract.ts";

const { AssociatedEvmAddress, Owner } = keys.storage;
const { errors, events } = keys;

/** Hash of a message as Ethereum wallets sign it (EIP-191). */
export const hashMessageEip191 = (message: Uint8Array): Uint8Array =>
  keccak256(concatBytes(utf8ToBytes(`\x19Ethereum Signed Message:\n${message.length}`), message));
/** What is signed: the hotkey and the hash of a block number of the signer's choice. */
export const evmMessage = (hotkey: AccountId, blockNumber: bigint): Uint8Array =>
  concatBytes(AccountId.encode(hotkey), keccak256(scale.u64.encode(blockNumber)));
/** Recovery as the runtime does it itself (k256): the byte is 0..3 or 27..30, and a high s is refused. */
function recover(signature: Uint8Array, digest: Uint8Array): Uint8Array | undefined {
  const recovery = signature[64]!;
  const normal = recovery >= 27 ? recovery - 27 : recovery;
  const s = BigInt(bytesToHex0x(signature.subarray(32, 64)));
  return normal > 3 || s > secp256k1.Point.Fn.ORDER >> 1n
    ? undefined
    : recoverEcdsa(signature.with(64, normal), digest);
}
/** Address of a compressed public key. */
function addressOf(compressed: Uint8Array): H160 {
  const uncompressed = secp256k1.Point.fromBytes(compressed).toBytes(false);
  return bytesToHex0x(keccak256(uncompressed.subarray(1)).subarray(12)) as H160;
}

/** Blocks between two associations of a slot: a day; the first block of a chain counts as one. */
const rateLimitBlocks = ({ profile }: Ctx): bigint =>
  (profile.constants["SubtensorModule.EvmKeyAssociateRateLimit"] as bigint | undefined) ?? (profile.fast ? 1n : 7200n);
export function ensureEvmKeyAssociateRateLimit(ctx: Ctx, netuid: NetUid, uid: number): void {
  const last = AssociatedEvmAddress.get(ctx, netuid, uid)?.[1] ?? 0n;
  ensure(u64.saturatingSub(currentBlock(ctx), last) >= rateLimitBlocks(ctx), errors.EvmKeyAssociateRateLimitExceeded);
}

export const associateEvmKey: Handles<typeof keys, "associate_evm_key", Ctx> = (
  ctx,
  hotkey,
  { netuid, evm_key, block_number, signature },
) => {
  ensure(Owner.get(ctx, hotkey) !== ZERO_ACCOUNT, errors.NonAssociatedColdKey);
  const uid = uidForNetAndHotkey(ctx, netuid, hotkey);
  ensureEvmKeyAssociateRateLimit(ctx, netuid, uid);
  const publicKey =
    recover(signature, hashMessageEip191(evmMessage(hotkey, block_number))) ??
    refuse(identities.errors.InvalidIdentity);
  ensure(evm_key === addressOf(publicKey), errors.InvalidRecoveredPublicKey);
  const block = currentBlock(ctx);
  AssociatedEvmAddress.set(ctx, netuid, uid, [evm_key, block]);
  ctx.emit(events.EvmKeyAssociated({ netuid, hotkey, evm_key, block_associated: block }));
};

/** Slots of an address among the first `limit` that have one, with the blocks of their proofs, oldest first. */
export function uidLookup(
  ctx: Ctx,
  netuid: NetUid,
  evmKey: H160,
  limit: number,
): (readonly [uid: number, block: bigint])[] {
  return [...AssociatedEvmAddress.entries(ctx, netuid)]
    .slice(0, limit)
    .flatMap(([[, uid], [key, block]]) => (key === evmKey ? [[uid, block] as const] : []))
    .sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0));
}
