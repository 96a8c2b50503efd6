// An epoch's input as a plain JSON file: stakes, weights, bonds and parameters, without a chain. Format: node/explain/epoch_file.md.
// What a file leaves out is as on a new subnet.

import { I64F64 } from "../../runtime/primitives/fixed/formats.ts";
import { I64_MAX, U16_MAX, U64_MAX } from "../../runtime/primitives/ints.ts";
import type { EpochInput, PendingCommits, StoredRow } from "../../runtime/rules/consensus.ts";
import { FieldError, flag, integer, list, object, optional, pair, type Read, small } from "./fields.ts";

const u16 = small(0, U16_MAX);
const u64 = integer(0n, U64_MAX);
const i16 = small(-32768, 32767);

const row: Read<StoredRow> = (value, path) => {
  const [uid, cells] = pair(u16, list(pair(u16, u16)))(value, path);
  return { uid, cells: Uint16Array.from(cells.flat()) };
};

const neuron = object({
  stake: optional(integer(0n, I64_MAX), undefined),
  stakeBits: optional(integer(I64F64.MIN, I64F64.MAX), undefined),
  lastUpdate: optional(u64, undefined),
  registeredAt: optional(u64, 0n),
  permit: optional(flag, undefined),
});

const commitTime = pair(u64, u64);

const file = object({
  block: optional(u64, 1_000_000n),
  tempo: optional(u16, 360),
  emission: u64,
  neurons: list(neuron),
  weights: optional(list(row), []),
  bonds: optional(list(row), []),
  owner: optional(u16, undefined),
  activityCutoff: optional(u64, undefined),
  stakeThreshold: optional(u64, 0n),
  maxAllowedValidators: optional(u16, 128),
  kappa: optional(u16, 32767),
  bondsPenalty: optional(u16, 65535),
  bondsMovingAverage: optional(u64, 900_000n),
  liquidAlpha: optional(flag, false),
  alphaLow: optional(u16, 45875),
  alphaHigh: optional(u16, 58982),
  alphaSigmoidSteepness: optional(i16, 1000),
  yuma3: optional(flag, true),
  lastEpochBlock: optional(u64, 0n),
  commits: optional(
    object({
      currentEpoch: u64,
      revealPeriod: u64,
      hashed: optional(list(pair(u16, list(commitTime))), []),
      timelocked: optional(list(pair(u64, list(pair(u16, u64)))), []),
    }),
    undefined,
  ),
});
type EpochFile = ReturnType<typeof file>;
type NeuronFields = ReturnType<typeof neuron>;

const stakeOf = ({ stake, stakeBits }: NeuronFields, index: number): I64F64 => {
  if ((stake === undefined) === (stakeBits === undefined))
    throw new FieldError(`neurons[${index}].stake`, "expected either stake, in whole rao, or stakeBits");
  return stake === undefined ? I64F64.fromBits(stakeBits ?? 0n) : I64F64.fromNum(stake);
};

/** A neuron that has a row of weights, and none that says otherwise, is taken for a validator. */
const permitsOf = ({ neurons, weights }: EpochFile): boolean[] => {
  const withWeights = new Set(weights.map(({ uid }) => uid));
  return neurons.map(({ permit }, uid) => permit ?? withWeights.has(uid));
};

const ensureRows = (name: string, rows: readonly StoredRow[], n: number): void => {
  const seen = new Set<number>();
  rows.forEach(({ uid }, i) => {
    const path = `${name}[${i}][0]`;
    if (uid >= n) throw new FieldError(path, `neuron ${uid} is none of the ${n} neurons`);
    if (seen.has(uid)) throw new FieldError(path, `neuron ${uid} has a row already`);
    seen.add(uid);
  });
};

const commitsOf = (commits: EpochFile["commits"]): PendingCommits | undefined =>
  commits === undefined
    ? undefined
    : {
        currentEpoch: commits.currentEpoch,
        revealPeriod: commits.revealPeriod,
        hashed: commits.hashed.map(([uid, queue]) => ({
          uid,
          queue: queue.map(([epoch, block]) => ({ epoch, block })),
        })),
        timelocked: commits.timelocked.map(([epoch, made]) => ({
          epoch,
          commits: made.map(([uid, block]) => ({ uid, block })),
        })),
      };

const inputOf = (fields: EpochFile): EpochInput => {
  const { block, tempo, neurons, weights, bonds, owner } = fields;
  const n = neurons.length;
  if (n > U16_MAX) throw new FieldError("neurons", `at most ${U16_MAX} neurons, found ${n}`);
  ensureRows("weights", weights, n);
  ensureRows("bonds", bonds, n);
  if (owner !== undefined && owner >= n) throw new FieldError("owner", `neuron ${owner} is none of the ${n} neurons`);
  const cutoff = (13_889n * BigInt(tempo)) / 1000n;
  return {
    n,
    currentBlock: block,
    tempo,
    activityCutoff: fields.activityCutoff ?? (cutoff > 1n ? cutoff : 1n),
    lastUpdate: neurons.map(({ lastUpdate }) => lastUpdate ?? block),
    blockAtRegistration: neurons.map(({ registeredAt }) => registeredAt),
    totalStake: neurons.map(stakeOf),
    stakeThreshold: fields.stakeThreshold,
    ownerUid: owner,
    validatorPermits: permitsOf(fields),
    maxAllowedValidators: fields.maxAllowedValidators,
    weights,
    bonds,
    kappa: fields.kappa,
    bondsPenalty: fields.bondsPenalty,
    bondsMovingAverage: fields.bondsMovingAverage,
    liquidAlpha: fields.liquidAlpha,
    alphaLow: fields.alphaLow,
    alphaHigh: fields.alphaHigh,
    alphaSigmoidSteepness: fields.alphaSigmoidSteepness,
    yuma3: fields.yuma3,
    lastMechanismStepBlock: fields.lastEpochBlock,
    pendingCommits: commitsOf(fields.commits),
    emission: fields.emission,
  };
};

/** The input that a file describes; throws a FieldError that names the field which does not fit. */
export const parseEpochFile = (text: string): EpochInput => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new FieldError("", `not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  return inputOf(file(value, ""));
};

const rowsOut = (rows: readonly StoredRow[], n: number) =>
  rows
    .filter(({ uid, cells }) => uid < n && cells.length > 0)
    .map(({ uid, cells }) => [
      uid,
      Array.from({ length: cells.length >> 1 }, (_, i) => [cells[2 * i], cells[2 * i + 1]]),
    ]);

const WHOLE_RAO = (1n << 64n) - 1n;

/** The file that describes an input: parsed again it is that input, without empty rows and what is beyond the last neuron. */
export const epochFileOf = (input: EpochInput): unknown => ({
  block: `${input.currentBlock}`,
  tempo: input.tempo,
  emission: `${input.emission}`,
  activityCutoff: `${input.activityCutoff}`,
  stakeThreshold: `${input.stakeThreshold}`,
  ...(input.ownerUid === undefined || input.ownerUid >= input.n ? {} : { owner: input.ownerUid }),
  maxAllowedValidators: input.maxAllowedValidators,
  kappa: input.kappa,
  bondsPenalty: input.bondsPenalty,
  bondsMovingAverage: `${input.bondsMovingAverage}`,
  liquidAlpha: input.liquidAlpha,
  alphaLow: input.alphaLow,
  alphaHigh: input.alphaHigh,
  alphaSigmoidSteepness: input.alphaSigmoidSteepness,
  yuma3: input.yuma3,
  lastEpochBlock: `${input.lastMechanismStepBlock}`,
  neurons: input.totalStake.map((stake, uid) => ({
    ...(stake >= 0n && (stake & WHOLE_RAO) === 0n ? { stake: `${stake >> 64n}` } : { stakeBits: `${stake}` }),
    lastUpdate: `${input.lastUpdate[uid] ?? 0n}`,
    registeredAt: `${input.blockAtRegistration[uid] ?? 0n}`,
    permit: input.validatorPermits[uid] ?? false,
  })),
  weights: rowsOut(input.weights, input.n),
  bonds: rowsOut(input.bonds, input.n),
  ...(input.pendingCommits === undefined
    ? {}
    : {
        commits: {
          currentEpoch: `${input.pendingCommits.currentEpoch}`,
          revealPeriod: `${input.pendingCommits.revealPeriod}`,
          hashed: input.pendingCommits.hashed.map(({ uid, queue }) => [
            uid,
            queue.map(({ epoch, block }) => [`${epoch}`, `${block}`]),
          ]),
          timelocked: input.pendingCommits.timelocked.map(({ epoch, commits }) => [
            `${epoch}`,
            commits.map(({ uid, block }) => [uid, `${block}`]),
          ]),
        },
      }),
});
