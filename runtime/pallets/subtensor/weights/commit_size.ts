// Bytes that a timelocked commit may take. Mirrors pallets/subtensor/src/lib.rs (MAX_CRV3_COMMIT_SIZE_BYTES).

export const MAX_CRV3_COMMIT_SIZE = 5_000;
