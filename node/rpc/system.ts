// system_*: who the node is, and the accounts' nonces. Mirrors sc-rpc-api, system, and substrate-frame-rpc-system.

import { DispatchError } from "../../runtime/frame/refusal.ts";
import { TransactionValidityError } from "../../runtime/frame/validity.ts";
import { type BlockBuilder, Invalidity } from "../../runtime/index.ts";
import { bytesToHex, bytesToHex0x, concatBytes } from "../../runtime/primitives/bytes.ts";
import { AccountId } from "../../runtime/primitives/ids.ts";
import { result, ScaleError, u32, unit } from "../../runtime/primitives/scale/index.ts";
import { nextBlockOf } from "../dev/next_block.ts";
import { RpcFailure } from "./failure.ts";
import { method, unsafeMethod } from "./method.ts";
import { account, hash, hex, optional, text } from "./params.ts";
import { blockAt, callAt } from "./reads.ts";

export const system_name = method({}, (node) => node.identity.name);
export const system_version = method({}, (node) => node.identity.version);
export const system_chain = method({}, (node) => node.spec.name);
export const system_chainType = method({}, (node) => node.spec.chainType);
export const system_properties = method({}, (node) => node.spec.properties);
export const system_health = method({}, () => ({ peers: 0, isSyncing: false, shouldHavePeers: false }));
export const system_localPeerId = method({}, (node) => node.identity.peerId);
export const system_localListenAddresses = method({}, () => []);
export const system_peers = unsafeMethod({}, () => []);
export const system_reservedPeers = method({}, () => []);
export const system_nodeRoles = method({}, () => ["Authority"]);
export const system_syncState = method({}, ({ blockchain: { head } }) => ({
  startingBlock: 0,
  currentBlock: head.number,
  highestBlock: head.number,
}));
const noNetwork = () => {
  throw new RpcFailure(2002, "This node has no peers: it is the whole network");
};
export const system_addReservedPeer = unsafeMethod({ peer: text }, noNetwork);
export const system_removeReservedPeer = unsafeMethod({ peerId: text }, noNetwork);
export const system_addLogFilter = unsafeMethod({ directives: text }, () => null);
export const system_resetLogFilter = unsafeMethod({}, () => null);

/** The nonce for the next transaction of an account, those in the pool counted. */
export const system_accountNextIndex = method({ account }, (node, { account: who }) => {
  const bytes = AccountId.encode(who);
  let nonce = u32.decode(callAt(node, undefined, "AccountNonceApi_account_nonce", bytes));
  const tagOf = (index: number) => bytesToHex(concatBytes(bytes, u32.encode(index)));
  for (const transaction of node.pool.inOrder()) if (transaction.provides[0] === tagOf(nonce)) nonce++;
  return nonce;
});
export const account_nextIndex = system_accountNextIndex;

const ApplyResult = result(result(unit, DispatchError), TransactionValidityError);
/** What would become of an extrinsic in the next block. */
export const system_dryRun = unsafeMethod({ extrinsic: hex, at: optional(hash) }, (node, { extrinsic, at }) => {
  const builder: BlockBuilder = nextBlockOf(node, blockAt(node, at));
  try {
    const { refusal } = builder.apply(extrinsic);
    return bytesToHex0x(
      ApplyResult.encode({
        type: "Ok",
        value: refusal === undefined ? { type: "Ok", value: null } : { type: "Err", value: refusal.error },
      }),
    );
  } catch (error) {
    if (error instanceof Invalidity) return bytesToHex0x(ApplyResult.encode({ type: "Err", value: error.error }));
    if (error instanceof ScaleError) throw new RpcFailure(1, "Unable to dry run extrinsic", error.message);
    throw error;
  }
});
export const system_dryRunAt = system_dryRun;
