// Literals of the reference's source as the SCALE bytes of their type: "360", "(45875, 58982)", "1.26", "[]".

import { bytesToHex, utf8ToBytes } from "../../runtime/primitives/bytes.ts";
import type { Tree } from "./tree.ts";

const BYTES: Readonly<Record<string, number>> = {
  bool: 1,
  u8: 1,
  u16: 2,
  u32: 4,
  u64: 8,
  u128: 16,
  u256: 32,
  i8: 1,
  i16: 2,
  i32: 4,
  i64: 8,
  i128: 16,
};

function littleEndian(value: bigint, bytes: number): string {
  let text = "";
  let rest = BigInt.asUintN(bytes * 8, value);
  for (let i = 0; i < bytes; i++) {
    text += (rest & 255n).toString(16).padStart(2, "0");
    rest >>= 8n;
  }
  return text;
}
const compactLength = (length: number): string => {
  if (length > 63) throw new Error(`a literal of ${length} items`);
  return (length << 2).toString(16).padStart(2, "0");
};

/** Bytes of what Rust's Default makes of a type. Enums whose default is not their first variant need a literal. */
export function defaultHex(tree: Tree): string {
  switch (tree.kind) {
    case "primitive":
      return tree.name === "str" ? "00" : "00".repeat(BYTES[tree.name] ?? 0);
    case "compact":
    case "sequence":
      return "00";
    case "array":
      return defaultHex(tree.of).repeat(tree.length);
    case "tuple":
      return tree.of.map(defaultHex).join("");
    case "composite":
      return tree.fields.map(([, of]) => defaultHex(of)).join("");
    case "variant": {
      const [first] = [...tree.variants].sort(([a], [b]) => a - b);
      if (first === undefined) throw new Error(`${tree.path} has no variants`);
      return littleEndian(BigInt(first[0]), 1) + first[2].map(([, of]) => defaultHex(of)).join("");
    }
    case "named":
      throw new Error(`the default of ${tree.path} is not known`);
  }
}

/** A float in units of 2^-fraction: to the nearest, a tie to the even one, as from_num does. */
function scaled(literal: string, fraction: number): bigint {
  const value = Number(literal) * 2 ** fraction;
  const down = Math.floor(value);
  const rest = value - down;
  const up = rest > 0.5 || (rest === 0.5 && down % 2 === 1);
  return BigInt(down) + (up ? 1n : 0n);
}

/** Bytes of a literal, as hexadecimal digits. */
export function literalHex(literal: string, tree: Tree): string {
  if (literal === "None" || literal === "[]" || literal === "empty" || literal.startsWith("zero "))
    return defaultHex(tree);
  switch (tree.kind) {
    case "primitive": {
      const bytes = BYTES[tree.name];
      if (tree.name === "bool") return literal === "true" ? "01" : "00";
      // "80%", "125000 parts of 1e6": the count of parts.
      const digits = /^-?\d+/.exec(literal.replace(/_/g, ""));
      if (bytes === undefined || digits === null) break;
      return littleEndian(BigInt(digits[0]), bytes);
    }
    case "sequence":
      if (literal.startsWith("0x")) return compactLength(literal.length / 2 - 1) + literal.slice(2);
      break;
    case "tuple": {
      const parts = literal.slice(1, -1).split(", ");
      if (parts.length !== tree.of.length) break;
      return tree.of.map((of, place) => literalHex(parts[place]!, of)).join("");
    }
    case "array":
      if (literal.startsWith("0x") && literal.length === 2 + 2 * tree.length) return literal.slice(2);
      if (tree.of.kind === "primitive" && tree.of.name === "u64") return littleEndian(BigInt(literal), 8 * tree.length);
      if (literal.length === tree.length) return bytesToHex(utf8ToBytes(literal));
      break;
    case "composite": {
      const fraction = /^substrate_fixed::.*<(\d+)>$/.exec(tree.path);
      const [only] = tree.fields;
      if (fraction !== null && only?.[1].kind === "primitive")
        return littleEndian(scaled(literal, Number(fraction[1])), BYTES[only[1].name] ?? 0);
      if (tree.fields.length === 1 && only !== undefined) return literalHex(literal, only[1]);
      break;
    }
    case "variant": {
      const name = literal.slice(literal.lastIndexOf(":") + 1);
      const found = tree.variants.find((one) => one[1] === name);
      if (found !== undefined)
        return littleEndian(BigInt(found[0]), 1) + found[2].map(([, of]) => defaultHex(of)).join("");
      break;
    }
    default:
  }
  throw new Error(`no bytes of the literal ${literal} as ${tree.kind}`);
}
