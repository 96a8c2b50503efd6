// The time that blocks are told. The only reader of the machine's clock.
// Sealing on demand or at an interval of one's own mocks time as the reference does: every block is one slot after its
// parent, from 0 on. Only Aura's own rhythm follows the machine's clock.

export type Rhythm = "slots" | "wall";

export class Clock {
  readonly rhythm: Rhythm;
  readonly slotDuration: bigint;
  /** Milliseconds by which a dev power moved time. */
  #offset = 0n;

  constructor(rhythm: Rhythm, slotDuration: bigint) {
    this.rhythm = rhythm;
    this.slotDuration = slotDuration;
  }
  /** Time for a block whose parent was told `before`: at least a slot later, so that each block has a slot of its own. */
  next(before: bigint): bigint {
    const least = before + this.slotDuration;
    if (this.rhythm === "slots") return least;
    const now = BigInt(Date.now()) + this.#offset;
    return now > least ? now : least;
  }
  /** From now on time goes on from here. */
  travel(to: bigint): void {
    this.#offset = to - BigInt(Date.now());
  }
}
