// Identifiers of the chain and their codecs: accounts, hashes, subnets, neurons. Metadata shows NetUid and MechId as the
// integers they wrap. Mirrors common/src/lib.rs and sp-core's types.

import type { Brand } from "./brand.ts";
import { bytesToHex, hexToBytes } from "./bytes.ts";
import { type Codec, codec, newtype, ScaleError, type Shape, shown, wellFormed } from "./scale/codec.ts";
import { fixedBytes } from "./scale/collections.ts";
import { u8, u16 } from "./scale/numbers.ts";

/** Fixed-length bytes as branded text: "0x" and lower-case hexadecimal digits. */
function hexBytes<T extends string>(label: string, length: number, shape: (of: Codec<Uint8Array>) => Shape): Codec<T> {
  const inner = fixedBytes(length);
  return codec<T>(
    label,
    shape(inner),
    length,
    (out, value) => {
      if (typeof value !== "string" || value.length !== 2 + 2 * length || !value.startsWith("0x"))
        throw new ScaleError(`${shown(value)} is not a ${label} (0x and ${2 * length} hexadecimal digits)`);
      out.raw(wellFormed(hexToBytes, value.slice(2)));
    },
    (input) => `0x${bytesToHex(input.raw(length))}` as T,
  );
}
const wrapped =
  (path: string[]) =>
  (of: Codec<Uint8Array>): Shape => ({ kind: "composite", path, params: {}, fields: [{ codec: of }] });

/** An account: 32 public key bytes as "0x" and 64 hexadecimal digits. */
export type AccountId = Brand<string, "AccountId">;
export const AccountId = hexBytes<AccountId>("AccountId", 32, wrapped(["sp_core", "crypto", "AccountId32"]));
export const accountId = (hex: string): AccountId => hex as AccountId;
/** The account of 32 zero bytes. */
export const ZERO_ACCOUNT = `0x${"00".repeat(32)}` as AccountId;

/** 32 bytes of hash as "0x" and 64 hexadecimal digits. */
export type H256 = Brand<string, "H256">;
export const H256 = hexBytes<H256>("Hash", 32, wrapped(["primitive_types", "H256"]));
export const h256 = (bytes: Uint8Array): H256 => `0x${bytesToHex(bytes)}` as H256;
export const ZERO_HASH = `0x${"00".repeat(32)}` as H256;

/** An Ethereum address, 20 bytes. */
export type H160 = Brand<string, "H160">;
export const H160 = hexBytes<H160>("H160", 20, wrapped(["primitive_types", "H160"]));

/** Number of a subnet; 0 is the root network. */
export type NetUid = Brand<number, "NetUid">;
export const NetUid: Codec<NetUid> = newtype<NetUid>("NetUid", u16);
export const netUid = (value: number): NetUid => value as NetUid;
export const ROOT = 0 as NetUid;

/** Number of a mechanism within a subnet. */
export type MechId = Brand<number, "MechId">;
export const MechId: Codec<MechId> = newtype<MechId>("MechId", u8);
export const mechId = (value: number): MechId => value as MechId;
export const MAIN_MECHANISM = 0 as MechId;

/** Subnet and mechanism in one number: mechanism × 4096 + netuid. Keys weights, bonds and other data per mechanism. */
export type NetUidStorageIndex = Brand<number, "NetUidStorageIndex">;
export const NetUidStorageIndex: Codec<NetUidStorageIndex> = newtype<NetUidStorageIndex>("NetUidStorageIndex", u16);
