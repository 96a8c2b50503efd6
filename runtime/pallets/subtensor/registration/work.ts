// Proof of work, which only the faucet still asks for: a seal over nonce, block hash and key whose hash is small enough.
// Mirrors pallets/subtensor/src/subnets/registration.rs (do_faucet, create_seal_hash, hash_meets_difficulty).

import { ensure } from "../../../frame/refusal.ts";
import type { Handles } from "../../../frame/section.ts";
import { bytesToHex, concatBytes } from "../../../primitives/bytes.ts";
import { keccak256, sha2_256 } from "../../../primitives/hash/index.ts";
import { AccountId, H256, type NetUid } from "../../../primitives/ids.ts";
import { u64 } from "../../../primitives/ints.ts";
import * as scale from "../../../primitives/scale/index.ts";
import { rao } from "../../../primitives/units.ts";
import { mintTao, spendTao } from "../coinbase/tao.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { parameters } from "../parameters/contract.ts";
import { registration } from "./contract.ts";

const { errors, events } = registration;
const FAUCET_DIFFICULTY = 1_000_000n;
const FAUCET_RAO = 1_000_000_000_000n;

/** Whether hash × difficulty stays below 2^256; the hash is read little-endian. */
export function hashMeetsDifficulty(hash: Uint8Array, difficulty: bigint): boolean {
  const number = BigInt(`0x${bytesToHex(Uint8Array.from(hash).reverse())}`);
  return number * difficulty < 1n << 256n;
}
export const hashBlockAndHotkey = (blockHash: Uint8Array, hotkey: AccountId): Uint8Array =>
  keccak256(concatBytes(blockHash, AccountId.encode(hotkey)));
/** keccak(sha2(nonce, keccak(hash of the block, key))). */
export function sealHash(ctx: Ctx, blockNumber: bigint, nonce: bigint, hotkey: AccountId): Uint8Array {
  const blockHash = H256.encode(ctx.ports.digests.blockHash(ctx, Number(blockNumber)));
  return keccak256(sha2_256(concatBytes(scale.u64.encode(nonce), hashBlockAndHotkey(blockHash, hotkey))));
}
/** The first nonce from a start on whose seal meets a subnet's difficulty. */
export function createWorkForBlockNumber(
  ctx: Ctx,
  netuid: NetUid,
  blockNumber: bigint,
  startNonce: bigint,
  hotkey: AccountId,
): { readonly nonce: bigint; readonly work: Uint8Array } {
  const difficulty = parameters.read.Difficulty.get(ctx, netuid);
  for (let nonce = startNonce; ; nonce = u64.saturatingAdd(nonce, 1n)) {
    const work = sealHash(ctx, blockNumber, nonce, hotkey);
    if (hashMeetsDifficulty(work, difficulty)) return { nonce, work };
  }
}

/** Mints 1000 TAO for work on one of the last three blocks. */
export const faucet: Handles<typeof registration, "faucet", Ctx> = (ctx, coldkey, { block_number, nonce, work }) => {
  ensure(ctx.profile.faucet, errors.FaucetDisabled);
  const block = currentBlock(ctx);
  ensure(block_number <= block, errors.InvalidWorkBlock);
  ensure(u64.saturatingSub(block, block_number) < 3n, errors.InvalidWorkBlock);
  // Deviates: work of another length is refused; the reference panics on it.
  ensure(work.length === 32 && hashMeetsDifficulty(work, FAUCET_DIFFICULTY), errors.InvalidDifficulty);
  ensure(bytesToHex(sealHash(ctx, block_number, nonce, coldkey)) === bytesToHex(work), errors.InvalidSeal);
  registration.storage.UsedWork.set(ctx, work, block);
  // Near the cap less is minted than asked for; then nothing is paid out and what was minted is lost.
  const { rest } = spendTao(ctx, coldkey, mintTao(ctx, rao(FAUCET_RAO)), rao(FAUCET_RAO));
  ctx.ports.currency.dropCredit(ctx, rest);
  ctx.emit(events.Faucet(coldkey, FAUCET_RAO));
};
