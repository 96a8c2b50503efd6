// Weights by subject, as pallets/subtensor/src/subnets/weights.rs has them in one file.

export * from "./batch_weights.ts";
export * from "./commit_weights.ts";
export * from "./requirements.ts";
export * from "./reveal_weights.ts";
export * from "./reveal_window.ts";
export * from "./set_weights.ts";
