// Byte strings: hex and UTF-8 without platform APIs (the runtime compiles without TextEncoder and Buffer), joining and comparing.

const DIGITS = "0123456789abcdef";
const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => DIGITS[byte >> 4]! + DIGITS[byte & 15]!);

/** Character codes of a byte's high and low digit. */
const HIGH = Uint8Array.from(HEX, (pair) => pair.charCodeAt(0));
const LOW = Uint8Array.from(HEX, (pair) => pair.charCodeAt(1));

/** Digit value by character code, 0xff where the character is no hex digit. */
const DIGIT = new Uint8Array(128).fill(0xff);
for (let value = 0; value < 16; value++) {
  DIGIT[DIGITS.charCodeAt(value)] = value;
  DIGIT[DIGITS.toUpperCase().charCodeAt(value)] = value;
}

/** Lower-case hex without 0x. Eight bytes at a time: a call with a fixed number of characters is several times faster than joining. */
export function bytesToHex(bytes: Uint8Array): string {
  let text = "";
  let at = 0;
  for (; at + 8 <= bytes.length; at += 8) {
    const a = bytes[at]!;
    const b = bytes[at + 1]!;
    const c = bytes[at + 2]!;
    const d = bytes[at + 3]!;
    const e = bytes[at + 4]!;
    const f = bytes[at + 5]!;
    const g = bytes[at + 6]!;
    const h = bytes[at + 7]!;
    // biome-ignore format: one byte per pair
    text += String.fromCharCode(
      HIGH[a]!, LOW[a]!, HIGH[b]!, LOW[b]!, HIGH[c]!, LOW[c]!, HIGH[d]!, LOW[d]!,
      HIGH[e]!, LOW[e]!, HIGH[f]!, LOW[f]!, HIGH[g]!, LOW[g]!, HIGH[h]!, LOW[h]!,
    );
  }
  for (; at < bytes.length; at++) text += HEX[bytes[at]!];
  return text;
}

/** Lower-case hex with 0x. */
export function bytesToHex0x(bytes: Uint8Array): string {
  return `0x${bytesToHex(bytes)}`;
}

function parseHex(hex: string, start: number): Uint8Array {
  const bytes = new Uint8Array((hex.length - start) >> 1);
  hexIntoBytes(hex, start, bytes);
  return bytes;
}

/** Reads the digits behind `start` into the front of `bytes`, which has room for them; returns how many bytes they are. */
export function hexIntoBytes(hex: string, start: number, bytes: Uint8Array): number {
  const digits = hex.length - start;
  if (digits % 2 !== 0) throw new TypeError(`hex text has an odd number of digits (${digits})`);
  const length = digits >> 1;
  for (let i = 0, at = start; i < length; i++, at += 2) {
    const high = DIGIT[hex.charCodeAt(at)] ?? 0xff;
    const low = DIGIT[hex.charCodeAt(at + 1)] ?? 0xff;
    if ((high | low) > 15) throw new TypeError(`no hex digit at offset ${high > 15 ? at : at + 1}`);
    bytes[i] = (high << 4) | low;
  }
  return length;
}

/** Hex without 0x, either case; throws on an odd length or a foreign character. */
export function hexToBytes(hex: string): Uint8Array {
  return parseHex(hex, 0);
}

/** Hex that must begin with 0x. */
export function hex0xToBytes(hex: string): Uint8Array {
  if (!hex.startsWith("0x")) throw new TypeError("hex text does not begin with 0x");
  return parseHex(hex, 2);
}

/** Whether the text is 0x and an even number of hex digits of either case. */
export function isHex0x(text: string): boolean {
  if (!text.startsWith("0x") || text.length % 2 !== 0) return false;
  for (let at = 2; at < text.length; at++) if ((DIGIT[text.charCodeAt(at)] ?? 0xff) > 15) return false;
  return true;
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Negative, zero or positive, in lexicographic order; a prefix sorts before what it begins. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = a[i]! - b[i]!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Strict: a lone surrogate has no UTF-8 form and is refused. */
export function utf8ToBytes(text: string): Uint8Array {
  // Nearly all text is ASCII.
  const plain = new Uint8Array(text.length);
  let same = 0;
  for (; same < text.length; same++) {
    const unit = text.charCodeAt(same);
    if (unit > 0x7f) break;
    plain[same] = unit;
  }
  if (same === text.length) return plain;
  const bytes = new Uint8Array(utf8Length(text));
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i)!;
    if (point < 0x80) {
      bytes[at++] = point;
    } else if (point < 0x800) {
      bytes[at++] = 0xc0 | (point >> 6);
      bytes[at++] = 0x80 | (point & 0x3f);
    } else if (point < 0x10000) {
      bytes[at++] = 0xe0 | (point >> 12);
      bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[at++] = 0x80 | (point & 0x3f);
    } else {
      i++;
      bytes[at++] = 0xf0 | (point >> 18);
      bytes[at++] = 0x80 | ((point >> 12) & 0x3f);
      bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[at++] = 0x80 | (point & 0x3f);
    }
  }
  return bytes;
}

function utf8Length(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) length += 1;
    else if (unit < 0x800) length += 2;
    else if (unit < 0xd800 || unit > 0xdfff) length += 3;
    else {
      const next = text.charCodeAt(i + 1);
      if (unit > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) throw new TypeError(`lone surrogate at offset ${i}`);
      length += 4;
      i++;
    }
  }
  return length;
}

/** Strict: overlong forms, surrogates, points above U+10FFFF and cut sequences are refused. */
export function bytesToUtf8(bytes: Uint8Array): string {
  let text = "";
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at]!;
    if (first < 0x80) {
      text += String.fromCharCode(first);
      at++;
      continue;
    }
    const extra = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    if (first < 0xc2 || first > 0xf4 || at + extra >= bytes.length) throw malformedUtf8(at);
    let point = first & (0x3f >> extra);
    for (let k = 1; k <= extra; k++) {
      const next = bytes[at + k]!;
      if ((next & 0xc0) !== 0x80) throw malformedUtf8(at);
      point = (point << 6) | (next & 0x3f);
    }
    const smallest = extra === 1 ? 0x80 : extra === 2 ? 0x800 : 0x10000;
    if (point < smallest || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) throw malformedUtf8(at);
    text += String.fromCodePoint(point);
    at += extra + 1;
  }
  return text;
}

function malformedUtf8(offset: number): TypeError {
  return new TypeError(`malformed UTF-8 at offset ${offset}`);
}
