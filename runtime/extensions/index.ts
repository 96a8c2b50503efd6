// The pipeline: the 13 extensions in the order in which transactions pass them, nested as the reference nests them.

import type { AnyExtension } from "../frame/extension.ts";
import { type Codec, tuple } from "../primitives/scale/index.ts";
import { chargeTransactionPayment } from "./charge_transaction_payment.ts";
import { checkMetadataHash } from "./check_metadata_hash.ts";
import { drandPriority } from "./drand_priority.ts";
import { checkShieldedTxValidity } from "./shield.ts";
import { subtensorTransaction } from "./subtensor.ts";
import { sudoTransaction } from "./sudo.ts";
import {
  checkGenesis,
  checkMortality,
  checkNonce,
  checkNonZeroSender,
  checkSpecVersion,
  checkTxVersion,
  checkWeight,
} from "./system.ts";

const ofSystem: readonly AnyExtension[] = [
  checkNonZeroSender,
  checkSpecVersion,
  checkTxVersion,
  checkGenesis,
  checkMortality,
  checkNonce,
  checkWeight,
];
const ofThisChain: readonly AnyExtension[] = [
  chargeTransactionPayment,
  sudoTransaction,
  checkShieldedTxValidity,
  subtensorTransaction,
  drandPriority,
];

export const pipeline: readonly AnyExtension[] = [...ofSystem, ...ofThisChain, checkMetadataHash];
const extras = (list: readonly AnyExtension[]): Codec<unknown> => tuple(...list.map((one) => one.extra));
/** The extra data of an extrinsic as one type: three nested tuples. */
export const TxExtension = tuple(extras(ofSystem), extras(ofThisChain), checkMetadataHash.extra);
