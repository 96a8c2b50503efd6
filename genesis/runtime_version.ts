// The state version that a runtime blob declares. Mirrors sc-executor's read_embedded_version and sp-version's RuntimeVersion.

import { bytesToHex } from "../runtime/primitives/bytes.ts";
import type { StateVersion } from "../runtime/primitives/trie/index.ts";
import { unpackZstd } from "./zstd.ts";

/** What precedes a packed runtime. */
const PACKED = "52bc537646db8e05";
const WASM = "0061736d01000000";
/** The reference's bound against code that unpacks without end. */
const LARGEST_CODE = 50 * 1024 * 1024;
/** Id of the `Core` runtime API: blake2b-64 of its name. */
const CORE = "df6acb689907609b";

/**
 * State version of a genesis with this code. Code that does not say is from before there were state versions, which means 0.
 * Throws where the code is no wasm, or cannot be unpacked.
 */
export function stateVersionOfCode(code: Uint8Array): StateVersion {
  const wasm = bytesToHex(code.subarray(0, 8)) === PACKED ? unpackZstd(code.subarray(8), LARGEST_CODE) : code;
  if (bytesToHex(wasm.subarray(0, 8)) !== WASM) throw new RangeError("the code is not WebAssembly");
  const version = customSection(wasm, "runtime_version");
  const apis = customSection(wasm, "runtime_apis");
  if (version === undefined) return 0;
  return systemVersion(version, apis === undefined ? undefined : coreVersion(apis)) === 0 ? 0 : 1;
}

function customSection(wasm: Uint8Array, wanted: string): Uint8Array | undefined {
  const reader = new Reader(wasm, 8);
  while (!reader.ended) {
    const id = reader.byte();
    const section = new Reader(reader.take(reader.leb128()), 0);
    if (id !== 0) continue;
    const name = section.take(section.leb128());
    if (String.fromCharCode(...name) === wanted) return section.rest();
  }
  return undefined;
}

/** Version of the Core API in a list of eight bytes of id and four of version each. */
function coreVersion(apis: Uint8Array): number | undefined {
  const reader = new Reader(apis, 0);
  while (!reader.ended) {
    const id = bytesToHex(reader.take(8));
    const version = reader.u32();
    if (id === CORE) return version;
  }
  return undefined;
}

function systemVersion(version: Uint8Array, coreHint: number | undefined): number {
  const reader = new Reader(version, 0);
  reader.take(reader.compact()); // spec name
  reader.take(reader.compact()); // implementation name
  reader.take(3 * 4); // authoring, spec and implementation version
  const apis = reader.take(reader.compact() * 12);
  const core = coreHint ?? coreVersion(apis) ?? 0;
  if (core < 4) return 0;
  reader.u32(); // transaction version
  return reader.byte();
}

class Reader {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get ended(): boolean {
    return this.#at >= this.#bytes.length;
  }

  take(length: number): Uint8Array {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new RangeError("the code is cut short");
    const part = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return part;
  }

  rest(): Uint8Array {
    return this.#bytes.subarray(this.#at);
  }

  byte(): number {
    return this.take(1)[0]!;
  }

  u32(): number {
    const [a, b, c, d] = this.take(4);
    return a! + b! * 2 ** 8 + c! * 2 ** 16 + d! * 2 ** 24;
  }

  leb128(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError("a length in the code is malformed");
  }

  /** SCALE compact, up to four bytes. */
  compact(): number {
    const first = this.byte();
    const mode = first & 3;
    if (mode === 0) return first >> 2;
    if (mode === 1) return (first >> 2) + this.byte() * 2 ** 6;
    if (mode === 3) throw new RangeError("the runtime version is malformed");
    return (first >> 2) + this.byte() * 2 ** 6 + this.byte() * 2 ** 14 + this.byte() * 2 ** 22;
  }
}
