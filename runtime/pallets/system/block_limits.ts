// The limits of blocks live in the frame, where every pallet may read them.
export * from "../../frame/block_limits.ts";
