// From the terms of an epoch to state. Mirrors persist_mechanism_epoch_terms and persist_netuid_epoch_terms of
// pallets/subtensor/src/epoch/run_epoch.rs.

import type { MechId, NetUid } from "../../../primitives/ids.ts";
import type { Ctx } from "../context.ts";
import { mechanismStorageIndex } from "../mechanisms/storage_index.ts";
import { epoch } from "./contract.ts";
import { storeRow } from "./rows.ts";
import type { EpochTerms, TermsByHotkey } from "./terms.ts";

const { Active, Bonds, Consensus, Dividends, Emission, Incentive, StakeWeight, ValidatorPermit, ValidatorTrust } =
  epoch.storage;

const byUid = (terms: TermsByHotkey): EpochTerms[] => [...terms.values()].sort((a, b) => a.uid - b.uid);

/** Incentive and bonds. Rows are numbered as they come: a free slot below moves them down, as in the reference. */
export function persistMechanismEpochTerms(ctx: Ctx, netuid: NetUid, mechanism: MechId, terms: TermsByHotkey): void {
  const index = mechanismStorageIndex(netuid, mechanism);
  const neurons = byUid(terms);
  Incentive.set(
    ctx,
    index,
    neurons.map(({ incentive }) => incentive),
  );
  ctx.emit(
    epoch.events.IncentiveAlphaEmittedToMiners({
      netuid: index,
      emissions: neurons.map(({ serverEmission }) => serverEmission),
    }),
  );
  for (const [row, { bond }] of neurons.entries()) storeRow(ctx, Bonds, index, row, bond);
}

export function persistNetuidEpochTerms(ctx: Ctx, netuid: NetUid, terms: TermsByHotkey): void {
  const neurons = byUid(terms);
  Active.set(
    ctx,
    netuid,
    neurons.map(({ active }) => active),
  );
  Emission.set(
    ctx,
    netuid,
    neurons.map(({ emission }) => emission),
  );
  Consensus.set(
    ctx,
    netuid,
    neurons.map(({ consensus }) => consensus),
  );
  Dividends.set(
    ctx,
    netuid,
    neurons.map(({ dividend }) => dividend),
  );
  ValidatorTrust.set(
    ctx,
    netuid,
    neurons.map(({ validatorTrust }) => validatorTrust),
  );
  ValidatorPermit.set(
    ctx,
    netuid,
    neurons.map(({ newValidatorPermit }) => newValidatorPermit),
  );
  StakeWeight.set(
    ctx,
    netuid,
    neurons.map(({ stakeWeight }) => stakeWeight),
  );
}
