// A subnet reduced to what its epochs read and write: the reference's tests, with their calls replaced by what the calls
// do to that state.

import { u16MaxUpscaledToU16 } from "../../../runtime/pallets/subtensor/epoch/math/vector.ts";
import { plainYuma } from "../../../runtime/pallets/subtensor/epoch/plain.ts";
import { yuma } from "../../../runtime/pallets/subtensor/epoch/yuma.ts";
import { I64F64 } from "../../../runtime/primitives/fixed/formats.ts";
import type { EpochInput, EpochOutput } from "../../../runtime/rules/consensus.ts";
import { denseYuma } from "./dense_epoch.ts";

export type EpochOf = (input: EpochInput) => EpochOutput;

/** Dense, sparse in plain arithmetic, sparse through the kernel. */
export const EPOCHS: readonly (readonly [string, EpochOf])[] = [
  ["kernel", (input) => yuma(input).output],
  ["plain", (input) => plainYuma(input).output],
  ["dense", denseYuma],
];
export const SPARSE = EPOCHS.slice(0, 2);

/** The values of the reference's test runtime; activity cutoff 13.889 tempos, at least one block. */
const PARAMETERS = {
  stakeThreshold: 0n,
  ownerUid: undefined,
  maxAllowedValidators: 100,
  kappa: 32767,
  bondsPenalty: 65535,
  bondsMovingAverage: 900_000n,
  liquidAlpha: false,
  alphaLow: 45875,
  alphaHigh: 58982,
  alphaSigmoidSteepness: 1000,
  yuma3: false,
  lastMechanismStepBlock: 0n,
  pendingCommits: undefined,
  emission: 1_000_000_000n,
};

const HIGH_TEMPO = 65534;

export class Subnet {
  block: bigint;
  tempo: number;
  parameters: Omit<EpochInput, "n" | "currentBlock" | "tempo" | "activityCutoff" | keyof Neurons>;
  output: EpochOutput | undefined;
  private readonly epoch: EpochOf;
  private readonly neurons: Neurons;

  constructor(
    epoch: EpochOf,
    stakes: readonly bigint[],
    settings: Partial<EpochInput> & { readonly block?: bigint } = {},
  ) {
    const { block = 1n, tempo = HIGH_TEMPO, ...parameters } = settings;
    this.epoch = epoch;
    this.block = block;
    this.tempo = tempo;
    this.parameters = { ...PARAMETERS, ...parameters };
    this.neurons = {
      lastUpdate: stakes.map(() => block),
      blockAtRegistration: stakes.map(() => block),
      totalStake: stakes.map((rao) => I64F64.fromNum(rao)),
      validatorPermits: stakes.map(() => false),
      weights: [],
      bonds: [],
    };
  }

  get n(): number {
    return this.neurons.totalStake.length;
  }

  run(): EpochOutput {
    const cutoff = (13_889n * BigInt(this.tempo)) / 1000n;
    const output = this.epoch({
      ...this.parameters,
      ...this.neurons,
      n: this.n,
      currentBlock: this.block,
      tempo: this.tempo,
      activityCutoff: cutoff > 1n ? cutoff : 1n,
    });
    this.neurons.validatorPermits = output.validatorPermits;
    this.neurons.bonds = output.bonds.map((cells, uid) => ({ uid, cells }));
    this.output = output;
    return output;
  }

  /** Stored as the largest share of 65,535. */
  setWeights(uid: number, columns: readonly number[], values: readonly number[]): void {
    const stored = u16MaxUpscaledToU16(values);
    const cells = Uint16Array.from(columns.flatMap((column, i) => [column, stored[i] as number]));
    this.neurons.weights = [...this.neurons.weights.filter((row) => row.uid !== uid), { uid, cells }];
    this.touch(uid);
  }

  setLastUpdate(blocks: readonly bigint[]): void {
    this.neurons.lastUpdate = blocks;
  }

  setPermits(permits: readonly boolean[]): void {
    this.neurons.validatorPermits = permits;
  }

  setStake(uid: number, rao: bigint): void {
    this.neurons.totalStake = this.neurons.totalStake.map((stake, i) => (i === uid ? I64F64.fromNum(rao) : stake));
  }

  setBonds(change: (cells: Uint16Array) => Uint16Array): void {
    this.neurons.bonds = this.neurons.bonds.map(({ uid, cells }) => ({ uid, cells: change(cells) }));
  }

  /** A new hotkey without stake takes the slot: its rows and its permit go, weights toward it become zero. */
  replace(uid: number): void {
    const without = this.neurons.weights.filter((row) => row.uid !== uid);
    this.neurons.weights = without.map((row) => ({
      uid: row.uid,
      cells: row.cells.map((cell, i) => (i % 2 === 1 && row.cells[i - 1] === uid ? 0 : cell)),
    }));
    this.neurons.bonds = this.neurons.bonds.filter((row) => row.uid !== uid);
    this.neurons.validatorPermits = this.neurons.validatorPermits.map((permit, i) => permit && i !== uid);
    this.neurons.blockAtRegistration = this.neurons.blockAtRegistration.map((b, i) => (i === uid ? this.block : b));
    this.setStake(uid, 0n);
    this.touch(uid);
  }

  /** The stored bond of one toward the other, 0 where there is none. */
  bond(from: number, toward: number): number {
    const cells = this.neurons.bonds.find((row) => row.uid === from)?.cells ?? new Uint16Array(0);
    for (let i = 0; i < cells.length; i += 2) if (cells[i] === toward) return cells[i + 1]!;
    return 0;
  }

  private touch(uid: number): void {
    this.neurons.lastUpdate = this.neurons.lastUpdate.map((block, i) => (i === uid ? this.block : block));
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Neurons = Mutable<
  Pick<EpochInput, "lastUpdate" | "blockAtRegistration" | "totalStake" | "validatorPermits" | "weights" | "bonds">
>;
