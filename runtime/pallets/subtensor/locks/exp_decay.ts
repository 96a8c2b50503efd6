// How much is left after dt blocks of decay at rate tau. Mirrors pallets/subtensor/src/staking/lock.rs (exp_decay).

import { I64F64, U64F64 } from "../../../primitives/fixed/formats.ts";
import { exp } from "../../../primitives/fixed/transcendental.ts";

/** Past 40 time constants the exponent stands still. */
const MIN_RATIO = I64F64.saturatingFromNum(-40);

/**
 * e^(-dt / tau); nothing is left at once when tau is zero.
 * Operations: checked div in I64F64, not below -40, the library's exp, widened to U64F64.
 */
export const expDecay = (dt: bigint, tau: bigint): U64F64 => {
  if (dt === 0n) return U64F64.ONE;
  if (tau === 0n) return U64F64.ZERO;
  const ratio = I64F64.checkedDiv(I64F64.saturatingFromNum(-dt), I64F64.saturatingFromNum(tau)) ?? MIN_RATIO;
  const decay = exp(I64F64, I64F64, I64F64.max(ratio, MIN_RATIO)) ?? I64F64.ZERO;
  return U64F64.saturatingFromFixed(I64F64, decay);
};
