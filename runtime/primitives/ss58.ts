// SS58: account ids as people write them. Mirrors sp-core 38 crypto.rs (Ss58Codec).
// Deviates: the registry of chains is not kept, so any prefix except the two reserved ones is taken.
import { bytesToHex0x, concatBytes, hex0xToBytes } from "./bytes.ts";
import { blake2b512 } from "./hash/blake2b.ts";
import { type AccountId, accountId } from "./ids.ts";

/** The prefix of this chain: "generic Substrate". */
export const SS58_PREFIX = 42;

/** The reference's names for what can be wrong. */
export type Ss58Problem = "BadBase58" | "BadLength" | "InvalidPrefix" | "FormatNotAllowed" | "InvalidChecksum";

export class Ss58Error extends Error {
  readonly problem: Ss58Problem;
  constructor(problem: Ss58Problem, message: string) {
    super(message);
    this.name = "Ss58Error";
    this.problem = problem;
  }
}

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const DIGITS: ReadonlyMap<string, number> = new Map([...ALPHABET].map((letter, digit) => [letter, digit]));
/** "SS58PRE" */
const CHECKSUM_PREFIX = Uint8Array.of(0x53, 0x53, 0x35, 0x38, 0x50, 0x52, 0x45);
const ACCOUNT_BYTES = 32;
const CHECKSUM_BYTES = 2;
/** Longest address of 32 bytes with a 2-byte prefix is 50 letters; beyond this nothing is worth decoding. */
const MAX_LETTERS = 64;
const RESERVED_PREFIXES = [46, 47];

/** The address of a 32-byte account id. */
export function ss58Encode(account: Uint8Array, prefix: number = SS58_PREFIX): string {
  if (account.length !== ACCOUNT_BYTES) throw new Ss58Error("BadLength", "An account id has 32 bytes.");
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > 16_383) {
    throw new Ss58Error("InvalidPrefix", `${prefix} is no SS58 prefix (0 to 16383).`);
  }
  const body = concatBytes(prefixBytes(prefix), account);
  return base58Encode(concatBytes(body, checksum(body)));
}

/** The 32-byte account id of an address, with the prefix it was written under. Throws an Ss58Error. */
export function ss58Decode(address: string): { account: Uint8Array; prefix: number } {
  if (address.length > MAX_LETTERS) throw new Ss58Error("BadLength", "The address is too long.");
  const data = base58Decode(address);
  if (data.length < 2) throw new Ss58Error("BadLength", "The address is too short.");
  const [first, second] = [data[0]!, data[1]!];
  if (first > 127) throw new Ss58Error("InvalidPrefix", "The address has an invalid prefix byte.");
  const prefixLength = first < 64 ? 1 : 2;
  const prefix = first < 64 ? first : ((first << 2) & 0xfc) | (second >> 6) | ((second & 0x3f) << 8);
  const end = prefixLength + ACCOUNT_BYTES;
  if (data.length !== end + CHECKSUM_BYTES) {
    throw new Ss58Error("BadLength", "The address does not hold 32 bytes of account id.");
  }
  if (RESERVED_PREFIXES.includes(prefix)) {
    throw new Ss58Error("FormatNotAllowed", `The SS58 prefix ${prefix} is reserved.`);
  }
  const expected = checksum(data.subarray(0, end));
  if (data[end] !== expected[0] || data[end + 1] !== expected[1]) {
    throw new Ss58Error("InvalidChecksum", "The checksum of the address is wrong: a letter may be mistyped.");
  }
  return { account: data.slice(prefixLength, end), prefix };
}

/** The account id, as the runtime writes it, of an address under any prefix. Throws an Ss58Error. */
export function accountOf(address: string): AccountId {
  return accountId(bytesToHex0x(ss58Decode(address).account));
}

/** The address of an account id as the runtime writes it. */
export function addressOf(account: AccountId, prefix: number = SS58_PREFIX): string {
  return ss58Encode(hex0xToBytes(account), prefix);
}

function prefixBytes(prefix: number): Uint8Array {
  if (prefix < 64) return Uint8Array.of(prefix);
  return Uint8Array.of(0x40 | ((prefix & 0xfc) >> 2), (prefix >> 8) | ((prefix & 0x03) << 6));
}

function checksum(body: Uint8Array): Uint8Array {
  return blake2b512(concatBytes(CHECKSUM_PREFIX, body)).subarray(0, CHECKSUM_BYTES);
}

function base58Encode(bytes: Uint8Array): string {
  let value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let text = "";
  for (; value > 0n; value /= 58n) text = ALPHABET[Number(value % 58n)] + text;
  return "1".repeat(leading(bytes, 0)) + text;
}

function base58Decode(text: string): Uint8Array {
  const digits: number[] = [];
  for (const letter of text) {
    const digit = DIGITS.get(letter);
    if (digit === undefined) throw new Ss58Error("BadBase58", "The address holds a letter that base 58 does not know.");
    digits.push(digit);
  }
  let value = digits.reduce((sum, digit) => sum * 58n + BigInt(digit), 0n);
  const bytes: number[] = [];
  for (; value > 0n; value >>= 8n) bytes.unshift(Number(value & 0xffn));
  return Uint8Array.of(...new Array<number>(leading(digits, 0)).fill(0), ...bytes);
}

/** How many items at the start equal `item`. */
function leading(items: ArrayLike<number>, item: number): number {
  let count = 0;
  while (count < items.length && items[count] === item) count++;
  return count;
}
