// Substrate's non-cryptographic hashes, xxHash64 with seeds 0, 1, … side by side, through the wasm kernel. Plain twin: xxh64_plain.ts.

import { type Kernel, loadKernel } from "../../kernel/load.ts";
import { xxh64Wasm } from "../../kernel/xxh64.wasm.ts";
import { twoxPlain } from "./xxh64_plain.ts";

interface TwoxKernel extends Kernel {
  readonly regionBytes: WebAssembly.Global<number>;
  input(): number;
  output(): number;
  twox(length: number, lanes: number): void;
}

const kernel = loadKernel<TwoxKernel>(xxh64Wasm);
const regionBytes = kernel.regionBytes.value;
const input = new Uint8Array(kernel.memory.buffer, kernel.input(), regionBytes);
const output = new Uint8Array(kernel.memory.buffer, kernel.output(), 32);

function twox(bytes: Uint8Array, lanes: number): Uint8Array {
  if (bytes.length > regionBytes) return twoxPlain(bytes, lanes);
  input.set(bytes);
  kernel.twox(bytes.length, lanes);
  return output.slice(0, 8 * lanes);
}

export function twox64(bytes: Uint8Array): Uint8Array {
  return twox(bytes, 1);
}

export function twox128(bytes: Uint8Array): Uint8Array {
  return twox(bytes, 2);
}

export function twox256(bytes: Uint8Array): Uint8Array {
  return twox(bytes, 4);
}
