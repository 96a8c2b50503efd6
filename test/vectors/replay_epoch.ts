// Replays epoch.json and epoch-bench.json: whole epochs with every intermediate vector, all matrices (or their digests)
// and the output. Fixed-point numbers are decimal strings of their raw bits, flags 0/1.

import { plainYuma } from "../../runtime/pallets/subtensor/epoch/plain.ts";
import { yuma } from "../../runtime/pallets/subtensor/epoch/yuma.ts";
import { I64F64 } from "../../runtime/primitives/fixed/formats.ts";
import type {
  Consensus,
  DenseMatrix,
  EpochDecision,
  EpochInput,
  SparseMatrix,
  StoredRow,
} from "../../runtime/rules/consensus.ts";
import type { Replayed } from "./tally.ts";

type Pair = readonly [number, number];
type Commit = readonly [epoch: string, block: string];

export interface EpochVectorInput {
  readonly n: number;
  readonly current_block: string;
  readonly tempo: number;
  readonly activity_cutoff: string;
  readonly last_update: readonly string[];
  readonly block_at_registration: readonly string[];
  readonly total_stake: readonly string[];
  readonly stake_threshold: string;
  readonly owner_uid: number | null;
  readonly validator_permits: readonly number[];
  readonly max_allowed_validators: number;
  readonly weights: readonly (readonly [uid: number, row: readonly Pair[]])[];
  readonly bonds: readonly (readonly [uid: number, row: readonly Pair[]])[];
  readonly kappa: number;
  readonly bonds_penalty: number;
  readonly bonds_moving_average: string;
  readonly liquid_alpha: boolean;
  readonly alpha_low: number;
  readonly alpha_high: number;
  readonly alpha_sigmoid_steepness: number;
  readonly yuma3: boolean;
  readonly last_mechanism_step_block: string;
  readonly commit_reveal: boolean;
  readonly current_epoch: string;
  readonly reveal_period: string;
  readonly weight_commits: readonly (readonly [uid: number, commits: readonly Commit[]])[];
  readonly timelocked_commits: readonly (readonly [epoch: string, commits: readonly (readonly [number, string])[]])[];
  readonly rao_emission: string;
}

interface Digest {
  readonly entries: number;
  readonly sum_bits: string;
  readonly fnv1a64_of_json: string;
}

export interface EpochVector {
  readonly name: string;
  readonly input: EpochVectorInput;
  readonly intermediate: Readonly<Record<string, unknown>>;
  readonly matrices?: Readonly<Record<string, unknown>>;
  readonly matrix_digests?: Readonly<Record<string, Digest>>;
  readonly output: Readonly<Record<string, unknown>>;
}

export interface EpochVectors {
  readonly cases: readonly EpochVector[];
}

const storedRows = (rows: EpochVectorInput["weights"]): StoredRow[] =>
  rows.map(([uid, row]) => ({ uid, cells: Uint16Array.from(row.flat()) }));

export const epochInputOf = (input: EpochVectorInput): EpochInput => ({
  n: input.n,
  currentBlock: BigInt(input.current_block),
  tempo: input.tempo,
  activityCutoff: BigInt(input.activity_cutoff),
  lastUpdate: input.last_update.map(BigInt),
  blockAtRegistration: input.block_at_registration.map(BigInt),
  totalStake: input.total_stake.map((bits) => I64F64.fromBits(BigInt(bits))),
  stakeThreshold: BigInt(input.stake_threshold),
  ownerUid: input.owner_uid ?? undefined,
  validatorPermits: input.validator_permits.map((flag) => flag === 1),
  maxAllowedValidators: input.max_allowed_validators,
  weights: storedRows(input.weights),
  bonds: storedRows(input.bonds),
  kappa: input.kappa,
  bondsPenalty: input.bonds_penalty,
  bondsMovingAverage: BigInt(input.bonds_moving_average),
  liquidAlpha: input.liquid_alpha,
  alphaLow: input.alpha_low,
  alphaHigh: input.alpha_high,
  alphaSigmoidSteepness: input.alpha_sigmoid_steepness,
  yuma3: input.yuma3,
  lastMechanismStepBlock: BigInt(input.last_mechanism_step_block),
  pendingCommits: input.commit_reveal
    ? {
        currentEpoch: BigInt(input.current_epoch),
        revealPeriod: BigInt(input.reveal_period),
        hashed: input.weight_commits.map(([uid, commits]) => ({
          uid,
          queue: commits.map(([epoch, block]) => ({ epoch: BigInt(epoch), block: BigInt(block) })),
        })),
        timelocked: input.timelocked_commits.map(([epoch, commits]) => ({
          epoch: BigInt(epoch),
          commits: commits.map(([uid, block]) => ({ uid, block: BigInt(block) })),
        })),
      }
    : undefined,
  emission: BigInt(input.rao_emission),
});

/** The decision under the vector's names; flags as booleans, bonds as [uid, row] of the rows that are not empty. */
const named = ({ output, intermediates: between, matrices }: EpochDecision) => {
  const bonds = matrices?.bonds;
  const bondMatrices =
    bonds === undefined
      ? {}
      : bonds.yuma === 3
        ? {
            y3_bonds_masked: bonds.masked,
            y3_alphas_dense: bonds.alphas,
            y3_ema_bonds: bonds.ema,
            y3_ema_bonds_norm: bonds.emaNormalized,
          }
        : {
            y2_bonds_masked: bonds.masked,
            y2_bonds_normalized: bonds.normalized,
            y2_bonds_delta: bonds.delta,
            y2_bonds_delta_norm: bonds.deltaNormalized,
            y2_ema_bonds_norm: bonds.emaNormalized,
            y2_ema_bonds_max_upscaled: bonds.emaMaxUpscaled,
          };
  const pairsOf = (cells: Uint16Array): Pair[] =>
    Array.from({ length: cells.length / 2 }, (_, i) => [cells[2 * i]!, cells[2 * i + 1] as number] as const);
  return {
    intermediate: {
      inactive: between.inactive,
      filtered_stake_i64f64: between.filteredStake,
      stake: between.stake,
      validator_permits_used: between.validatorPermits,
      new_validator_permits: between.newValidatorPermits,
      active_stake: between.activeStake,
      kappa_fixed: between.kappa,
      consensus: between.consensus,
      validator_trust: between.validatorTrust,
      ranks_before_normalize: between.ranks,
      incentive: between.incentive,
      bonds_penalty_fixed: between.bondsPenalty,
      total_bonds_per_validator: between.totalBondsPerValidator,
      dividends: between.dividends,
      emission_sum: between.emissionSum,
      normalized_server_emission: between.normalizedServerEmission,
      normalized_validator_emission: between.normalizedValidatorEmission,
      normalized_combined_emission: between.normalizedCombinedEmission,
    },
    matrices: {
      weights_masked: matrices?.weightsMasked,
      weights_normalized: matrices?.weightsNormalized,
      clipped_weights: matrices?.clippedWeights,
      weights_for_bonds: matrices?.weightsForBonds,
      ...bondMatrices,
    },
    output: {
      dividend: output.dividends,
      incentive: output.incentive,
      validator_emission: output.validatorEmission,
      server_emission: output.serverEmission,
      stake_weight: output.stakeWeight,
      active: output.active,
      emission: output.emission,
      consensus: output.consensus,
      validator_trust: output.validatorTrust,
      new_validator_permit: output.validatorPermits,
      stake: output.stake,
      bonds: output.bonds.map((cells, uid) => [uid, pairsOf(cells)] as const).filter(([, row]) => row.length > 0),
    },
  };
};

const asText = (value: unknown): string =>
  JSON.stringify(value, (_, element) =>
    typeof element === "bigint" ? element.toString() : typeof element === "boolean" ? Number(element) : element,
  );

const FNV_OFFSET = 0xcbf29ce484222325n;
const FNV_PRIME = 0x100000001b3n;

/** FNV-1a over the bytes of an ASCII text, in two 32-bit halves: a bigint per byte would take seconds. */
const fnv1a64 = (text: string): string => {
  let low = Number(FNV_OFFSET & 0xffff_ffffn);
  let high = Number(FNV_OFFSET >> 32n);
  const primeLow = Number(FNV_PRIME & 0xffffn);
  for (let i = 0; i < text.length; i++) {
    low = (low ^ text.charCodeAt(i)) >>> 0;
    // times 2^40 + 0x1b3
    const wide = low * primeLow;
    high = (Math.imul(high, primeLow) + (low << 8) + Math.floor(wide / 2 ** 32)) >>> 0;
    low = wide >>> 0;
  }
  return high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0");
};

const digestOf = (matrix: SparseMatrix | DenseMatrix): Digest => {
  let entries = 0;
  let total = 0n;
  for (const row of matrix)
    for (const cell of row) {
      entries++;
      total += typeof cell === "bigint" ? cell : cell[1];
    }
  return { entries, sum_bits: total.toString(), fnv1a64_of_json: fnv1a64(asText(matrix)) };
};

/** Every value of the vector that the rule gives otherwise, as text. */
export const epochDifferences = (vector: EpochVector, rule: Consensus): string[] => {
  const different: string[] = [];
  const compare = (where: string, expected: unknown, result: unknown): void => {
    const [wanted, found] = [asText(expected), asText(result)];
    if (found !== wanted) different.push(`${vector.name}: ${where} is ${found}, should be ${wanted}`.slice(0, 600));
  };
  const input = epochInputOf(vector.input);
  const result = named(rule(input, { matrices: true }));
  const keys = (record: object): string[] =>
    Object.entries(record).flatMap(([key, value]) => (value === undefined ? [] : [key]));
  const groups: readonly [string, Readonly<Record<string, unknown>> | undefined, Readonly<Record<string, unknown>>][] =
    [
      ["intermediate", vector.intermediate, result.intermediate],
      ["matrices", vector.matrices, result.matrices],
      ["output", vector.output, result.output],
    ];
  for (const [group, expected, found] of groups) {
    if (expected === undefined) continue;
    compare(`${group} names`, Object.keys(expected).sort(), keys(found).sort());
    for (const [name, value] of Object.entries(expected)) compare(`${group}.${name}`, value, found[name]);
  }
  if (vector.matrix_digests !== undefined) {
    const found: Readonly<Record<string, SparseMatrix | DenseMatrix | undefined>> = result.matrices;
    compare("digest names", Object.keys(vector.matrix_digests).sort(), keys(found).sort());
    for (const [name, digest] of Object.entries(vector.matrix_digests))
      compare(`digest of ${name}`, digest, digestOf(found[name] ?? []));
  }
  // Without the wish the same numbers and no matrices.
  const lean = rule(input);
  if (lean.matrices !== undefined) different.push(`${vector.name}: matrices without a wish`);
  const bare = named(lean);
  compare("output without matrices", vector.output, bare.output);
  compare("intermediates without matrices", vector.intermediate, bare.intermediate);
  return different;
};

/** A case is equal when the rule of the chain and its plain twin both give every value of it. */
export const replay = (data: unknown): Replayed => {
  const { cases } = data as EpochVectors;
  const differing = cases.map((vector) => [
    ...epochDifferences(vector, yuma),
    ...epochDifferences(vector, plainYuma).map((difference) => `plain twin, ${difference}`),
  ]);
  const equal = differing.filter((differences) => differences.length === 0).length;
  return { tried: cases.length, equal, differences: differing.flat().slice(0, 100) };
};
