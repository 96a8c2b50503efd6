// dev_timeTravel: the chain's time, and its slot, are put elsewhere; the next block goes on from there.

import { aura } from "../../runtime/pallets/aura/index.ts";
import { timestamp } from "../../runtime/pallets/timestamp/index.ts";
import { hexToBytes } from "../../runtime/primitives/bytes.ts";
import { u64 } from "../../runtime/primitives/scale/index.ts";
import type { Node } from "../node.ts";

export async function timeTravel(node: Node, to: bigint): Promise<void> {
  const { clock } = node.author;
  await node.blockchain.turns.take(() =>
    node.blockchain.override(node.blockchain.head.hash, [
      [hexToBytes(timestamp.storage.Now.rawKey()), u64.encode(to)],
      [hexToBytes(aura.storage.CurrentSlot.rawKey()), u64.encode(to / clock.slotDuration)],
    ]),
  );
  clock.travel(to);
}
