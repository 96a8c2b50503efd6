// Blocks until the next scheduled epoch: the cases of the reference's pallets/subtensor/src/tests/emission.rs.

import { beforeEach, describe, expect, it } from "vitest";
import { blocksUntilNextAutoEpoch } from "../../runtime/pallets/subtensor/coinbase/run_coinbase.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { netUid } from "../../runtime/primitives/ids.ts";
import { U16_MAX, U64_MAX } from "../../runtime/primitives/ints.ts";
import { type MockContext, newTestExt } from "../chain/mock.ts";

let ctx: MockContext;
beforeEach(() => {
  ctx = newTestExt(1);
  for (const netuid of [1, 2, 3, U16_MAX]) tempo.storage.LastEpochBlock.set(ctx, netUid(netuid), 0n);
});
const until = (netuid: number, period: number, block: bigint): bigint =>
  blocksUntilNextAutoEpoch(ctx, netUid(netuid), period, block);

describe("blocks until the next scheduled epoch", () => {
  it.each([
    ["test_zero_tempo", 1, 0, 100n, U64_MAX],
    ["test_regular_case", 1, 10, 5n, 5n],
    ["test_regular_case", 2, 20, 15n, 5n],
    ["test_regular_case", 3, 30, 25n, 5n],
    ["test_boundary_conditions", U16_MAX, U16_MAX, U64_MAX, 0n],
    ["test_boundary_conditions", U16_MAX, U16_MAX, 0n, 65_535n],
    ["test_overflow_handling", U16_MAX, U16_MAX, U64_MAX - 1n, 0n],
    ["test_epoch_alignment", 1, 10, 9n, 1n],
    ["test_epoch_alignment", 2, 20, 21n, 0n],
    ["test_different_network_ids", 1, 10, 5n, 5n],
    ["test_different_network_ids", 2, 10, 5n, 5n],
    ["test_different_network_ids", 3, 10, 5n, 5n],
    ["test_large_tempo_values", 1, U16_MAX - 1, 100n, 65_434n],
    ["test_wrap_around_behavior", 1, 10, U64_MAX, 0n],
    ["test_wrap_around_behavior", 1, 10, U64_MAX - 1n, 0n],
  ])("%s: subnet %d, tempo %d, block %d", (_name, netuid, period, block, blocks) => {
    expect(until(netuid, period, block)).toBe(blocks);
  });

  it("test_consecutive_blocks", () => {
    for (let block = 1n; block < 9n; block++) expect(until(1, 10, block)).toBe(until(1, 10, block - 1n) - 1n);
  });
});
