// The block after a given one, begun and told what authors tell, that is never stored: for questions about what would happen.

import type { BlockBuilder } from "../../runtime/index.ts";
import type { BlockRef } from "../chain/notices.ts";
import type { Node } from "../node.ts";

export function nextBlockOf(node: Node, parent: BlockRef): BlockBuilder {
  const { blockchain, author } = node;
  return author.begin({ hash: parent.hash, number: parent.number, state: blockchain.stateOf(parent.hash) }).builder;
}
