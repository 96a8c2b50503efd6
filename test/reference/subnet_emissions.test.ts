// Shares of the block emission: the cases of the reference's pallets/subtensor/src/tests/subnet_emissions.rs that need a
// chain.

import { expect, it } from "vitest";
import { coinbase } from "../../runtime/pallets/subtensor/coinbase/contract.ts";
import { shares } from "../../runtime/pallets/subtensor/coinbase/subnet_emissions.ts";
import { pools } from "../../runtime/pallets/subtensor/pools/contract.ts";
import { I96F32, U64F64, U96F32 } from "../../runtime/primitives/fixed/formats.ts";
import { acct, newTestExt } from "../chain/mock.ts";
import { addDynamicNetwork } from "../chain/mock_subtensor.ts";

it("get_shares_ignores_root_prop_storage_when_prices_and_burns_match", () => {
  const ctx = newTestExt(1);
  const both = [addDynamicNetwork(ctx, acct(70), acct(71)), addDynamicNetwork(ctx, acct(70), acct(71))];
  both.forEach((netuid, i) => {
    pools.storage.SubnetMovingPrice.set(ctx, netuid, I96F32.ONE);
    coinbase.storage.MinerBurned.set(ctx, netuid, U96F32.ZERO);
    coinbase.storage.RootProp.set(ctx, netuid, i === 0 ? U96F32.ONE : U96F32.saturatingFromFloat(0.1));
  });
  const half = U64F64.fromFloat(0.5);
  expect([...shares(ctx, both)]).toEqual([
    [both[0], half],
    [both[1], half],
  ]);
});
