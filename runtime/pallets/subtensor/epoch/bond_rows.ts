// Bonds reset: what a neuron does to the bonds toward it when it asks the validators to start anew, where the subnet
// allows that. Mirrors do_reset_bonds of pallets/subtensor/src/epoch/run_epoch.rs, which does this to every stored row.

/** The cells of a stored row without those toward one neuron; the row itself where there are none. */
export const withoutBondsToward = (cells: Uint16Array, uid: number): Uint16Array => {
  const kept: number[] = [];
  for (let i = 0; i + 1 < cells.length; i += 2) if (cells[i] !== uid) kept.push(cells[i]!, cells[i + 1]!);
  return kept.length === cells.length ? cells : Uint16Array.from(kept);
};
