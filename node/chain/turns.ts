// Work on the chain goes one piece after the other: sealing, importing and the dev powers never overlap.

export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs the work when everything before it is done. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work, work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
  /** Settles when nothing is under way. */
  async idle(): Promise<void> {
    let seen: unknown;
    while (seen !== this.#last) {
      seen = this.#last;
      await seen;
    }
  }
}
