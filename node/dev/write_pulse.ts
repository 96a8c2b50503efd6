// dev_writePulse: a pulse as drand's servers tell it, brought into the chain as an offchain worker would, without the pool.

import { sha256 } from "@noble/hashes/sha2.js";
import { type Call, contextAt } from "../../runtime/index.ts";
import { drand } from "../../runtime/pallets/drand/contract.ts";
import type { H256 } from "../../runtime/primitives/ids.ts";
import type { Node } from "../node.ts";
import { PlainFailure } from "../plain_failure.ts";
import { impersonate } from "./impersonate.ts";

export interface ToldPulse {
  readonly round: number;
  /** The hash of the signature, where the server leaves it out. */
  readonly randomness: Uint8Array | undefined;
  readonly signature: Uint8Array;
}
/** Gives the hash of the head, over whose state it is written. Throws PlainFailure where it is not the beacon's, or not new. */
export async function writePulse(node: Node, { round, randomness, signature }: ToldPulse): Promise<H256> {
  const lastRound = (hash: H256): bigint =>
    drand.read.LastStoredRound.get(contextAt(node.chain, node.blockchain.stateOf(hash)));
  const { head } = node.blockchain;
  const last = lastRound(head.hash);
  const pulse = { round: BigInt(round), randomness: randomness ?? sha256(signature), signature };
  if (pulse.round <= last) throw new PlainFailure(`Round ${last} is stored; only later ones can come`);
  const args = {
    pulses_payload: {
      block_number: head.number,
      pulses: [pulse],
      public: { type: "Sr25519", value: new Uint8Array(32) },
    },
    signature: undefined,
  };
  const call: Call = { pallet: "Drand", name: "write_pulse", args };
  const { hash, error } = await impersonate(node, "None", call);
  if (error !== null) throw new PlainFailure(error);
  // The call passes over what is not the beacon's.
  if (lastRound(hash) === last) throw new PlainFailure(`The signature is not that of round ${round}`);
  return hash;
}
