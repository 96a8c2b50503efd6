// Walks one version of a trie in raw-key order: a key comes before the keys it begins.

import { NIBBLES, slotAt } from "./nibbles.ts";
import { type Branch, childAt, isBranch, type Node } from "./node.ts";

/** The child of a branch, read if it was not yet. */
export type ReadChild = (branch: Branch, slot: number) => Node | undefined;

export class NodeWalk {
  readonly #childAt: ReadChild;
  /** Branches from the top down, and for each the slot to look at next; -1 stands for its own value. */
  readonly #branches: Branch[] = [];
  readonly #slots: number[] = [];
  /** A leaf that is due before anything on the stack. */
  #due: Node | undefined;

  /** Visits the nodes with values under `prefix` whose keys are above `after`. */
  constructor(root: Node | undefined, readChild: ReadChild, prefix: string, after?: string) {
    this.#childAt = readChild;
    if (root === undefined) return;
    let node = root;
    // Down to the topmost node at or below the prefix.
    while (node.key.length < prefix.length) {
      if (!isBranch(node) || !prefix.startsWith(node.key)) return;
      const child = readChild(node, slotAt(prefix, node.offset));
      if (child === undefined) return;
      node = child;
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
        // PERF: asked here as well, for most slots of a branch near the leaves are empty.
        if (childAt(branch, slot) === undefined) continue;
        const node = this.#childAt(branch, slot)!;
        if (!isBranch(node)) return node;
        this.#branches.push(node);
        this.#slots.push(-1);
      }
    }
    return undefined;
  }

  /** The whole subtree is due. */
  #enter(node: Node): void {
    if (isBranch(node)) {
      this.#branches.push(node);
      this.#slots.push(-1);
    } else {
      this.#due = node;
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
      if (!isBranch(node) || !after.startsWith(node.key)) return;
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
      const child = slot < 0 ? undefined : this.#childAt(node, slot);
      if (child === undefined) return;
      node = child;
    }
  }
}
