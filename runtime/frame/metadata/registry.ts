// The type registry: codec shapes become numbered portable types. Two codecs of equal structure share a number; types may
// contain themselves. Numbers are given in the order of first mention, parameters and fields after their owner, so that a
// type's number depends only on what was mentioned before. Mirrors scale-info 2 (registry.rs).

import {
  type AnyCodec,
  type FieldShape,
  type Shape,
  type TypeParameters,
  type VariantShape,
  Writer,
} from "../../primitives/scale/index.ts";
import { PRIMITIVES } from "./format.ts";

/** The lines of a documentation text. */
export const docLines = (text: string | undefined): readonly string[] =>
  text === undefined || text === "" ? [] : text.split("\n");

/** In wire order. */
const KINDS: readonly Shape["kind"][] = ["composite", "variant", "sequence", "array", "tuple", "primitive", "compact"];

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
  /** A type's id is its place. */
  readonly #order: Structure[] = [];

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
    const id = this.#order.length;
    structure.id = id;
    // The place is taken before the parts are numbered.
    this.#order.push(structure);
    switch (shape.kind) {
      case "primitive":
        break;
      case "compact":
      case "sequence":
      case "array":
        this.id(shape.of);
        break;
      case "tuple":
        for (const one of shape.of) this.id(one);
        break;
      case "composite":
        this.#numberParams(shape.params);
        for (const { codec } of shape.fields) this.id(codec);
        break;
      case "variant":
        this.#numberParams(shape.params);
        for (const { fields } of variants) for (const { codec } of fields) this.id(codec);
        break;
    }
    return id;
  }
  #numberParams(params: TypeParameters): void {
    for (const name in params) {
      const one = params[name];
      if (one !== undefined) this.id(one);
    }
  }

  /** All types as the metadata holds them (format.ts, PortableRegistry). Written by hand: there are thousands of fields. */
  encode(): Uint8Array {
    const out = new Writer(1 << 17);
    out.compact(this.#order.length);
    for (let id = 0; id < this.#order.length; id++) {
      out.compact(id);
      this.#writeType(out, this.#order[id]!);
    }
    return out.result();
  }

  #writeType(out: Writer, { shape, variants }: Structure): void {
    if (shape.kind === "composite" || shape.kind === "variant") {
      writeTexts(out, shape.path);
      const names = Object.keys(shape.params);
      out.compact(names.length);
      for (const name of names) {
        const one = shape.params[name];
        out.text(name);
        out.u8(one === undefined ? 0 : 1);
        if (one !== undefined) out.compact(this.id(one));
      }
    } else out.u16(0);
    out.u8(KINDS.indexOf(shape.kind));
    switch (shape.kind) {
      case "composite":
        this.#writeFields(out, shape.fields);
        break;
      case "variant":
        out.compact(variants.length);
        for (const { name, fields, index, docs } of variants) {
          out.text(name);
          this.#writeFields(out, fields);
          out.u8(index);
          writeTexts(out, docLines(docs));
        }
        break;
      case "array":
        out.u32(shape.length);
        out.compact(this.id(shape.of));
        break;
      case "tuple":
        out.compact(shape.of.length);
        for (const one of shape.of) out.compact(this.id(one));
        break;
      case "primitive":
        out.u8(PRIMITIVES.indexOf(shape.name));
        break;
      default:
        out.compact(this.id(shape.of));
    }
    // Types have no documentation of their own.
    out.u8(0);
  }

  #writeFields(out: Writer, fields: readonly FieldShape[]): void {
    out.compact(fields.length);
    for (const { name, codec, typeName } of fields) {
      writeOptionalText(out, name);
      out.compact(this.id(codec));
      const spelled = typeName ?? codec.label;
      writeOptionalText(out, spelled === "" ? undefined : spelled);
      out.u8(0);
    }
  }
}

function writeTexts(out: Writer, texts: readonly string[]): void {
  out.compact(texts.length);
  for (const one of texts) out.text(one);
}
function writeOptionalText(out: Writer, text: string | undefined): void {
  out.u8(text === undefined ? 0 : 1);
  if (text !== undefined) out.text(text);
}
