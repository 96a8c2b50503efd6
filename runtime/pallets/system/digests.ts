// Provides `digests`: the digest under construction and the hashes of blocks before.

import type { Digests } from "../../ports/digests.ts";
import { system } from "./contract.ts";

const { BlockHash, Digest, ParentHash } = system.storage;

export const digests: Digests = {
  logs: (at) => Digest.get(at),
  deposit: (at, item) => Digest.update(at, (logs) => [...logs, item]),
  parentHash: (at) => ParentHash.get(at),
  blockHash: (at, number) => BlockHash.get(at, number),
};
