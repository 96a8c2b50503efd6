// Reads the JSON of a chain spec and says precisely what is wrong with it: the place, and the line on which it stands.

import { hexIntoBytes, isHex0x } from "../runtime/primitives/bytes.ts";

/** A chain spec that cannot be read; says where. */
export class ChainSpecError extends Error {
  override name = "ChainSpecError";
}

export type Json = Readonly<Record<string, unknown>>;

/** The text of a spec, to find lines in. */
export class SpecText {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text.startsWith("\ufeff") ? text.slice(1) : text;
  }

  json(): Json {
    let json: unknown;
    try {
      json = JSON.parse(this.#text);
    } catch (error) {
      const message = messageOf(error);
      const position = Number(/at position (\d+)/.exec(message)?.[1] ?? this.#text.length);
      const column = position - this.#text.lastIndexOf("\n", position - 1);
      const reason = message.replace(/( in JSON)?( at position.*)?$/, "");
      throw new ChainSpecError(
        `the chain spec is not JSON: line ${this.#line(position)}, column ${column}: ${shortened(reason)}`,
      );
    }
    return this.object(json, "the chain spec");
  }

  object(json: unknown, where: string): Json {
    if (isObject(json)) return json;
    throw this.problem(where.split(".").at(-1), where, json === undefined ? "is missing" : "is not an object");
  }

  /** A storage key in lower case, with its 0x. */
  key(key: unknown, where: string): string {
    if (typeof key === "string" && isHex0x(key)) return key.toLowerCase();
    throw this.problem(key, where, `has the key ${shown(key)}, which is not 0x and an even number of hex digits`);
  }

  hash(value: unknown, where: string): Uint8Array {
    if (typeof value === "string" && value.length === 66 && isHex0x(value)) return bytesOf(value);
    throw this.problem(value, where, `is ${shown(value)}, not a hash of 32 bytes`);
  }

  /** An error that names the place, and the line on which the quoted text first stands. */
  problem(quoted: unknown, where: string, what: string): ChainSpecError {
    const at = typeof quoted === "string" ? this.#text.indexOf(JSON.stringify(quoted)) : -1;
    return new ChainSpecError(`${where}${at < 0 ? "" : ` (line ${this.#line(at)})`} ${what}`);
  }

  #line(position: number): number {
    let line = 1;
    for (let at = this.#text.indexOf("\n"); at >= 0 && at < position; at = this.#text.indexOf("\n", at + 1)) line++;
    return line;
  }
}

/** Keys and values of one trie. Values stay text until they are asked for: a spec can hold hundreds of thousands. */
export class Entries {
  /** In lower case with 0x, as the spec orders them. */
  readonly keys: string[] = [];
  readonly #values: unknown[] = [];
  readonly #text: SpecText;
  readonly #where: string;

  constructor(text: SpecText, where: string) {
    this.#text = text;
    this.#where = where;
  }

  static of(json: unknown, where: string, text: SpecText): Entries {
    const entries = new Entries(text, where);
    const object = text.object(json, where);
    for (const key in object) entries.add(key, object[key]);
    return entries;
  }

  add(key: unknown, value: unknown): void {
    this.keys.push(this.#text.key(key, this.#where));
    this.#values.push(value);
  }

  value(index: number): Uint8Array {
    const value = this.#values[index];
    return this.#read(index, new Uint8Array(typeof value === "string" ? Math.max(0, (value.length - 2) >> 1) : 0));
  }

  /** The value at the front of \`room\` if it fits, else by itself. */
  valueIn(room: Uint8Array, index: number): Uint8Array {
    const value = this.#values[index];
    return typeof value === "string" && value.length <= room.length * 2 ? this.#read(index, room) : this.value(index);
  }

  #read(index: number, room: Uint8Array): Uint8Array {
    const value = this.#values[index];
    if (typeof value === "string" && value.startsWith("0x")) {
      try {
        return room.subarray(0, hexIntoBytes(value, 2, room));
      } catch {
        // said below, with the place
      }
    }
    const key = this.keys[index]!;
    throw this.#text.problem(
      key,
      `${this.#where}["${shortened(key)}"]`,
      `is ${shown(value)}, not 0x and an even number of hex digits`,
    );
  }
}

export function isObject(json: unknown): json is Json {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function shortened(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 60)}… (${text.length} characters)`;
}

function shown(value: unknown): string {
  return shortened(JSON.stringify(value) ?? "missing");
}

function bytesOf(hex: string): Uint8Array {
  const bytes = new Uint8Array((hex.length - 2) >> 1);
  hexIntoBytes(hex, 2, bytes);
  return bytes;
}
