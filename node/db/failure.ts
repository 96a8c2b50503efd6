// What can be wrong with a database folder, told in one sentence that says what to do about it.

import { PlainFailure } from "../plain_failure.ts";

export type StoreProblem = "locked" | "damaged" | "unwritable" | "foreign" | "newer" | "older";

/** Thrown where a database can't be used. */
export class StoreFailure extends PlainFailure {
  override readonly name = "StoreFailure";
  readonly problem: StoreProblem;
  constructor(problem: StoreProblem, message: string, cause?: unknown) {
    super(message, { cause });
    this.problem = problem;
  }
}

const codeOf = (error: unknown): string => {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "";
};
const causeOf = (error: unknown): unknown => (error instanceof Error ? error.cause : undefined);

/** The failure behind an error of the database library, if it is one that a person can do something about. */
export function storeFailure(error: unknown, folder: string): StoreFailure | undefined {
  if (error instanceof StoreFailure) return error;
  const cause = causeOf(error);
  const codes = [codeOf(error), codeOf(cause)];
  const text = `${error instanceof Error ? error.message : ""} ${cause instanceof Error ? cause.message : ""}`;
  if (codes.includes("LEVEL_LOCKED")) {
    return new StoreFailure("locked", `The database in ${folder} is in use by another process.`, error);
  }
  if (
    codes.some((code) =>
      ["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "ENOSPC", "ELOOP", "ENAMETOOLONG"].includes(code),
    )
  ) {
    return new StoreFailure(
      "unwritable",
      `The folder ${folder} can't be written to (${codes.find((code) => code.startsWith("E"))}).`,
      error,
    );
  }
  if (/permission denied|read-only file system|no space left|not a directory|is a directory/i.test(text)) {
    return new StoreFailure(
      "unwritable",
      `The folder ${folder} can't be written to (${text.trim().split(": ").at(-1)}).`,
      error,
    );
  }
  if (codes.includes("LEVEL_CORRUPTION") || /corruption|missing files|checksum mismatch/i.test(text)) {
    return damaged(folder, text.trim(), error);
  }
  if (codes.includes("LEVEL_IO_ERROR") || codes.includes("LEVEL_DATABASE_NOT_OPEN"))
    return damaged(folder, text.trim(), error);
  return undefined;
}

export const damaged = (folder: string, detail: string, cause?: unknown): StoreFailure =>
  new StoreFailure(
    "damaged",
    `The database in ${folder} is damaged (${detail}). Remove it with purge-chain or restore a copy.`,
    cause,
  );
