// The block after a given one, begun and told the time, that is never stored: for questions about what would happen.

import type { BlockBuilder } from "../../runtime/index.ts";
import { beginBlock } from "../author/author.ts";
import type { BlockRef } from "../chain/notices.ts";
import type { Node } from "../node.ts";

export function nextBlockOf(node: Node, parent: BlockRef): BlockBuilder {
  const { chain, blockchain, author } = node;
  return beginBlock(
    chain,
    { hash: parent.hash, number: parent.number, state: blockchain.stateOf(parent.hash) },
    author.clock,
  ).builder;
}
