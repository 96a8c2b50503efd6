// dev_setStorage: writes over the state of a block. Names and parameters are those of chopsticks.

import { hexToBytes } from "../../runtime/primitives/bytes.ts";
import type { H256 } from "../../runtime/primitives/ids.ts";
import type { Overrides } from "../db/store.ts";
import type { Node } from "../node.ts";
import { encodeJson, MisfitValue } from "./json_values.ts";
import { itemNamed, rawKeyOf } from "./storage_items.ts";

type Write = readonly [key: Uint8Array, value: Uint8Array | undefined];
const isHex = (value: unknown): value is string => typeof value === "string" && /^0x([0-9a-fA-F]{2})*$/.test(value);
const rawWrite = (key: string, value: string | null): Write => [
  hexToBytes(key),
  value === null ? undefined : hexToBytes(value.slice(2)),
];

/** Writes from what a client sent: raw pairs, or values by pallet and item. Throws MisfitValue. */
export function writesOf(node: Node, values: unknown, at: H256): Overrides {
  if (Array.isArray(values)) {
    return values.map((pair, i) => {
      if (!Array.isArray(pair) || !isHex(pair[0]) || !(pair[1] === null || pair[1] === undefined || isHex(pair[1])))
        throw new MisfitValue(`values[${i}]: [key, value or null] in hexadecimal digits is wanted`);
      return rawWrite(pair[0].slice(2), pair[1] ?? null);
    });
  }
  if (typeof values !== "object" || values === null)
    throw new MisfitValue("values: a list of pairs or an object is wanted");
  const { runtime } = node.chain;
  const writes: Write[] = [];
  for (const [pallet, items] of Object.entries(values as Record<string, unknown>)) {
    if (typeof items !== "object" || items === null) throw new MisfitValue(`${pallet}: an object is wanted`);
    for (const [name, value] of Object.entries(items as Record<string, unknown>)) {
      if (name === "$removePrefix") {
        if (!Array.isArray(value)) throw new MisfitValue(`${pallet}.$removePrefix: a list of items is wanted`);
        for (const one of value) {
          const { prefix } = itemNamed(runtime, pallet, String(one));
          for (const key of node.blockchain.stateOf(at).keys(prefix)) writes.push([hexToBytes(key), undefined]);
        }
        continue;
      }
      const item = itemNamed(runtime, pallet, name);
      const one = (keys: unknown, json: unknown): Write => {
        const key = hexToBytes(rawKeyOf(item, keys));
        if (json === null || json === undefined) return [key, undefined];
        return [key, isHex(json) ? hexToBytes(json.slice(2)) : encodeJson(item.value, json, `${pallet}.${name}`)];
      };
      if (item.keys.length === 0) {
        writes.push(one([], value));
        continue;
      }
      if (!Array.isArray(value)) throw new MisfitValue(`${pallet}.${name}: a list of [keys, value] is wanted`);
      for (const pair of value) {
        if (!Array.isArray(pair) || pair.length !== 2)
          throw new MisfitValue(`${pallet}.${name}: [keys, value] is wanted`);
        writes.push(one(pair[0], pair[1]));
      }
    }
  }
  return writes;
}

export async function setStorage(node: Node, values: unknown, at: H256 | undefined): Promise<H256> {
  return node.blockchain.turns.take(async () => {
    const hash = at ?? node.blockchain.head.hash;
    await node.blockchain.override(hash, writesOf(node, values, hash));
    return hash;
  });
}
