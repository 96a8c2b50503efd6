// Where lines go. A reader that stops reading must never stop the chain: into a pipe we write without waiting, and lines
// that find it full are dropped.

import { fstatSync } from "node:fs";
import { Socket } from "node:net";

/** Bytes that may wait for a slow reader. */
const MAX_WAITING = 256 * 1024;

export interface Lines {
  write(line: string): void;
  /** Waits a moment for the reader to take the rest. */
  flush(): Promise<void>;
}

function isPipe(fd: number): boolean {
  try {
    const stat = fstatSync(fd);
    return stat.isFIFO() || stat.isSocket();
  } catch {
    return false;
  }
}

export function linesTo(fd: 1 | 2): Lines {
  const stream = fd === 1 ? process.stdout : process.stderr;
  if (!isPipe(fd)) {
    stream.on("error", () => {});
    return { write: (line) => void stream.write(`${line}\n`), flush: async () => {} };
  }
  const pipe = new Socket({ fd, readable: false, writable: true });
  let broken = false;
  pipe.on("error", () => {
    broken = true;
  });
  pipe.unref();
  return {
    write(line) {
      if (!broken && pipe.writableLength < MAX_WAITING) pipe.write(`${line}\n`);
    },
    flush: () =>
      new Promise((resolve) => {
        if (broken || pipe.writableLength === 0) return resolve();
        const late = setTimeout(resolve, 200);
        pipe.write("", () => {
          clearTimeout(late);
          resolve();
        });
      }),
  };
}
