// Where a chain's data lies: <base path>/chains/<chain id>/db.

import { mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

export const defaultBase = (): string =>
  join(process.env.XDG_DATA_HOME ?? join(homedir(), ".local", "share"), "taolab");
export const dataFolder = (base: string, chainId: string): string =>
  join(base, "chains", chainId.replace(/[^A-Za-z0-9_.-]/g, "_"), "db");

/** A folder that goes away with the process. */
export function temporaryBase(): string {
  const base = mkdtempSync(join(tmpdir(), "taolab-"));
  process.once("exit", () => rmSync(base, { recursive: true, force: true }));
  return base;
}
