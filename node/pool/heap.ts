// A binary heap: the item that precedes all others comes out first.

export class Heap<T> {
  readonly #items: T[] = [];
  readonly #precedence: (a: T, b: T) => number;

  constructor(precedence: (a: T, b: T) => number) {
    this.#precedence = precedence;
  }
  push(item: T): void {
    const items = this.#items;
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#precedence(items[at]!, items[parent]!) <= 0) return;
      [items[at], items[parent]] = [items[parent]!, items[at]!];
      at = parent;
    }
  }
  pop(): T | undefined {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    if (items.length === 0 || last === undefined) return first;
    items[0] = last;
    for (let at = 0; ; ) {
      let best = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < items.length && this.#precedence(items[child]!, items[best]!) > 0) best = child;
      }
      if (best === at) return first;
      [items[at], items[best]] = [items[best]!, items[at]!];
      at = best;
    }
  }
}
