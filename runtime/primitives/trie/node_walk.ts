// Walks one version of a trie in raw-key order: a key comes before the keys it begins.

import { NIBBLES, slotAt } from "./nibbles.ts";
import type { Node } from "./node.ts";

/** Makes sure that a node is read; `prefix` is the key so far, through the slot it hangs in. */
export type Load = (node: Node, prefix: string) => Node;

export class NodeWalk {
  readonly #load: Load;
  /** Branches from the top down, and for each the slot to look at next; -1 stands for its own value. */
  readonly #branches: Node[] = [];
  readonly #slots: number[] = [];
  /** A leaf that is due before anything on the stack. */
  #due: Node | undefined;

  /** Visits the nodes with values under `prefix` whose keys are above `after`. */
  constructor(root: Node | undefined, load: Load, prefix: string, after?: string) {
    this.#load = load;
    if (root === undefined) return;
    let node = load(root, "");
    // Down to the topmost node at or below the prefix.
    while (node.key.length < prefix.length) {
      if (node.children === undefined || !prefix.startsWith(node.key)) return;
      const slot = slotAt(prefix, node.key.length);
      const child = node.children[slot];
      if (child === undefined) return;
      node = load(child, node.key + NIBBLES[slot]!);
    }
    if (!node.key.startsWith(prefix)) return;
    if (after === undefined || after < node.key) this.#enter(node);
    else this.#seek(node, after);
  }

  /** The next node with a value. */
  next(): Node | undefined {
    if (this.#due !== undefined) {
      const leaf = this.#due;
      this.#due = undefined;
      return leaf;
    }
    for (let top = this.#branches.length - 1; top >= 0; top = this.#branches.length - 1) {
      const branch = this.#branches[top]!;
      const slot = this.#slots[top]!++;
      if (slot < 0) {
        if (branch.value !== undefined) return branch;
      } else if (slot > 15) {
        this.#branches.pop();
        this.#slots.pop();
      } else {
        const child = branch.children![slot];
        if (child === undefined) continue;
        const node = this.#load(child, branch.key + NIBBLES[slot]!);
        if (node.children === undefined) return node;
        this.#branches.push(node);
        this.#slots.push(-1);
      }
    }
    return undefined;
  }

  /** The whole subtree is due. */
  #enter(node: Node): void {
    if (node.children === undefined) {
      this.#due = node;
    } else {
      this.#branches.push(node);
      this.#slots.push(-1);
    }
  }

  /** Only keys above `after` are due. */
  #seek(top: Node, after: string): void {
    let node = top;
    for (;;) {
      if (after < node.key) {
        this.#enter(node);
        return;
      }
      // At or past the node's own key: nothing is left of a leaf, or of a branch whose keys are all below.
      if (node.children === undefined || !after.startsWith(node.key)) return;
      if (after.length === node.key.length) {
        this.#branches.push(node);
        this.#slots.push(0);
        return;
      }
      const next = after[node.key.length]!;
      const slot = NIBBLES.indexOf(next);
      this.#branches.push(node);
      // A character that is no nibble leads nowhere, but there may be nibbles above it.
      this.#slots.push(slot < 0 ? [...NIBBLES].filter((nibble) => nibble < next).length : slot + 1);
      const child = slot < 0 ? undefined : node.children[slot];
      if (child === undefined) return;
      node = this.#load(child, node.key + NIBBLES[slot]!);
    }
  }
}
