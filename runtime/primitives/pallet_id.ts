// The eight letters that a pallet's own accounts derive from. Mirrors frame-support (PalletId).

import { bytesOf, fixedBytes, wrapper } from "./scale/index.ts";

export const PalletId = wrapper("frame_support::PalletId", fixedBytes(8));
export const palletId = (letters: string): Uint8Array => bytesOf(letters);
