// Values as people write them in JSON, turned into SCALE by the shape of their type: field names in either spelling, what is
// missing is zero, accounts as addresses, bytes as hexadecimal digits or text, enums as a word or { Word: value }. And back.

import { bytesToHex0x, hexToBytes, utf8ToBytes } from "../../runtime/primitives/bytes.ts";
import type { AccountId } from "../../runtime/primitives/ids.ts";
import { type AnyCodec, Reader, type VariantShape, Writer } from "../../runtime/primitives/scale/index.ts";
import { accountOf, addressOf } from "../../runtime/primitives/ss58.ts";

/** A value that does not fit its type. */
export class MisfitValue extends Error {
  override readonly name = "MisfitValue";
}
type Json = unknown;
const misfit = (where: string, json: Json, wanted: string): never => {
  throw new MisfitValue(`${where}: ${JSON.stringify(json)?.slice(0, 60)} is not ${wanted}`);
};
const isRecord = (json: Json): json is Readonly<Record<string, Json>> => typeof json === "object" && json !== null && !Array.isArray(json);
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
  return misfit(where, json, "an integer");
}
const WIDTHS: Readonly<Record<string, number>> = { u8: 1, i8: 1, u16: 2, i16: 2, u32: 4, i32: 4, u64: 8, i64: 8, u128: 16, i128: 16, u256: 32, i256: 32 };

function writePrimitive(out: Writer, name: string, json: Json, where: string): void {
  if (name === "bool") {
    if (json !== undefined && typeof json !== "boolean") misfit(where, json, "a boolean");
    out.u8(json === true ? 1 : 0);
  } else if (name === "str") {
    if (json !== undefined && typeof json !== "string") misfit(where, json, "text");
    const bytes = utf8ToBytes((json as string | undefined) ?? "");
    out.compact(bytes.length);
    out.raw(bytes);
  } else {
    const width = WIDTHS[name];
    if (width === undefined) throw new MisfitValue(`${where}: ${name} can't be written in JSON`);
    const value = integerOf(json, where);
    const bits = width * 8;
    const fits = name.startsWith("i") ? BigInt.asIntN(bits, value) === value : BigInt.asUintN(bits, value) === value;
    if (!fits) misfit(where, json, `a ${name}`);
    for (let i = 0; i < width; i++) out.u8(Number((value >> BigInt(8 * i)) & 0xffn));
  }
}
const isByte = (codec: AnyCodec): boolean => codec.shape.kind === "primitive" && codec.shape.name === "u8";
const isAccount = (codec: AnyCodec): boolean => codec.shape.kind === "composite" && codec.shape.path.at(-1) === "AccountId32";

function bytesOf(json: Json, where: string): Uint8Array {
  if (json === undefined) return new Uint8Array(0);
  if (isHex(json)) return hexToBytes(json.slice(2));
  if (typeof json === "string") return utf8ToBytes(json);
  if (Array.isArray(json) && json.every((one) => Number.isInteger(one) && one >= 0 && one < 256)) return Uint8Array.from(json as number[]);
  return misfit(where, json, "bytes");
}

function write(out: Writer, codec: AnyCodec, json: Json, where: string): void {
  const { shape } = codec;
  switch (shape.kind) {
    case "primitive":
      writePrimitive(out, shape.name, json, where);
      return;
    case "compact":
      out.compact(integerOf(json, where));
      return;
    case "sequence": {
      if (isByte(shape.of)) {
        const bytes = bytesOf(json, where);
        out.compact(bytes.length);
        out.raw(bytes);
        return;
      }
      const items = json ?? [];
      if (!Array.isArray(items)) return misfit(where, json, "a list");
      out.compact(items.length);
      items.forEach((item, i) => write(out, shape.of, item, `${where}[${i}]`));
      return;
    }
    case "array": {
      if (isByte(shape.of)) {
        const bytes = json === undefined ? new Uint8Array(shape.length) : bytesOf(json, where);
        if (bytes.length !== shape.length) misfit(where, json, `${shape.length} bytes`);
        out.raw(bytes);
        return;
      }
      const items = json ?? new Array<undefined>(shape.length).fill(undefined);
      if (!Array.isArray(items) || items.length !== shape.length) return misfit(where, json, `a list of ${shape.length}`);
      items.forEach((item, i) => write(out, shape.of, item, `${where}[${i}]`));
      return;
    }
    case "tuple": {
      if (shape.of.length === 0) return;
      const items = json ?? [];
      if (!Array.isArray(items) || (json !== undefined && items.length !== shape.of.length)) return misfit(where, json, `a list of ${shape.of.length}`);
      shape.of.forEach((one, i) => write(out, one, items[i], `${where}[${i}]`));
      return;
    }
    case "composite": {
      if (isAccount(codec) && typeof json === "string") {
        try {
          out.raw(hexToBytes((isHex(json) ? json : accountOf(json)).slice(2)));
        } catch {
          misfit(where, json, "an account");
        }
        return;
      }
      const named = shape.fields.length > 0 && shape.fields[0]!.name !== undefined;
      if (!named) {
        if (shape.fields.length === 1) return write(out, shape.fields[0]!.codec, json, where);
        const items = json ?? [];
        if (!Array.isArray(items)) return misfit(where, json, "a list");
        shape.fields.forEach((field, i) => write(out, field.codec, items[i], `${where}[${i}]`));
        return;
      }
      if (json !== undefined && !isRecord(json)) {
        // Fixed-point numbers and the like are their one field.
        if (shape.fields.length === 1) return write(out, shape.fields[0]!.codec, json, where);
        return misfit(where, json, "an object");
      }
      for (const field of shape.fields) write(out, field.codec, json === undefined ? undefined : lookup(json, field.name!), `${where}.${field.name}`);
      return;
    }
    case "variant":
      writeVariant(out, shape.path, shape.variants(), json, where);
  }
}
function writeVariant(out: Writer, path: readonly string[], variants: readonly VariantShape[], json: Json, where: string): void {
  if (path.at(-1) === "Option") {
    const none = json === undefined || json === null;
    out.u8(none ? 0 : 1);
    if (!none) write(out, variants[1]!.fields[0]!.codec, json, where);
    return;
  }
  let name: string | undefined;
  let inner: Json;
  if (typeof json === "string") name = json;
  else if (isRecord(json)) {
    if (typeof json.type === "string") [name, inner] = [json.type, json.value];
    else [name, inner] = Object.entries(json)[0] ?? [];
  } else if (json === undefined) name = variants[0]?.name;
  const found = variants.find((one) => name !== undefined && squeezed(one.name) === squeezed(name));
  if (found === undefined) return misfit(where, json, `one of ${variants.map((one) => one.name).join(", ").slice(0, 200)}`);
  out.u8(found.index);
  const { fields } = found;
  if (fields.length === 1 && fields[0]!.name === undefined) return write(out, fields[0]!.codec, inner, `${where}.${found.name}`);
  fields.forEach((field, i) => {
    const value = Array.isArray(inner) ? inner[i] : isRecord(inner) && field.name !== undefined ? lookup(inner, field.name) : fields.length === 1 ? inner : undefined;
    write(out, field.codec, value, `${where}.${found.name}.${field.name ?? i}`);
  });
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
      if (!named) return shape.fields.length === 1 ? read(input, shape.fields[0]!.codec) : shape.fields.map((field) => read(input, field.codec));
      return Object.fromEntries(shape.fields.map((field) => [field.name!, read(input, field.codec)]));
    }
    case "variant": {
      const index = input.u8();
      const found = shape.variants().find((one) => one.index === index);
      if (found === undefined) throw new MisfitValue(`no variant ${index} of ${codec.label}`);
      if (shape.path.at(-1) === "Option") return found.fields.length === 0 ? null : read(input, found.fields[0]!.codec);
      const { fields } = found;
      if (fields.length === 0) return found.name;
      if (fields[0]!.name === undefined) return { [found.name]: fields.length === 1 ? read(input, fields[0]!.codec) : fields.map((field) => read(input, field.codec)) };
      return { [found.name]: Object.fromEntries(fields.map((field) => [field.name!, read(input, field.codec)])) };
    }
  }
}
/** What SCALE bytes say, in JSON: wide integers as text, accounts as addresses, bytes as hexadecimal digits. */
export const decodeJson = (codec: AnyCodec, bytes: Uint8Array): Json => read(new Reader(bytes), codec);
