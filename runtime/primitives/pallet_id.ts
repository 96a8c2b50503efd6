// The eight letters that a pallet's own accounts derive from. Mirrors frame-support (PalletId).

import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "./bytes.ts";
import { type AccountId, accountId } from "./ids.ts";
import { bytesOf, fixedBytes, wrapper } from "./scale/index.ts";

export const PalletId = wrapper("frame_support::PalletId", fixedBytes(8));
export const palletId = (letters: string): Uint8Array => bytesOf(letters);

const TYPE_ID = utf8ToBytes("modl");
const padded = (bytes: Uint8Array): AccountId => {
  const account = new Uint8Array(32);
  account.set(bytes);
  return accountId(`0x${bytesToHex(account)}`);
};
/** The account that a pallet owns: "modl", its letters, zeros. */
export const palletAccount = (id: Uint8Array): AccountId => padded(concatBytes(TYPE_ID, id));
/** An account that a pallet owns for something with a SCALE encoding. */
export const palletSubAccount = (id: Uint8Array, sub: Uint8Array): AccountId => padded(concatBytes(TYPE_ID, id, sub));
/** The first `length` bytes of what such an account was made for; undefined if it is none of this pallet's. */
export function subOfPalletAccount(id: Uint8Array, account: AccountId, length: number): Uint8Array | undefined {
  const prefix = bytesToHex(concatBytes(TYPE_ID, id));
  const text = account.slice(2);
  const end = prefix.length + 2 * length;
  if (!text.startsWith(prefix) || !/^0*$/.test(text.slice(end))) return undefined;
  return hexToBytes(text.slice(prefix.length, end));
}
