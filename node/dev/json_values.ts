// Values as people write them in JSON, turned into SCALE by the shape of their type: field names in either spelling, what is
// missing is zero, accounts as addresses, bytes as hexadecimal digits or text, enums as a word or { Word: value }. And back.

import { bytesToHex0x, hexToBytes, utf8ToBytes } from "../../runtime/primitives/bytes.ts";
import type { AccountId } from "../../runtime/primitives/ids.ts";
import {
  type AnyCodec,
  type FieldShape,
  Reader,
  type VariantShape,
  Writer,
} from "../../runtime/primitives/scale/index.ts";
import { accountOf, addressOf } from "../../runtime/primitives/ss58.ts";

/** A value that does not fit its type. */
export class MisfitValue extends Error {
  override readonly name = "MisfitValue";
}
type Json = unknown;
function misfit(where: string, json: Json, wanted: string): MisfitValue {
  let shown: string | undefined;
  try {
    shown = JSON.stringify(json)?.slice(0, 60);
  } catch {
    shown = "what was sent";
  }
  return new MisfitValue(`${where}: ${shown} is not ${wanted}`);
}
const isRecord = (json: Json): json is Readonly<Record<string, Json>> =>
  typeof json === "object" && json !== null && !Array.isArray(json);
const squeezed = (name: string): string => name.replaceAll("_", "").toLowerCase();
const lookup = (json: Readonly<Record<string, Json>>, name: string): Json => {
  if (Object.hasOwn(json, name)) return json[name];
  const key = Object.keys(json).find((one) => squeezed(one) === squeezed(name));
  return key === undefined ? undefined : json[key];
};
const isHex = (json: Json): json is string => typeof json === "string" && /^0x([0-9a-fA-F]{2})*$/.test(json);

function integerOf(json: Json, where: string): bigint {
  if (json === undefined) return 0n;
  if (typeof json === "bigint") return json;
  if (typeof json === "number" && Number.isSafeInteger(json)) return BigInt(json);
  if (typeof json === "string" && /^-?[0-9][0-9,_]*$/.test(json)) return BigInt(json.replace(/[,_]/g, ""));
  if (typeof json === "string" && /^0x[0-9a-fA-F]+$/.test(json)) return BigInt(json);
  throw misfit(where, json, "an integer");
}
const WIDTHS: Readonly<Record<string, number>> = {
  u8: 1,
  i8: 1,
  u16: 2,
  i16: 2,
  u32: 4,
  i32: 4,
  u64: 8,
  i64: 8,
  u128: 16,
  i128: 16,
  u256: 32,
  i256: 32,
};

function writePrimitive(out: Writer, name: string, json: Json, where: string): void {
  if (name === "bool") {
    if (json !== undefined && typeof json !== "boolean") throw misfit(where, json, "a boolean");
    out.u8(json === true ? 1 : 0);
  } else if (name === "str") {
    if (json !== undefined && typeof json !== "string") throw misfit(where, json, "text");
    const bytes = utf8ToBytes((json as string | undefined) ?? "");
    out.compact(bytes.length);
    out.raw(bytes);
  } else {
    const width = WIDTHS[name];
    if (width === undefined) throw new MisfitValue(`${where}: ${name} can't be written in JSON`);
    const value = integerOf(json, where);
    const bits = width * 8;
    const fits = name.startsWith("i") ? BigInt.asIntN(bits, value) === value : BigInt.asUintN(bits, value) === value;
    if (!fits) throw misfit(where, json, `a ${name}`);
    for (let i = 0; i < width; i++) out.u8(Number((value >> BigInt(8 * i)) & 0xffn));
  }
}
const isByte = (codec: AnyCodec): boolean => codec.shape.kind === "primitive" && codec.shape.name === "u8";
const isAccount = (codec: AnyCodec): boolean =>
  codec.shape.kind === "composite" && codec.shape.path.at(-1) === "AccountId32";

function bytesOf(json: Json, where: string): Uint8Array {
  if (json === undefined) return new Uint8Array(0);
  if (isHex(json)) return hexToBytes(json.slice(2));
  if (typeof json === "string") return utf8ToBytes(json);
  if (Array.isArray(json) && json.every((one) => Number.isInteger(one) && one >= 0 && one < 256))
    return Uint8Array.from(json as number[]);
  throw misfit(where, json, "bytes");
}

function write(out: Writer, codec: AnyCodec, json: Json, where: string): void {
  const { shape } = codec;
  if (shape.kind === "primitive") writePrimitive(out, shape.name, json, where);
  else if (shape.kind === "compact") out.compact(integerOf(json, where));
  else if (shape.kind === "sequence") writeSequence(out, shape.of, json, where);
  else if (shape.kind === "array") writeArray(out, shape.of, shape.length, json, where);
  else if (shape.kind === "tuple") writeInOrder(out, shape.of, json, where);
  else if (shape.kind === "variant") writeVariant(out, shape.path, shape.variants(), json, where);
  else if (isAccount(codec) && typeof json === "string") writeAccount(out, json, where);
  else writeFields(out, shape.fields, json, where);
}
function writeSequence(out: Writer, of: AnyCodec, json: Json, where: string): void {
  if (isByte(of)) {
    const bytes = bytesOf(json, where);
    out.compact(bytes.length);
    out.raw(bytes);
    return;
  }
  const items = json ?? [];
  if (!Array.isArray(items)) throw misfit(where, json, "a list");
  out.compact(items.length);
  for (const [i, item] of items.entries()) write(out, of, item, `${where}[${i}]`);
}
function writeArray(out: Writer, of: AnyCodec, length: number, json: Json, where: string): void {
  if (isByte(of)) {
    const bytes = json === undefined ? new Uint8Array(length) : bytesOf(json, where);
    if (bytes.length !== length) throw misfit(where, json, `${length} bytes`);
    out.raw(bytes);
  } else writeInOrder(out, new Array<AnyCodec>(length).fill(of), json, where);
}
function writeInOrder(out: Writer, of: readonly AnyCodec[], json: Json, where: string): void {
  if (of.length === 0) return;
  const items = json ?? [];
  if (!Array.isArray(items) || (json !== undefined && items.length !== of.length)) {
    throw misfit(where, json, `a list of ${of.length}`);
  }
  for (const [i, one] of of.entries()) write(out, one, items[i], `${where}[${i}]`);
}
function writeAccount(out: Writer, json: string, where: string): void {
  try {
    out.raw(hexToBytes((isHex(json) ? json : accountOf(json)).slice(2)));
  } catch {
    throw misfit(where, json, "an account");
  }
}
function writeFields(out: Writer, fields: readonly FieldShape[], json: Json, where: string): void {
  const named = fields.length > 0 && fields[0]!.name !== undefined;
  // Wrappers, fixed-point numbers and the like may be written as their one field.
  if (fields.length === 1 && (!named || (json !== undefined && !isRecord(json)))) {
    write(out, fields[0]!.codec, json, where);
  } else if (!named) {
    const of = fields.map((field) => field.codec);
    writeInOrder(out, of, json, where);
  } else {
    if (json !== undefined && !isRecord(json)) throw misfit(where, json, "an object");
    for (const field of fields) {
      write(out, field.codec, json === undefined ? undefined : lookup(json, field.name!), `${where}.${field.name}`);
    }
  }
}
/** The name that JSON gives to a variant, and what it says of its fields. */
function chosen(json: Json, variants: readonly VariantShape[]): readonly [name: string | undefined, inner: Json] {
  if (typeof json === "string") return [json, undefined];
  if (json === undefined) return [variants[0]?.name, undefined];
  if (!isRecord(json)) return [undefined, undefined];
  if (typeof json.type === "string") return [json.type, json.value];
  const [first] = Object.entries(json);
  return first ?? [undefined, undefined];
}
function writeVariant(
  out: Writer,
  path: readonly string[],
  variants: readonly VariantShape[],
  json: Json,
  where: string,
): void {
  if (path.at(-1) === "Option") {
    const none = json === undefined || json === null;
    out.u8(none ? 0 : 1);
    if (!none) write(out, variants[1]!.fields[0]!.codec, json, where);
    return;
  }
  const [name, inner] = chosen(json, variants);
  const found = variants.find((one) => name !== undefined && squeezed(one.name) === squeezed(name));
  if (found === undefined) {
    const names = variants.map((one) => one.name).join(", ");
    throw misfit(where, json, `one of ${names.slice(0, 200)}`);
  }
  out.u8(found.index);
  const { fields } = found;
  for (const [i, field] of fields.entries()) {
    let value: Json;
    if (fields.length === 1 && field.name === undefined) value = inner;
    else if (Array.isArray(inner)) value = inner[i];
    else if (isRecord(inner) && field.name !== undefined) value = lookup(inner, field.name);
    else if (fields.length === 1) value = inner;
    write(out, field.codec, value, `${where}.${found.name}.${field.name ?? i}`);
  }
}

/** SCALE bytes of what a person wrote. Throws MisfitValue. */
export function encodeJson(codec: AnyCodec, json: Json, where = codec.label): Uint8Array {
  const out = new Writer();
  write(out, codec, json, where);
  return out.result();
}

function readPrimitive(input: Reader, name: string): Json {
  if (name === "bool") return input.u8() === 1;
  if (name === "str") return new TextDecoder().decode(input.raw(input.length()));
  const width = WIDTHS[name] ?? 0;
  let value = 0n;
  for (let i = 0; i < width; i++) value |= BigInt(input.u8()) << BigInt(8 * i);
  if (name.startsWith("i")) value = BigInt.asIntN(width * 8, value);
  return width <= 4 ? Number(value) : String(value);
}
function read(input: Reader, codec: AnyCodec): Json {
  const { shape } = codec;
  switch (shape.kind) {
    case "primitive":
      return readPrimitive(input, shape.name);
    case "compact": {
      const value = input.compact();
      return value <= 0xffff_ffffn ? Number(value) : String(value);
    }
    case "sequence": {
      const length = input.length(0);
      if (isByte(shape.of)) return bytesToHex0x(input.raw(length));
      return Array.from({ length }, () => read(input, shape.of));
    }
    case "array":
      if (isByte(shape.of)) return bytesToHex0x(input.raw(shape.length));
      return Array.from({ length: shape.length }, () => read(input, shape.of));
    case "tuple":
      return shape.of.length === 0 ? null : shape.of.map((one) => read(input, one));
    case "composite": {
      if (isAccount(codec)) return addressOf(bytesToHex0x(input.raw(32)) as AccountId);
      const named = shape.fields.length > 0 && shape.fields[0]!.name !== undefined;
      if (!named)
        return shape.fields.length === 1
          ? read(input, shape.fields[0]!.codec)
          : shape.fields.map((field) => read(input, field.codec));
      return Object.fromEntries(shape.fields.map((field) => [field.name!, read(input, field.codec)]));
    }
    case "variant": {
      const index = input.u8();
      const found = shape.variants().find((one) => one.index === index);
      if (found === undefined) throw new MisfitValue(`no variant ${index} of ${codec.label}`);
      if (shape.path.at(-1) === "Option") return found.fields.length === 0 ? null : read(input, found.fields[0]!.codec);
      const { fields } = found;
      if (fields.length === 0) return found.name;
      if (fields[0]!.name === undefined)
        return {
          [found.name]:
            fields.length === 1 ? read(input, fields[0]!.codec) : fields.map((field) => read(input, field.codec)),
        };
      return { [found.name]: Object.fromEntries(fields.map((field) => [field.name!, read(input, field.codec)])) };
    }
  }
}
/** What SCALE bytes say, in JSON: wide integers as text, accounts as addresses, bytes as hexadecimal digits. */
export const decodeJson = (codec: AnyCodec, bytes: Uint8Array): Json => read(new Reader(bytes), codec);
