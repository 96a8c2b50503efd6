// Storage items by the names that people write, and raw keys back to names.

import { HASHERS } from "../../runtime/frame/hasher.ts";
import type { Runtime } from "../../runtime/frame/runtime.ts";
import type { Item } from "../../runtime/frame/storage.ts";
import { bytesToHex, hexToBytes } from "../../runtime/primitives/bytes.ts";
import { decodeJson, encodeJson, MisfitValue } from "./json_values.ts";

// biome-ignore lint/suspicious/noExplicitAny: items of whatever types
export type AnyItem = Item<any, any, any>;
const same = (a: string, b: string): boolean =>
  a.replaceAll("_", "").toLowerCase() === b.replaceAll("_", "").toLowerCase();

/** The item of a pallet, whatever the case of both names. */
export function itemNamed(runtime: Runtime, pallet: string, name: string): AnyItem {
  const found = runtime.pallets.find((one) => same(one.name, pallet));
  if (found === undefined) throw new MisfitValue(`Cannot find pallet ${pallet}`);
  for (const [itemName, item] of found.storage) if (same(itemName, name)) return item;
  throw new MisfitValue(`Cannot find storage ${name} in pallet ${pallet}`);
}
/** Raw key of an item from key values as people write them. */
export function rawKeyOf(item: AnyItem, keys: unknown): string {
  const given = Array.isArray(keys) ? keys : item.keys.length === 0 ? [] : [keys];
  if (given.length !== item.keys.length)
    throw new MisfitValue(`${item.pallet}.${item.name} takes ${item.keys.length} keys, ${given.length} given`);
  let raw = item.prefix;
  item.keys.forEach((key, i) => {
    const bytes = encodeJson(key.codec, given[i], `${item.pallet}.${item.name} key ${i}`);
    const { of, reversible } = HASHERS[key.hasher];
    raw += bytesToHex(of(bytes)) + (reversible ? bytesToHex(bytes) : "");
  });
  return raw;
}

/** A raw key and value as a person reads them; raw where the runtime does not know the key. */
export function described(
  runtime: Runtime,
  key: string,
  value: Uint8Array | undefined,
): { pallet?: string; item?: string; keys?: unknown[]; key: string; value: unknown } {
  const raw = value === undefined ? null : `0x${bytesToHex(value)}`;
  for (const pallet of runtime.pallets) {
    for (const [name, item] of pallet.storage) {
      if (!key.startsWith(item.prefix)) continue;
      try {
        return {
          pallet: pallet.name,
          item: name,
          keys: keysOf(item, key),
          key: `0x${key}`,
          value: value === undefined ? null : decodeJson(item.value, value),
        };
      } catch {
        return { pallet: pallet.name, item: name, key: `0x${key}`, value: raw };
      }
    }
  }
  return { key: `0x${key}`, value: raw };
}
function keysOf(item: AnyItem, key: string): unknown[] {
  let at = item.prefix.length;
  return item.keys.map((one) => {
    const { digits, reversible } = HASHERS[one.hasher];
    const hash = key.slice(at, at + digits);
    at += digits;
    if (!reversible) return `0x${hash}`;
    const rest = hexToBytes(key.slice(at));
    const value = decodeJson(one.codec, rest);
    at += encodeJson(one.codec, value).length * 2;
    return value;
  });
}
