// Pool errors as clients know them: code, message, and a text. Mirrors sc-rpc-api, author/error.rs, and sp_runtime's texts.

import type { InvalidTransaction, UnknownTransaction } from "../../runtime/frame/validity.ts";
import { PoolFailure, type PoolProblem } from "../pool/failure.ts";
import { RpcFailure } from "./failure.ts";

const INVALID: Readonly<Record<Exclude<InvalidTransaction["type"], "Custom">, string>> = {
  Call: "Transaction call is not expected",
  Payment: "Inability to pay some fees (e.g. account balance too low)",
  Future: "Transaction will be valid in the future",
  Stale: "Transaction is outdated",
  BadProof: "Transaction has a bad signature",
  AncientBirthBlock: "Transaction has an ancient birth block",
  ExhaustsResources: "Transaction would exhaust the block limits",
  BadMandatory: "A call was labelled as mandatory, but resulted in an Error.",
  MandatoryValidation: "Transaction dispatch is mandatory; transactions must not be validated.",
  BadSigner: "Invalid signing address",
  IndeterminateImplicit: "The implicit data was unable to be calculated",
  UnknownOrigin: "The transaction extension did not authorize any origin",
};
export const invalidText = (error: InvalidTransaction): string =>
  error.type === "Custom" ? `Custom error: ${error.value}` : INVALID[error.type];
const unknownText = (error: UnknownTransaction): string =>
  error.type === "Custom" ? `Custom(${error.value})` : error.type;

export function poolFailure(problem: PoolProblem): RpcFailure {
  switch (problem.type) {
    case "InvalidTransaction":
      return new RpcFailure(1010, "Invalid Transaction", invalidText(problem.value));
    case "UnknownTransaction":
      return new RpcFailure(1011, "Unknown Transaction Validity", unknownText(problem.value));
    case "TemporarilyBanned":
      return new RpcFailure(1012, "Transaction is temporarily banned");
    case "AlreadyImported":
      return new RpcFailure(1013, "Transaction Already Imported", problem.hash);
    case "TooLowPriority":
      return new RpcFailure(
        1014,
        `Priority is too low: (${problem.old} vs ${problem.new})`,
        "The transaction has too low priority to replace another transaction already in the pool.",
      );
    case "CycleDetected":
      return new RpcFailure(1015, "Cycle Detected");
    case "ImmediatelyDropped":
      return new RpcFailure(
        1016,
        "Immediately Dropped",
        "The transaction couldn't enter the pool because of the limit",
      );
    case "Unactionable":
      return new RpcFailure(
        1018,
        "Unactionable",
        "The transaction is unactionable since it is not propagable and the local node does not author blocks",
      );
    case "NoTagsProvided":
      return new RpcFailure(
        1019,
        "No tags provided",
        "Transaction does not provide any tags, so the pool can't identify it",
      );
    case "BadFormat":
      return new RpcFailure(1001, `Extrinsic has invalid format: ${problem.detail}`);
    case "Verification":
      return new RpcFailure(
        1002,
        `Verification Error: Runtime error: Execution failed: Bad input data provided to validate_transaction: ${problem.detail}`,
        problem.detail,
      );
  }
}
/** Runs what may be refused by the pool. */
export function throughPool<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof PoolFailure) throw poolFailure(error.problem);
    throw error;
  }
}
