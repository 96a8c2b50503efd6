// engine_*: blocks on demand. Mirrors sc-consensus-manual-seal, rpc.rs and error.rs.

import { EmptyTransactionPool } from "../author/author.ts";
import { UnknownBlock } from "../chain/blockchain.ts";
import { RpcFailure } from "./failure.ts";
import { unsafeMethod } from "./method.ts";
import { flag, hash, optional, text } from "./params.ts";

const told = (error: unknown): never => {
  if (error instanceof EmptyTransactionPool)
    throw new RpcFailure(
      12_000,
      "Transaction pool is empty, set create_empty to true, if you want to create empty blocks",
    );
  if (error instanceof UnknownBlock) throw new RpcFailure(13_000, `block not found: ${error.message}`);
  throw error;
};
export const engine_createBlock = unsafeMethod(
  { createEmpty: optional(flag), finalize: optional(flag), parentHash: optional(hash) },
  async ({ author }, { createEmpty, finalize, parentHash }) => {
    try {
      const block = await author.seal({
        createEmpty: createEmpty ?? true,
        finalize: finalize ?? true,
        ...(parentHash === undefined ? {} : { parent: parentHash }),
      });
      return {
        hash: block.hash,
        aux: {
          header_only: false,
          clear_justification_requests: false,
          needs_justification: false,
          bad_justification: false,
          is_new_best: true,
        },
        proof_size: 0,
      };
    } catch (error) {
      return told(error);
    }
  },
);
export const engine_finalizeBlock = unsafeMethod(
  { hash, justification: optional(text) },
  async ({ blockchain }, { hash: at }) => {
    try {
      await blockchain.turns.take(() => blockchain.finalize(at));
      return true;
    } catch (error) {
      if (error instanceof Error && !(error instanceof UnknownBlock)) throw new RpcFailure(20_000, error.message);
      return told(error);
    }
  },
);
