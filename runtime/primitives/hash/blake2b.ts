// blake2b without a key in the three widths that Substrate uses, through the wasm kernel. Plain twin: @noble/hashes/blake2.

import { blake2bWasm } from "../../kernel/blake2b.wasm.ts";
import { type Kernel, loadKernel } from "../../kernel/load.ts";

interface Blake2bKernel extends Kernel {
  readonly regionBytes: WebAssembly.Global<number>;
  input(): number;
  node(): number;
  output(): number;
  begin(digestBytes: number): void;
  update(from: number, length: number): void;
  finish(from: number, length: number): void;
  digest(from: number, length: number, digestBytes: number): void;
}

const kernel = loadKernel<Blake2bKernel>(blake2bWasm);
const regionBytes = kernel.regionBytes.value;
const inputAt = kernel.input();
const nodeAt = kernel.node();
const input = new Uint8Array(kernel.memory.buffer, inputAt, regionBytes);
const output = new Uint8Array(kernel.memory.buffer, kernel.output(), 64);

function digest(bytes: Uint8Array, digestBytes: number): Uint8Array {
  digestInto(bytes, digestBytes);
  return output.slice(0, digestBytes);
}

function digestInto(bytes: Uint8Array, digestBytes: number): void {
  if (bytes.length <= regionBytes) {
    input.set(bytes);
    kernel.digest(inputAt, bytes.length, digestBytes);
  } else {
    kernel.begin(digestBytes);
    let at = 0;
    for (; bytes.length - at > regionBytes; at += regionBytes) {
      input.set(bytes.subarray(at, at + regionBytes));
      kernel.update(inputAt, regionBytes);
    }
    input.set(bytes.subarray(at));
    kernel.finish(inputAt, bytes.length - at);
  }
}

export function blake2b128(bytes: Uint8Array): Uint8Array {
  return digest(bytes, 16);
}

export function blake2b256(bytes: Uint8Array): Uint8Array {
  return digest(bytes, 32);
}

export function blake2b512(bytes: Uint8Array): Uint8Array {
  return digest(bytes, 64);
}

/** Room inside the kernel's memory in which a message can be built and hashed without a copy; hashing anything else leaves it alone. */
export const hashingRoom: Uint8Array = new Uint8Array(kernel.memory.buffer, nodeAt, regionBytes);

/** Where the functions below leave their digest, until the next hash of anything. */
export const hashingResult: DataView = new DataView(kernel.memory.buffer, kernel.output(), 32);

/** blake2b-256 of a stretch of `hashingRoom`, into `hashingResult`. */
export function blake2b256OfRoom(from: number, length: number): void {
  kernel.digest(nodeAt + from, length, 32);
}

/** blake2b-256 of any bytes, into `hashingResult`. */
export function blake2b256ToResult(bytes: Uint8Array): void {
  digestInto(bytes, 32);
}
