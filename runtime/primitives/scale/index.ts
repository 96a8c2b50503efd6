// The door of the SCALE codec.
export * from "./codec.ts";
export * from "./collections.ts";
export * from "./numbers.ts";
export * from "./shaped.ts";
