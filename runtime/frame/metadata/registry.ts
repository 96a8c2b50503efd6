// The type registry: codec shapes become numbered portable types. Two codecs of equal structure share a number; types may
// contain themselves. Numbers are given in the order of first mention, parameters and fields after their owner, so that a
// type's number depends only on what was mentioned before. Mirrors scale-info 2 (registry.rs).

import type { AnyCodec, FieldShape, Shape, TypeParameters, VariantShape } from "../../primitives/scale/index.ts";
import type { FieldEntry, PortableType, TypeDef } from "./format.ts";

/** The lines of a documentation text. */
export const docLines = (text: string | undefined): readonly string[] =>
  text === undefined || text === "" ? [] : text.split("\n");

/** A kind of types that are equal in structure. */
interface Structure {
  readonly shape: Shape;
  readonly variants: readonly VariantShape[];
  /** Stands for the structure within keys; not its type id. */
  readonly number: number;
  id: number | undefined;
}

export class Registry {
  /** By shape object: copies of a codec under other names share theirs. */
  readonly #known = new Map<Shape, Structure>();
  readonly #byKey = new Map<string, Structure>();
  readonly #types: PortableType[] = [];

  /** All types so far; a type's id is its place. */
  get types(): readonly PortableType[] {
    return this.#types;
  }

  /** Id of a codec's type; the type is added when it is new. */
  id(codec: AnyCodec): number {
    return this.#idOf(this.#structure(codec.shape));
  }

  /** The structure of a shape. A shape met again inside itself stands for itself. */
  #structure(shape: Shape): Structure {
    const known = this.#known.get(shape);
    if (known !== undefined) return known;
    const variants = shape.kind === "variant" ? shape.variants() : [];
    const fresh: Structure = { shape, variants, number: this.#known.size, id: undefined };
    this.#known.set(shape, fresh);
    const key = this.#keyOf(fresh);
    const equal = this.#byKey.get(key);
    if (equal === undefined) {
      this.#byKey.set(key, fresh);
      return fresh;
    }
    this.#known.set(shape, equal);
    return equal;
  }

  #number(codec: AnyCodec): number {
    return this.#structure(codec.shape).number;
  }

  /** Text that is equal for equal structures. Spellings and documentation do not count. */
  #keyOf({ shape, variants }: Structure): string {
    switch (shape.kind) {
      case "primitive":
        return shape.name;
      case "compact":
        return `compact ${this.#number(shape.of)}`;
      case "sequence":
        return `[${this.#number(shape.of)}]`;
      case "array":
        return `[${this.#number(shape.of)};${shape.length}]`;
      case "tuple":
        return `(${shape.of.map((one) => this.#number(one)).join()})`;
      case "composite":
        return `${this.#head(shape)}{${this.#fieldsKey(shape.fields)}}`;
      case "variant":
        return `${this.#head(shape)}|${variants.map((one) => `${one.name}=${one.index}{${this.#fieldsKey(one.fields)}}`).join("|")}`;
    }
  }
  #head({ path, params }: { readonly path: readonly string[]; readonly params: TypeParameters }): string {
    const of = Object.entries(params).map(([name, one]) => `${name}:${one === undefined ? "" : this.#number(one)}`);
    return `${path.join("::")}<${of.join()}>`;
  }
  #fieldsKey(fields: readonly FieldShape[]): string {
    return fields.map(({ name, codec }) => `${name ?? ""}:${this.#number(codec)}`).join();
  }

  #idOf(structure: Structure): number {
    if (structure.id !== undefined) return structure.id;
    const { shape, variants } = structure;
    const id = this.#types.length;
    structure.id = id;
    const named = shape.kind === "composite" || shape.kind === "variant";
    // The place is taken before the parts are numbered.
    this.#types.push({ id, path: [], params: [], def: { type: "tuple", value: [] }, docs: [] });
    const params = Object.entries(named ? shape.params : {}).map(([name, one]) => ({
      name,
      type: one === undefined ? undefined : this.id(one),
    }));
    const def = this.#def(shape, variants);
    this.#types[id] = { id, path: named ? shape.path : [], params, def, docs: [] };
    return id;
  }

  #def(shape: Shape, variants: readonly VariantShape[]): TypeDef {
    switch (shape.kind) {
      case "primitive":
        return { type: "primitive", value: shape.name };
      case "compact":
        return { type: "compact", value: this.id(shape.of) };
      case "sequence":
        return { type: "sequence", value: this.id(shape.of) };
      case "array":
        return { type: "array", value: { length: shape.length, type: this.id(shape.of) } };
      case "tuple":
        return { type: "tuple", value: shape.of.map((one) => this.id(one)) };
      case "composite":
        return { type: "composite", value: shape.fields.map((one) => this.#field(one)) };
      case "variant":
        return {
          type: "variant",
          value: variants.map(({ name, index, fields, docs }) => ({
            name,
            fields: fields.map((one) => this.#field(one)),
            index,
            docs: docLines(docs),
          })),
        };
    }
  }

  #field({ name, codec, typeName }: FieldShape): FieldEntry {
    const spelled = typeName ?? codec.label;
    return { name, type: this.id(codec), typeName: spelled === "" ? undefined : spelled, docs: [] };
  }
}
