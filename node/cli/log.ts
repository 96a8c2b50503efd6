// What a running node says: lines for people, or JSON (pino) for programs.

import type { Lines } from "./output.ts";

export type Level = "info" | "warn" | "error";
export interface Log {
  say(level: Level, message: string, facts?: Readonly<Record<string, unknown>>): void;
  flush(): Promise<void>;
}

const two = (value: number): string => String(value).padStart(2, "0");
function stamp(): string {
  const now = new Date();
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())} ${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`;
}
const MARKS: Readonly<Record<Level, string>> = { info: "", warn: "Warning: ", error: "Error: " };

export const plainLog = (out: Lines): Log => ({
  say: (level, message) => out.write(`${stamp()} ${MARKS[level]}${message}`),
  flush: () => out.flush(),
});

/** One JSON object per line: level, time, msg, and the facts of the message. */
export async function jsonLog(out: Lines): Promise<Log> {
  const { pino } = await import("pino");
  const log = pino(
    { base: null, formatters: { level: (level) => ({ level }) } },
    { write: (line: string) => out.write(line.trimEnd()) },
  );
  return { say: (level, message, facts) => log[level](facts ?? {}, message), flush: () => out.flush() };
}
