// Commitments on the chain's own subnets: who may commit, and whose bonds a commitment takes away.

import { expect, it } from "vitest";
import { commitments } from "../../runtime/pallets/commitments/contract.ts";
import { commitmentsPallet } from "../../runtime/pallets/commitments/index.ts";
import { epoch } from "../../runtime/pallets/subtensor/epoch/contract.ts";
import { mechanisms } from "../../runtime/pallets/subtensor/mechanisms/contract.ts";
import { mechanismStorageIndex } from "../../runtime/pallets/subtensor/mechanisms/storage_index.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { mechId, netUid } from "../../runtime/primitives/ids.ts";
import { acct, callOf, type MockContext, newTestExt, outcomeOf, signed } from "../chain/mock.ts";

const NETUID = netUid(1);
const set = (ctx: MockContext, who: number, fields: readonly unknown[]) =>
  outcomeOf(() =>
    ctx.dispatch(signed(acct(who)), callOf("Commitments", "set_commitment", { netuid: NETUID, info: { fields } })),
  );

it("only hotkeys with a slot may commit, and the space is theirs for an epoch", () => {
  const ctx = newTestExt();
  const raw = [{ type: "Raw", value: new Uint8Array(60) }];
  commitments.storage.MaxSpace.set(ctx, 150);
  expect(set(ctx, 1, raw)).toBe("AccountNotAllowedCommit");
  registration.storage.Uids.set(ctx, NETUID, acct(1), 0);
  expect(set(ctx, 1, raw)).toBe(undefined);
  expect(set(ctx, 1, raw)).toBe("SpaceLimitExceeded");
  tempo.storage.SubnetEpochIndex.set(ctx, NETUID, 1n);
  expect(set(ctx, 1, raw)).toBe(undefined);
  expect(commitments.read.UsedSpaceOf.get(ctx, NETUID, acct(1))).toEqual({ last_epoch: 1n, used_space: 100n });
});

it("the flag takes away what others are bonded to the committer with, in every mechanism, where the subnet allows it", () => {
  const ctx = newTestExt();
  const indices = [0, 1].map((mechanism) => mechanismStorageIndex(NETUID, mechId(mechanism)));
  const row = [
    [0, 5],
    [3, 7],
    [4, 9],
  ] as const;
  mechanisms.storage.MechanismCountCurrent.set(ctx, NETUID, mechId(2));
  registration.storage.Uids.set(ctx, NETUID, acct(1), 3);
  for (const index of indices) for (const validator of [0, 9]) epoch.storage.Bonds.set(ctx, index, validator, row);
  const bonds = () =>
    indices.map((index) => Array.from(epoch.storage.Bonds.entries(ctx, index), ([, bonded]) => bonded));
  expect(set(ctx, 1, [{ type: "ResetBondsFlag" }])).toBe(undefined);
  expect(bonds()).toEqual([
    [row, row],
    [row, row],
  ]);
  parameters.storage.BondsResetOn.set(ctx, NETUID, true);
  expect(set(ctx, 1, [{ type: "ResetBondsFlag" }])).toBe(undefined);
  const left = [row[0], row[2]];
  expect(bonds()).toEqual([
    [left, left],
    [left, left],
  ]);
  expect(commitments.read.LastBondsReset.get(ctx, NETUID, acct(1))).toBe(1);
});

it("what is locked is stored as it came and stays, as no round is ever known", () => {
  const ctx = newTestExt();
  const field = { type: "TimelockEncrypted", value: { encrypted: Uint8Array.of(1, 2, 3), reveal_round: 1n } };
  registration.storage.Uids.set(ctx, NETUID, acct(1), 0);
  expect(set(ctx, 1, [field])).toBe(undefined);
  commitmentsPallet.parts.hooks?.onInitialize?.(ctx, 2);
  expect(commitments.read.CommitmentOf.get(ctx, NETUID, acct(1))?.info.fields).toEqual([field]);
  expect(commitments.read.TimelockedIndex.get(ctx)).toEqual([[NETUID, acct(1)]]);
});
