// author_*: submitting and following transactions, and the keys of authorities. Mirrors sc-rpc-api, author.

import { bytesToHex0x, equalBytes } from "../../runtime/primitives/bytes.ts";
import { extrinsicHash } from "../chain/blockchain.ts";
import type { Status } from "../pool/pool.ts";
import { RpcFailure } from "./failure.ts";
import { method, subscription, unsafeMethod, unsubscription } from "./method.ts";
import { hash, hex, list, optional, record, text } from "./params.ts";
import { throughPool } from "./pool_failure.ts";

export const author_submitExtrinsic = method({ extrinsic: hex }, ({ pool }, { extrinsic }) =>
  throughPool(() => pool.submit(extrinsic)),
);
/** polkadot.js asks for a block's events when it hears of it, and forgets that status if the next comes before the answer. */
const FINALIZED_AFTER_MILLISECONDS = 250;
export const author_submitAndWatchExtrinsic = subscription(
  "author_extrinsicUpdate",
  { extrinsic: hex },
  ({ pool }, { extrinsic }, sink) => {
    let included = 0;
    let timer: NodeJS.Timeout | undefined;
    const tell = (status: Status) => {
      if (typeof status === "object" && "inBlock" in status) included = performance.now();
      const wait =
        typeof status === "object" && "finalized" in status
          ? included + FINALIZED_AFTER_MILLISECONDS - performance.now()
          : 0;
      if (wait > 0) timer = setTimeout(() => sink.send(status), wait);
      else sink.send(status);
    };
    const { stop } = throughPool(() => pool.submitAndWatch(extrinsic, tell));
    return () => {
      clearTimeout(timer);
      stop();
    };
  },
);
export const author_unwatchExtrinsic = unsubscription;
export const author_pendingExtrinsics = method({}, ({ pool }) =>
  [...pool.inOrder()].map(({ bytes }) => bytesToHex0x(bytes)),
);
/** Takes transactions out and bans them. Each is named by its hash or its bytes. */
export const author_removeExtrinsic = unsafeMethod(
  { bytesOrHash: list(record({ hash: optional(hash), extrinsic: optional(hex) })) },
  ({ pool }, { bytesOrHash }) =>
    pool.removeInvalid(
      bytesOrHash.flatMap(({ hash: name, extrinsic }) =>
        name !== undefined ? [name] : extrinsic !== undefined ? [extrinsicHash(extrinsic)] : [],
      ),
    ),
);

const checkKind = (keyType: string): void => {
  if (keyType.length !== 4) throw new RpcFailure(1040, "Invalid key type ID format (should be of length four)");
};
export const author_insertKey = unsafeMethod(
  { keyType: text, suri: text, public: hex },
  async (node, { keyType, suri, public: key }) => {
    checkKind(keyType);
    const { keypairOf } = await import("../keys/keypair.ts");
    let pair: ReturnType<typeof keypairOf>;
    try {
      pair = keypairOf(suri, keyType === "gran" ? "Ed25519" : "Sr25519");
    } catch (error) {
      throw new RpcFailure(1040, `Client error: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (!equalBytes(pair.publicKey, key))
      throw new RpcFailure(1040, "Client error: the secret does not belong to the public key");
    node.keystore.add(pair);
    return null;
  },
);
export const author_hasKey = unsafeMethod({ publicKey: hex, keyType: text }, (node, { publicKey, keyType }) => {
  checkKind(keyType);
  return node.keystore.has(publicKey);
});
/** Session keys of this chain: the Aura key, then the Grandpa key. */
export const author_hasSessionKeys = unsafeMethod({ sessionKeys: hex }, (node, { sessionKeys }) => {
  if (sessionKeys.length !== 64) throw new RpcFailure(1040, "Session keys are not encoded correctly");
  return node.keystore.has(sessionKeys.subarray(0, 32)) && node.keystore.has(sessionKeys.subarray(32));
});
export const author_rotateKeys = unsafeMethod({}, () => {
  throw new RpcFailure(
    1040,
    "The key store is unavailable",
    "This node signs with the development keys; author_insertKey adds others",
  );
});
