// dev_fastForward: empty blocks up to a height, so many, or until the next epoch of a subnet.

import { u64 } from "../../runtime/primitives/scale/index.ts";
import type { BlockRef } from "../chain/notices.ts";
import type { Node } from "../node.ts";
import { MisfitValue } from "./json_values.ts";
import { itemNamed, rawKeyOf } from "./storage_items.ts";

/** Blocks that one call may build. */
export const MAX_BLOCKS = 1_000_000;

export type Goal = { readonly to: number } | { readonly blocks: number } | { readonly epoch: number };

export async function fastForward(node: Node, goal: Goal): Promise<BlockRef> {
  const { blockchain, author } = node;
  if ("epoch" in goal) return toNextEpoch(node, goal.epoch);
  const to = "to" in goal ? goal.to : blockchain.head.number + goal.blocks;
  if (to - blockchain.head.number > MAX_BLOCKS) throw new MisfitValue(`more than ${MAX_BLOCKS} blocks at once`);
  while (blockchain.head.number < to) await author.seal({ createEmpty: true });
  return blockchain.head;
}

async function toNextEpoch(node: Node, netuid: number): Promise<BlockRef> {
  const { blockchain, author } = node;
  const key = rawKeyOf(itemNamed(node.chain.runtime, "SubtensorModule", "BlocksSinceLastStep"), [netuid]);
  const since = (): bigint | undefined => {
    const cell = blockchain.stateOf(blockchain.head.hash).get(key);
    return cell === undefined ? undefined : u64.decodeLenient(cell.bytes);
  };
  for (let built = 0; built < 65_536 + 1; built++) {
    const before = since();
    await author.seal({ createEmpty: true });
    const after = since();
    if (after !== undefined && (before === undefined ? after === 0n && built > 0 : after <= before))
      return blockchain.head;
  }
  throw new MisfitValue(`subnet ${netuid} has no epochs`);
}
