// Random sequences of calls, made from the declarations, keep the invariants after every block. A failure prints fast-check's
// seed and path; TAOLAB_SEED and TAOLAB_PATH replay it, TAOLAB_RUNS sets how many sequences are tried.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runtime } from "../../runtime/index.ts";
import { epoch } from "../../runtime/pallets/subtensor/epoch/contract.ts";
import { argumentsFor, mentionsCalls } from "./arguments.ts";
import { invariants } from "./invariants.ts";
import { smallEconomy } from "./prelude.ts";
import type { Step } from "./world.ts";

const RUNS = Number(process.env.TAOLAB_RUNS ?? 500);
const replay =
  process.env.TAOLAB_SEED === undefined
    ? {}
    : {
        seed: Number(process.env.TAOLAB_SEED),
        ...(process.env.TAOLAB_PATH === undefined ? {} : { path: process.env.TAOLAB_PATH }),
      };

/** Calls that write whatever they are told to raw keys, or replace the runtime: nothing can be promised after them. */
const LAWLESS = new Set([
  "System.set_storage",
  "System.kill_storage",
  "System.kill_prefix",
  "System.set_code",
  "System.set_code_without_checks",
  "System.apply_authorized_upgrade",
  "Timestamp.set",
  "Balances.force_adjust_total_issuance",
]);
/** The economy is what is tried most. */
const WEIGHT: Readonly<Record<string, number>> = {
  SubtensorModule: 10,
  Balances: 3,
  AdminUtils: 2,
  Commitments: 2,
  Crowdloan: 2,
  Swap: 1,
  Proxy: 1,
  Multisig: 1,
};

/**
 * Root may hand out any balance (force_set_balance). Beyond the issuance's range the reference lets the issuance stand at
 * its bound while the balance grows: no conservation is left to be kept.
 */
const MOST_FORGED = 2n ** 60n;
const forged = (args: unknown): boolean =>
  typeof (args as { new_free?: unknown }).new_free === "bigint" &&
  (args as { new_free: bigint }).new_free > MOST_FORGED;

const { world, known } = smallEconomy();
const callable = runtime.pallets.flatMap((pallet) =>
  [...pallet.calls.values()]
    .filter(
      ({ name, run, spec }) =>
        run !== undefined && !LAWLESS.has(`${pallet.name}.${name}`) && !mentionsCalls(spec.codec),
    )
    .map(({ name, spec }) => ({ pallet: pallet.name, name, spec })),
);
const step: fc.Arbitrary<Step | undefined> = fc.oneof(
  ...callable.map(({ pallet, name, spec }) => ({
    weight: WEIGHT[pallet] ?? 1,
    arbitrary: fc
      .tuple(
        spec.origin.name === "root"
          ? fc.constant("root" as const)
          : fc.oneof(
              { weight: 9, arbitrary: fc.constantFrom(...known.accounts) },
              { weight: 1, arbitrary: fc.constant("root" as const) },
            ),
        argumentsFor(spec.codec, known),
      )
      .map(([as, args]) => (args === undefined || forged(args) ? undefined : { as, call: { pallet, name, args } })),
  })),
);
const sequence = fc.array(fc.array(step, { maxLength: 4 }), { minLength: 1, maxLength: 12 });

let tried = 0;
let accepted = 0;

describe("random sequences of calls", () => {
  it("start from a sound state", () => {
    expect(callable.length).toBeGreaterThan(100);
    expect(world.faults(invariants)).toEqual([]);
    // The prelude's weights and epochs have paid somebody.
    expect(Array.from(epoch.read.Incentive.entries(world.context)).some(([, all]) => all.some((one) => one > 0))).toBe(
      true,
    );
  });
  it(`keep every invariant after every block (${RUNS} sequences)`, { timeout: 900_000 }, () => {
    fc.assert(
      fc.property(sequence, (blocks) => {
        const here = world.fork();
        for (const steps of blocks) {
          const { refusals } = here.block(steps.filter((one) => one !== undefined));
          tried += refusals.length;
          accepted += refusals.filter((refusal) => refusal === undefined).length;
          expect(here.faults(invariants)).toEqual([]);
        }
      }),
      { numRuns: RUNS, ...replay },
    );
    // A law that is only tried on refused calls says little.
    if (process.env.TAOLAB_SEED === undefined) expect(accepted / tried).toBeGreaterThan(0.1);
  });
  it("give the same root when they are played again", { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(sequence, (blocks) => {
        const roots = [0, 1].map(() => {
          const here = world.fork();
          return blocks.map((steps) => here.block(steps.filter((one) => one !== undefined)).outcome.header.state_root);
        });
        expect(roots[1]).toEqual(roots[0]);
      }),
      { numRuns: Math.max(10, RUNS / 20), ...replay },
    );
  });
});
