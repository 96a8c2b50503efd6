// Signed extrinsics made by hand, so that tests choose nonce, era, tip and signature themselves.

import { type Keypair, keypairOf } from "../../node/keys/keypair.ts";
import type { Node } from "../../node/node.ts";
import type { Call } from "../../runtime/index.ts";
import { concatBytes, hexToBytes } from "../../runtime/primitives/bytes.ts";
import { blake2b256 } from "../../runtime/primitives/hash/index.ts";
import { type AccountId, accountId } from "../../runtime/primitives/ids.ts";
import { bytes, compact, u8, u32, u64 } from "../../runtime/primitives/scale/index.ts";

const keys = new Map<string, Keypair>();
export function keyOf(uri: string): Keypair {
  const known = keys.get(uri) ?? keypairOf(uri);
  keys.set(uri, known);
  return known;
}
export const accountOf = (uri: string): AccountId => accountId(`0x${Buffer.from(keyOf(uri).account).toString("hex")}`);

export interface SignOptions {
  readonly nonce: number;
  readonly tip?: bigint;
  /** Period and birth block; immortal when absent. */
  readonly era?: { readonly period: number; readonly birth: number };
  /** Damages the signature. */
  readonly forged?: boolean;
}
function eraBytes(era: SignOptions["era"]): Uint8Array {
  if (era === undefined) return Uint8Array.of(0);
  const { period, birth } = era;
  const quantize = Math.max(period >> 12, 1);
  const phase = Math.floor((birth % period) / quantize);
  const trailing = Math.min(15, Math.max(1, Math.log2(period) - 1));
  const encoded = trailing | (phase << 4);
  return Uint8Array.of(encoded & 0xff, encoded >> 8);
}

/** What signing needs to know of a chain. */
export interface Signable {
  readonly chain: Pick<Node["chain"], "runtime">;
  readonly blockchain: { readonly genesis: { readonly hash: string }; hashAt(number: number): string | undefined };
}
/** An extrinsic of version 4, with its length before it. */
export function signed(node: Signable, uri: string, call: Call, options: SignOptions): Uint8Array {
  const { blockchain, chain } = node;
  const key = keyOf(uri);
  const callBytes = chain.runtime.RuntimeCall.encode(call);
  const birth = options.era === undefined ? blockchain.genesis.hash : blockchain.hashAt(options.era.birth)!;
  const extra = concatBytes(
    eraBytes(options.era),
    compact(u32).encode(options.nonce),
    compact(u64).encode(options.tip ?? 0n),
    Uint8Array.of(0),
  );
  const { spec_version, transaction_version } = chain.runtime.version;
  const implicit = concatBytes(
    u32.encode(spec_version),
    u32.encode(transaction_version),
    hexToBytes(blockchain.genesis.hash.slice(2)),
    hexToBytes(birth.slice(2)),
    u8.encode(0),
  );
  const payload = concatBytes(callBytes, extra, implicit);
  const signature = key.sign(payload.length > 256 ? blake2b256(payload) : payload);
  if (options.forged === true) signature[3]! ^= 1;
  const kind = { Ed25519: 0, Sr25519: 1, Ecdsa: 2 }[key.kind];
  return bytes.encode(
    concatBytes(Uint8Array.of(0x84, 0), key.account, Uint8Array.of(kind), signature, extra, callBytes),
  );
}
export const hexOf = (raw: Uint8Array): string => `0x${Buffer.from(raw).toString("hex")}`;

export const transfer = (to: string, value: bigint): Call => ({
  pallet: "Balances",
  name: "transfer_keep_alive",
  args: { dest: { type: "Id", value: accountOf(to) }, value },
});
export const remark = (text: string): Call => ({
  pallet: "System",
  name: "remark",
  args: { remark: new TextEncoder().encode(text) },
});
