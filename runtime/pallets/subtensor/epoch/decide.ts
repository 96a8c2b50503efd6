// An epoch through the kernel: who counts, weights, incentive, bonds, emission. Yuma 2 and Yuma 3 differ in the bonds.
// Mirrors epoch_mechanism of pallets/subtensor/src/epoch/run_epoch.rs.

import type { Consensus, EpochInput } from "../../../rules/consensus.ts";
import type { Bonding } from "./bonding.ts";
import { share } from "./emission_kernel.ts";
import { kernel, newVector, storedRowsOut, vectorOut } from "./kernel.ts";
import { standing } from "./standing.ts";
import { weigh } from "./weighing.ts";

/** Vectors of one element per uid and at most one row per uid: what the kernel's flat memory takes for granted. */
const isRegular = (input: EpochInput): boolean => {
  const { n, lastUpdate, blockAtRegistration, totalStake, validatorPermits } = input;
  const isUnique = (rows: EpochInput["weights"]): boolean => new Set(rows.map(({ uid }) => uid)).size === rows.length;
  return (
    lastUpdate.length === n &&
    blockAtRegistration.length === n &&
    totalStake.length === n &&
    validatorPermits.length === n &&
    isUnique(input.weights) &&
    isUnique(input.bonds)
  );
};

/** The rule with this way of bonding; input of irregular shape goes to the plain twin. */
export const throughKernel =
  (bonding: Bonding, twin: Consensus): Consensus =>
  (input, wish) => {
    if (!isRegular(input)) return twin(input, wish);
    kernel.reset();
    const { n } = input;
    const who = standing(input);
    const weights = weigh(input, who, wish?.matrices ?? false);
    const ranks = newVector(n);
    kernel.columnProducts(weights.clipped, weights.activeStake, n, ranks);
    const incentive = newVector(n);
    kernel.normalizeBy(ranks, n, kernel.sum(ranks, n), incentive);
    const validatorTrust = newVector(n);
    kernel.rowSums(weights.clipped, validatorTrust);

    const bonded = bonding(input, weights, incentive);
    const dividends = newVector(n);
    kernel.normalizeBy(bonded.dividends, n, kernel.sum(bonded.dividends, n), dividends);

    const { shares, output } = share(input, who, {
      consensus: weights.consensus,
      validatorTrust,
      incentive,
      dividends,
    });
    return {
      output: { ...output, bonds: storedRowsOut(bonded.stored, n, (uid) => who.newValidatorPermits[uid] ?? false) },
      intermediates: {
        ...who,
        ...shares,
        kappa: weights.kappa,
        consensus: vectorOut(weights.consensus, n),
        validatorTrust: vectorOut(validatorTrust, n),
        ranks: vectorOut(ranks, n),
        incentive: vectorOut(incentive, n),
        bondsPenalty: weights.bondsPenalty,
        totalBondsPerValidator: bonded.totalBondsPerValidator,
        dividends: vectorOut(dividends, n),
      },
      matrices:
        weights.matrices === undefined || bonded.matrices === undefined
          ? undefined
          : { ...weights.matrices, bonds: bonded.matrices },
    };
  };
