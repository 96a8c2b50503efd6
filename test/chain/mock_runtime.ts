// The runtime itself, with its own constants, under the reference's tests of it (runtime/tests/*.rs): an empty chain but for
// endowed accounts.

import { STANDARD } from "../../runtime/frame/profile.ts";
import { buildBalancesGenesis } from "../../runtime/pallets/balances/genesis.ts";
import { type AccountId, accountId } from "../../runtime/primitives/ids.ts";
import { rao } from "../../runtime/primitives/units.ts";
import { type MockContext, newTestExt } from "./mock.ts";

/** Thirty-two times the same byte. */
export const bytesAccount = (byte: number): AccountId =>
  accountId(`0x${byte.toString(16).padStart(2, "0").repeat(32)}`);
/** `new_test_ext`: block 1, each account with a thousand TAO. */
export function newRuntimeExt(endowed: readonly AccountId[] = []): MockContext {
  const ctx = newTestExt(1, STANDARD);
  buildBalancesGenesis(ctx, { balances: endowed.map((who) => [who, rao(1_000_000_000_000n)] as const) });
  return ctx;
}
