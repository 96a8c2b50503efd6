// Parameters of methods: each is checked and turned into the value that the method works with. Bytes may come with or
// without 0x, as the reference takes them.

import { bytesToHex0x, hexToBytes } from "../../runtime/primitives/bytes.ts";
import { type AccountId, accountId, type H256 } from "../../runtime/primitives/ids.ts";
import { accountOf, Ss58Error } from "../../runtime/primitives/ss58.ts";
import { invalidParams } from "./failure.ts";

/** Turns what a client sent into a value; throws invalid params. */
export interface Param<T> {
  readonly optional: boolean;
  read(value: unknown, name: string): T;
}
export type Params = Readonly<Record<string, Param<unknown>>>;
export type ValuesOf<P extends Params> = { readonly [K in keyof P]: P[K] extends Param<infer T> ? T : never };

const kindOf = (value: unknown): string =>
  value === null
    ? "null"
    : Array.isArray(value)
      ? "sequence"
      : typeof value === "object"
        ? "map"
        : typeof value === "string"
          ? "string"
          : typeof value === "number"
            ? "number"
            : "boolean";
const wrong = (value: unknown, expected: string, name: string): never => {
  throw invalidParams(`invalid type: ${kindOf(value)}, expected ${expected} (${name})`);
};
const param = <T>(read: (value: unknown, name: string) => T): Param<T> => ({ optional: false, read });

/** Reads hexadecimal text with or without 0x; an odd number of digits has a zero before them. */
export function bytesOfHex(text: string, name: string): Uint8Array {
  const digits = text.startsWith("0x") || text.startsWith("0X") ? text.slice(2) : text;
  try {
    return hexToBytes(digits.length % 2 === 0 ? digits : `0${digits}`);
  } catch {
    throw invalidParams(`invalid hex character, expected hexadecimal digits (${name})`);
  }
}
export const hex: Param<Uint8Array> = param((value, name) =>
  typeof value === "string"
    ? bytesOfHex(value, name)
    : wrong(value, "a (both 0x-prefixed or not) hex string or byte array containing between (0; 0] bytes", name),
);
/** Raw storage key as the state knows it: lower-case digits. */
export const storageKey: Param<string> = param((value, name) => {
  if (typeof value !== "string") return wrong(value, "a hex string", name);
  return bytesToHex0x(bytesOfHex(value, name)).slice(2);
});
export const hash: Param<H256> = param((value, name) => {
  if (typeof value !== "string") return wrong(value, "a 0x-prefixed hex string with 32 bytes", name);
  const bytes = bytesOfHex(value, name);
  if (bytes.length !== 32)
    throw invalidParams(
      `invalid length ${value.length}, expected a (both 0x-prefixed or not) hex string or byte array containing 32 bytes (${name})`,
    );
  return bytesToHex0x(bytes) as H256;
});
export const text: Param<string> = param((value, name) =>
  typeof value === "string" ? value : wrong(value, "a string", name),
);
export const flag: Param<boolean> = param((value, name) =>
  typeof value === "boolean" ? value : wrong(value, "a boolean", name),
);
const integer = (max: number, type: string): Param<number> =>
  param((value, name) => {
    if (typeof value !== "number") return wrong(value, type, name);
    if (!Number.isInteger(value) || value < 0 || value > max)
      throw invalidParams(`invalid value: ${value}, expected ${type} (${name})`);
    return value;
  });
export const u8 = integer(0xff, "u8");
export const u16 = integer(0xffff, "u16");
export const u32 = integer(0xffff_ffff, "u32");
export const u64 = integer(Number.MAX_SAFE_INTEGER, "u64");
/** A number, or the same as hexadecimal text; -1 where it is greater than any block number. */
export const blockNumber: Param<number> = param((value, name) => {
  if (typeof value === "number") {
    if (!Number.isInteger(value) || value < 0)
      throw invalidParams(`data did not match any variant of untagged enum ListOrValue (${name})`);
    return value > 0xffff_ffff ? -1 : value;
  }
  if (typeof value !== "string" || !/^0x[0-9a-fA-F]{1,64}$/.test(value))
    throw invalidParams(`data did not match any variant of untagged enum ListOrValue (${name})`);
  const number = BigInt(value);
  return number > 0xffff_ffffn ? -1 : Number(number);
});
/** An address, or the public key in hexadecimal digits. */
export const account: Param<AccountId> = param((value, name) => {
  if (typeof value !== "string") return wrong(value, "an SS58 address", name);
  if (/^0x[0-9a-fA-F]{64}$/.test(value)) return accountId(value.toLowerCase());
  try {
    return accountOf(value);
  } catch (error) {
    if (error instanceof Ss58Error) throw invalidParams(`${error.problem}: ${error.message} (${name})`);
    throw error;
  }
});
/** Whatever it is; the method looks itself. */
export const anything: Param<unknown> = { optional: true, read: (value) => value };

export const optional = <T>(of: Param<T>): Param<T | undefined> => ({
  optional: true,
  read: (value, name) => (value === undefined || value === null ? undefined : of.read(value, name)),
});
/** Longest list that is taken. */
const MAX_LIST = 100_000;
export const list = <T>(of: Param<T>): Param<readonly T[]> =>
  param((value, name) => {
    if (!Array.isArray(value)) return wrong(value, "a sequence", name);
    if (value.length > MAX_LIST) throw invalidParams(`more than ${MAX_LIST} items (${name})`);
    return value.map((item) => of.read(item, name));
  });
export const listOrOne = <T>(of: Param<T>): Param<readonly T[] | T> =>
  param((value, name) => (Array.isArray(value) ? list(of).read(value, name) : of.read(value, name)));
export const oneOf = <T extends string>(...words: readonly T[]): Param<T> =>
  param((value, name) => {
    const found = words.find((word) => word === value);
    if (found === undefined)
      throw invalidParams(
        `unknown variant \`${String(value).slice(0, 40)}\`, expected one of ${words.map((word) => `\`${word}\``).join(", ")} (${name})`,
      );
    return found;
  });
/** An object with these fields; others are ignored. */
export const record = <P extends Params>(fields: P): Param<ValuesOf<P>> =>
  param((value, name) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return wrong(value, "a map", name);
    return readFields(fields, value as Readonly<Record<string, unknown>>) as ValuesOf<P>;
  });

function readFields(fields: Params, from: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, one] of Object.entries(fields)) {
    const value = Object.hasOwn(from, name) ? from[name] : undefined;
    if (value === undefined && !one.optional) throw invalidParams(`missing field \`${name}\``);
    values[name] = one.read(value, name);
  }
  return values;
}

/** Parameters by position or by name. What is too much is ignored. */
export function readParams<P extends Params>(params: P, sent: unknown): ValuesOf<P> {
  if (sent !== undefined && sent !== null && !Array.isArray(sent)) {
    if (typeof sent !== "object") throw invalidParams("params must be a sequence or a map");
    return readFields(params, sent as Readonly<Record<string, unknown>>) as ValuesOf<P>;
  }
  const given: readonly unknown[] = sent ?? [];
  const values: Record<string, unknown> = {};
  let at = 0;
  for (const [name, one] of Object.entries(params)) {
    const value = given[at++];
    if (value === undefined && !one.optional) throw invalidParams(`No more params: ${name} is missing`);
    values[name] = one.read(value, name);
  }
  return values as ValuesOf<P>;
}
