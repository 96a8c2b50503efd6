// Why neurons got what they got: an epoch of the chain's past is executed again, and the rule that decided it is asked for
// everything it saw. The block's root is compared, so what is explained is what the chain stored.

import type { Rules } from "../../runtime/context.ts";
import { type Chain, executeBlock } from "../../runtime/index.ts";
import { explainEpoch } from "../../runtime/pallets/subtensor/epoch/explain.ts";
import type { EpochReport } from "../../runtime/pallets/subtensor/epoch/report.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { netUid } from "../../runtime/primitives/ids.ts";
import type { Consensus } from "../../runtime/rules/consensus.ts";
import type { Blockchain } from "../chain/blockchain.ts";
import type { BlockRef } from "../chain/notices.ts";
import { PlainFailure } from "../plain_failure.ts";

export interface WhichEpoch {
  readonly netuid: number;
  readonly mechanism: number;
  /** The last epoch up to this block. */
  readonly block: BlockRef;
}
/** There is nothing to explain. */
export class NoEpoch extends PlainFailure {
  override readonly name = "NoEpoch";
}
/** Blocks at which an epoch was due but did not run are passed over, so many of them. */
const MAX_LOOKED_AT = 100;

/** The rule that a chain decides epochs by. */
export const consensusOf = (chain: Chain): Consensus => (chain.runtime.rules as Rules).consensus;

/** The last epoch of a mechanism up to a block. Throws NoEpoch. */
export function explainEpochAt(chain: Chain, blockchain: Blockchain, which: WhichEpoch): EpochReport {
  const { netuid, mechanism, block } = which;
  const none = () =>
    new NoEpoch(`Subnet ${netuid} had no epoch of mechanism ${mechanism} up to block #${block.number}.`);
  const dueAt = (at: BlockRef): number =>
    Number(
      tempo.read.LastEpochBlock.get({ state: blockchain.stateOf(at.hash), profile: chain.profile }, netUid(netuid)),
    );
  let from = block;
  for (let looked = 0; looked < MAX_LOOKED_AT; looked++) {
    const number = dueAt(from);
    if (number === 0 || number > from.number) throw none();
    let at = from;
    while (at.number > number) at = ancestor(blockchain, at);
    const report = reportOf(chain, blockchain, at, netuid, mechanism);
    if (report !== undefined) return report;
    from = ancestor(blockchain, at);
  }
  throw none();
}
function ancestor(blockchain: Blockchain, block: BlockRef): BlockRef {
  const parent = block.number === 0 ? undefined : blockchain.block(block.header.parent_hash);
  if (parent === undefined) throw new NoEpoch(`Block #${block.number} has no parent here.`);
  return parent;
}

/** What the rule said of the mechanism while the block ran; undefined if it was not asked. */
function reportOf(
  chain: Chain,
  blockchain: Blockchain,
  block: BlockRef,
  netuid: number,
  mechanism: number,
): EpochReport | undefined {
  let report: EpochReport | undefined;
  const rules = chain.runtime.rules as Rules;
  const listening: Consensus = (input, wish, place) => {
    if (place?.netuid !== netuid || place.mechanism !== mechanism) return rules.consensus(input, wish, place);
    const decision = rules.consensus(input, { ...wish, matrices: true }, place);
    report = explainEpoch(input, decision);
    return decision;
  };
  const observed: Chain = { ...chain, runtime: { ...chain.runtime, rules: { ...rules, consensus: listening } } };
  const parent = ancestor(blockchain, block);
  const extrinsics = blockchain.body(block.hash) ?? [];
  executeBlock(
    observed,
    { hash: parent.hash, number: parent.number, state: blockchain.stateOf(parent.hash) },
    { header: block.header, extrinsics },
  );
  return report;
}
