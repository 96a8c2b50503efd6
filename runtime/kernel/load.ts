// Turns a kernel's committed base64 (runtime/kernel/<name>.wasm.ts, written by scripts/kernel.ts) into its exports.

/** What every kernel has beside its own functions: kernels import nothing and never grow their memory. */
export interface Kernel {
  readonly memory: WebAssembly.Memory;
}

/** The caller states what the kernel exports; the tests compare each export with a plain twin. */
export function loadKernel<Exports extends Kernel>(base64: string): Exports {
  return new WebAssembly.Instance(new WebAssembly.Module(base64ToBytes(base64))).exports as Exports;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function base64ToBytes(text: string): Uint8Array {
  const sextet = new Uint8Array(128);
  for (let value = 0; value < 64; value++) sextet[ALPHABET.charCodeAt(value)] = value;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let from = 0, to = 0; from < text.length; from += 4) {
    const group =
      (sextet[text.charCodeAt(from)]! << 18) |
      (sextet[text.charCodeAt(from + 1)]! << 12) |
      (sextet[text.charCodeAt(from + 2)]! << 6) |
      sextet[text.charCodeAt(from + 3)]!;
    bytes[to++] = group >> 16;
    bytes[to++] = group >> 8;
    bytes[to++] = group;
  }
  return bytes;
}
