// Types as trees that can be compared: made from the recorded registry, from our metadata, or from Rust spellings. Two
// types are equal when their expanded texts are: paths, names, indices and primitives, without parameters or spellings.

import type { PortableType } from "../../runtime/frame/metadata/format.ts";
import type { RecordedField, RecordedType } from "./facts.ts";

export type TreeField = readonly [name: string | null, type: Tree];
export type Tree =
  | { readonly kind: "primitive"; readonly name: string }
  | { readonly kind: "compact" | "sequence"; readonly of: Tree }
  | { readonly kind: "array"; readonly of: Tree; readonly length: number }
  | { readonly kind: "tuple"; readonly of: readonly Tree[] }
  | { readonly kind: "composite"; readonly path: string; readonly fields: readonly TreeField[] }
  | {
      readonly kind: "variant";
      readonly path: string;
      readonly variants: readonly (readonly [index: number, name: string, fields: readonly TreeField[]])[];
    }
  /** A type that is compared by name alone: it contains itself, or is compared elsewhere. */
  | { readonly kind: "named"; readonly path: string };

export const primitive = (name: string): Tree => ({ kind: "primitive", name });
export const sequence = (of: Tree): Tree => ({ kind: "sequence", of });
export const compact = (of: Tree): Tree => ({ kind: "compact", of });
export const tuple = (...of: readonly Tree[]): Tree => ({ kind: "tuple", of });
export const composite = (path: string, ...fields: readonly TreeField[]): Tree => ({ kind: "composite", path, fields });

/** The outer enums differ by the pallets they cover, which are compared one by one. */
const BY_NAME = /^node_subtensor_runtime::(Runtime\w+|OriginCaller)$/;

/** Reads a registry of any origin; `entry` gives one type with its parts by id. */
function trees(
  entry: (id: number) => readonly [path: string, kind: string, definition: unknown],
): (id: number) => Tree {
  const done = new Map<number, Tree>();
  const open = new Set<number>();
  const fieldsOf = (all: unknown): TreeField[] => (all as RecordedField[]).map(([name, type]) => [name, tree(type)]);
  const build = (id: number): Tree => {
    const [path, kind, definition] = entry(id);
    if (BY_NAME.test(path)) return { kind: "named", path };
    switch (kind) {
      case "primitive":
        return primitive(definition as string);
      case "compact":
      case "sequence":
        return { kind, of: tree(definition as number) };
      case "array": {
        const [length, of] = definition as [number, number];
        return { kind: "array", of: tree(of), length };
      }
      case "tuple":
        return tuple(...(definition as number[]).map(tree));
      case "composite":
        return { kind: "composite", path, fields: fieldsOf(definition) };
      case "variant": {
        const variants = definition as [number, string, RecordedField[]][];
        return {
          kind: "variant",
          path,
          variants: variants.map(([index, name, fields]) => [index, name, fieldsOf(fields)]),
        };
      }
      default:
        throw new Error(`no tree of a ${kind}`);
    }
  };
  const tree = (id: number): Tree => {
    const known = done.get(id);
    if (known !== undefined) return known;
    if (open.has(id)) return { kind: "named", path: entry(id)[0] };
    open.add(id);
    const made = build(id);
    open.delete(id);
    done.set(id, made);
    return made;
  };
  return tree;
}
export const recordedTrees = (types: readonly RecordedType[]): ((id: number) => Tree) => trees((id) => types[id]!);

export const declaredTrees = (types: readonly PortableType[]): ((id: number) => Tree) =>
  trees((id) => {
    const { path, params, def } = types[id]!;
    const fields = (all: readonly { readonly name: string | undefined; readonly type: number }[]) =>
      all.map(({ name, type }) => [name ?? null, type]);
    const definition = (): unknown => {
      switch (def.type) {
        case "array":
          return [def.value.length, def.value.type];
        case "composite":
          return fields(def.value);
        case "variant":
          return def.value.map((one) => [one.index, one.name, fields(one.fields)]);
        default:
          return def.value;
      }
    };
    const shown =
      path[0] === "substrate_fixed" ? `${path.join("::")}<${typeNumber(types, params[0]?.type)}>` : path.join("::");
    return [shown, def.type, definition()];
  });

/** The number that a chain of substrate_typenum types stands for. */
function typeNumber(types: readonly PortableType[], id: number | undefined): number {
  const of = id === undefined ? undefined : types[id];
  if (of === undefined || of.path.at(-1) !== "UInt") return 0;
  const [higher, lowest] = of.params;
  const bit = lowest?.type === undefined ? undefined : types[lowest.type]?.path.at(-1);
  return 2 * typeNumber(types, higher?.type) + (bit === "B1" ? 1 : 0);
}

/** The expanded text of a type. */
export function text(tree: Tree): string {
  const fields = (all: readonly TreeField[]) =>
    all.map(([name, of]) => (name === null ? text(of) : `${name}: ${text(of)}`)).join(", ");
  switch (tree.kind) {
    case "primitive":
      return tree.name;
    case "compact":
      return `Compact<${text(tree.of)}>`;
    case "sequence":
      return `Vec<${text(tree.of)}>`;
    case "array":
      return `[${text(tree.of)}; ${tree.length}]`;
    case "tuple":
      return `(${tree.of.map(text).join(", ")})`;
    case "composite":
      return `${tree.path}{${fields(tree.fields)}}`;
    case "variant": {
      const arms = [...tree.variants].sort(([a], [b]) => a - b);
      return `${tree.path}|${arms.map(([index, name, of]) => `${index} ${name}${of.length === 0 ? "" : `{${fields(of)}}`}`).join("|")}|`;
    }
    case "named":
      return tree.path;
  }
}
