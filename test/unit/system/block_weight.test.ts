// What every block weighs before and after its extrinsics, and the price of gas that follows from it. Figures by hand from
// the hooks of the reference's pallets; the files are named beside them.

import { describe, expect, it } from "vitest";
import { buildGenesis, local } from "../../../genesis/presets.ts";
import { contextAt } from "../../../runtime/executive/query.ts";
import { rootOrigin } from "../../../runtime/frame/origin.ts";
import { BlockBuilder, subtensor } from "../../../runtime/index.ts";
import { baseFee } from "../../../runtime/pallets/base_fee/contract.ts";
import { contractsPallet } from "../../../runtime/pallets/contracts/index.ts";
import { ethereumPallet } from "../../../runtime/pallets/ethereum/index.ts";
import { system } from "../../../runtime/pallets/system/contract.ts";
import { AURA_ENGINE } from "../../../runtime/primitives/header.ts";
import { Permill } from "../../../runtime/primitives/perthing.ts";
import { u64 } from "../../../runtime/primitives/scale/index.ts";
import { subWeight, weight } from "../../../runtime/primitives/weight.ts";

const { BaseFeePerGas, Elasticity } = baseFee.read;
const chain = subtensor();
type At = Pick<ReturnType<typeof buildGenesis>, "hash" | "state"> & { number: number };
const genesis = (): At => ({ ...buildGenesis(chain, local().genesis), number: 0 });
function begun(parent: At): BlockBuilder {
  const now = 1_000_000_000_000n + BigInt(parent.number + 1) * 12_000n;
  const builder = new BlockBuilder(chain, parent, [
    { type: "PreRuntime", value: [AURA_ENGINE, u64.encode(now / 12_000n)] },
  ]);
  for (const bytes of builder.inherents(new Map([["timstap0", u64.encode(now)]]))) builder.apply(bytes);
  return builder;
}
function next(parent: At, work: (builder: BlockBuilder) => void = () => {}): At {
  const builder = begun(parent);
  work(builder);
  const { hash, state, header } = builder.finish();
  return { hash, state, number: header.number };
}
const priceAfter = ({ state }: At): bigint => BaseFeePerGas.get(contextAt(chain, state));

describe("the weight of a block", () => {
  it("counts every pallet's hook at its start", () => {
    const parent = genesis();
    const digest = { type: "PreRuntime", value: [AURA_ENGINE, u64.encode(83_333_334n)] } as const;
    const { context } = new BlockBuilder(chain, parent, [digest]);
    const parts = [
      weight(431_614_000n), // frame-support, weights/block_weights.rs
      weight(125_000_000n), // pallet-insecure-randomness-collective-flip, lib.rs:108: one read, one write
      weight(3_246_000n), // pallet-timestamp, weights.rs, on_finalize
      weight(150_000_000n), // pallet-aura, lib.rs: two reads, one write
      weight(329_234_229_000n), // pallets/subtensor, macros/hooks.rs:25: 110,634,229,000, 8304 reads, 110 writes
      weight(100_000_000n), // the same, clean_up_hotkey_swap_records: two reads and one for each of two subnets
      weight(126_335_000n, 1_489n), // pallet-scheduler, weights.rs, service_agendas_base
      weight(127_409_000n, 110_487n), // the same, service_agenda_base(0)
      weight(25_000_000n), // pallets/commitments, lib.rs, reveal_timelocked_commitments: one read
      weight(25_733_000n, 1_489n), // pallet-safe-mode, weights.rs, on_initialize_noop
      weight(352_190_903n), // pallet-ethereum, lib.rs:260 and 286: kill_storage(1), two reads, two writes
      weight(150_000_000n), // pallet-base-fee, lib.rs:127: two reads, one write
      weight(50_000_000n), // pallets/shield, lib.rs:488: two reads
    ];
    expect(system.read.BlockWeight.get(context)).toEqual({
      normal: weight(0n),
      operational: weight(0n),
      mandatory: {
        refTime: parts.reduce((sum, { refTime }) => sum + refTime, 0n),
        proofSize: parts.reduce((sum, { proofSize }) => sum + proofSize, 0n),
      },
    });
  });

  it("counts what Contracts looks for when the block is idle", () => {
    const builder = begun(genesis());
    const before = system.read.BlockWeight.get(builder.context).mandatory;
    const after = system.read.BlockWeight.get(contextAt(chain, builder.finish().state)).mandatory;
    // pallet-contracts, weights.rs: migrate, migration_noop, on_process_deletion_queue_batch; four reads, three writes.
    expect(subWeight(after, before)).toEqual(weight(412_569_000n, 6_470n));
  });
  it("leaves out what there is no weight for", () => {
    // migrate alone is 259,800,000 and 3494; with migration_noop 386,854,000 and 4985.
    const idle = (remaining: bigint) => contractsPallet.parts.hooks?.onIdle?.({}, 1, weight(remaining, 1_000_000n));
    expect(idle(259_799_999n)).toEqual(weight(0n));
    expect(idle(412_568_999n)).toEqual(weight(386_854_000n, 4_985n));
    expect(idle(412_569_000n)).toEqual(weight(412_569_000n, 6_470n));
  });
  it("counts hooks of pallets that are declared only", () => {
    expect(ethereumPallet.parts.hooks?.onInitialize?.({}, 1)).toEqual(weight(352_190_903n));
  });
});

// pallet-base-fee, lib.rs (on_finalize), with BaseFeeThreshold, DefaultBaseFeePerGas and DefaultElasticity of
// runtime/src/lib.rs:1350.
describe("the price of gas", () => {
  it("is written down at genesis", () => {
    const { state } = genesis();
    expect([...state.entries(BaseFeePerGas.prefix)]).toHaveLength(1);
    expect([...state.entries(Elasticity.prefix)]).toHaveLength(1);
    expect(BaseFeePerGas.get(contextAt(chain, state))).toBe(20_000_000_000n);
    expect(Elasticity.get(contextAt(chain, state))).toBe(Permill.fromParts(125_000));
  });

  it("falls with empty blocks to half of what it began at", () => {
    // 331,642,8… of 4·10^12 picoseconds are 82,910 millionths; (500,000 - 82,910) · 2 of 125,000 are 104,272 millionths.
    let at = next(genesis());
    expect(priceAfter(at)).toBe(17_914_560_000n);
    for (let i = 0; i < 6; i++) at = next(at);
    expect(priceAfter(at)).toBe(10_000_000_000n);
  });

  it("rises with full blocks, stays without elasticity, and is told of when it overflows", () => {
    const fill = (refTime: bigint) => (builder: BlockBuilder) =>
      system.storage.BlockWeight.update(builder.context, (old) => ({ ...old, normal: weight(refTime) }));
    const parent = genesis();
    // More than the whole block counts as the whole: an eighth more.
    expect(priceAfter(next(parent, fill(9_000_000_000_000n)))).toBe(22_500_000_000n);
    const root = (name: string, args: Record<string, unknown>) => (builder: BlockBuilder) =>
      builder.context.dispatch(rootOrigin, { pallet: "BaseFee", name, args });
    expect(priceAfter(next(parent, root("set_elasticity", { elasticity: Permill.ZERO })))).toBe(20_000_000_000n);
    const builder = begun(parent);
    const most = (1n << 256n) - 1n;
    root("set_base_fee_per_gas", { fee: most })(builder);
    const { events, state } = builder.finish();
    expect(events.filter(({ event }) => event.pallet === "BaseFee").map(({ event }) => event.name)).toEqual([
      "NewBaseFeePerGas",
      "BaseFeeOverflow",
    ]);
    expect(BaseFeePerGas.get(contextAt(chain, state))).toBe(most);
  });
});
