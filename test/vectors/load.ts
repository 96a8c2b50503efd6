// Finds vector files: plain JSON in any folder, or the compressed copies beside this file.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";

export const VECTORS = dirname(fileURLToPath(import.meta.url));

/** The vectors of one name in a folder, or undefined when it has none. */
export const load = (name: string, dir: string = VECTORS): unknown => {
  const plain = join(dir, `${name}.json`);
  if (existsSync(plain)) return JSON.parse(readFileSync(plain, "utf8"));
  const packed = `${plain}.br`;
  return existsSync(packed) ? JSON.parse(brotliDecompressSync(readFileSync(packed)).toString("utf8")) : undefined;
};
