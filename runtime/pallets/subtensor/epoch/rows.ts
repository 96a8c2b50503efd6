// Rows of weights and bonds between storage and the rule, without a number per cell in between: a stored row is the bytes
// of Vec<(u16, u16)>, a row of the rule the same bytes as 16-bit words. Mirrors get_weights_sparse and get_bonds_sparse of
// pallets/subtensor/src/epoch/run_epoch.rs.

import type { At, Cell } from "../../../frame/state.ts";
import type { NetUidStorageIndex } from "../../../primitives/ids.ts";
import { Reader, Writer } from "../../../primitives/scale/codec.ts";
import type { StoredRow } from "../../../rules/consensus.ts";

/** A storage item of such rows, by mechanism and uid. */
interface Rows {
  rawKey(...leading: [] | [NetUidStorageIndex] | [NetUidStorageIndex, number]): string;
}
const BYTES_PER_CELL = 4;

const wordsOf = ({ bytes }: Cell): Uint16Array => {
  const input = new Reader(bytes);
  return new Uint16Array(input.raw(input.length(BYTES_PER_CELL) * BYTES_PER_CELL).buffer);
};

/** The rows of a mechanism, in raw-key order. */
export function* rowsOf(at: At, item: Rows, index: NetUidStorageIndex): Iterable<StoredRow> {
  const prefix = item.rawKey(index);
  for (const [key, cell] of at.state.entries(prefix)) {
    const low = Number.parseInt(key.slice(prefix.length, prefix.length + 2), 16);
    const high = Number.parseInt(key.slice(prefix.length + 2, prefix.length + 4), 16);
    yield { uid: (high << 8) | low, cells: wordsOf(cell) };
  }
}

// PERF: one for all rows.
const row = new Writer();
/** Stores a row, an empty one too. */
export function storeRow(at: At, item: Rows, index: NetUidStorageIndex, uid: number, cells: Uint16Array): void {
  row.clear();
  row.compact(cells.length / 2);
  row.raw(new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength));
  at.state.set(item.rawKey(index, uid), { bytes: row.result(), decoded: undefined });
}
