// Whether a transaction may enter the pool or a block, and with what priority. Mirrors sp_runtime::transaction_validity.

import {
  arm,
  bool,
  bytes,
  enumeration,
  result,
  struct,
  u8,
  u64,
  type ValueOf,
  variant,
  vec,
} from "../primitives/scale/index.ts";

export const InvalidTransaction = variant("sp_runtime::transaction_validity::InvalidTransaction", {
  Call: arm(0),
  Payment: arm(1),
  Future: arm(2),
  Stale: arm(3),
  BadProof: arm(4),
  AncientBirthBlock: arm(5),
  ExhaustsResources: arm(6),
  Custom: arm(7, u8),
  BadMandatory: arm(8),
  MandatoryValidation: arm(9),
  BadSigner: arm(10),
  IndeterminateImplicit: arm(11),
  UnknownOrigin: arm(12),
});
export type InvalidTransaction = ValueOf<typeof InvalidTransaction>;
export const UnknownTransaction = variant("sp_runtime::transaction_validity::UnknownTransaction", {
  CannotLookup: arm(0),
  NoUnsignedValidator: arm(1),
  Custom: arm(2, u8),
});
export type UnknownTransaction = ValueOf<typeof UnknownTransaction>;
export const TransactionValidityError = variant("sp_runtime::transaction_validity::TransactionValidityError", {
  Invalid: arm(0, InvalidTransaction),
  Unknown: arm(1, UnknownTransaction),
});
export type TransactionValidityError = ValueOf<typeof TransactionValidityError>;
export const ValidTransactionCodec = struct("sp_runtime::transaction_validity::ValidTransaction", {
  priority: u64,
  requires: vec(bytes),
  provides: vec(bytes),
  longevity: u64,
  propagate: bool,
});
/** Tags are opaque bytes; longevity counts blocks; priority saturates at 64 bits when combined. */
export type ValidTransaction = ValueOf<typeof ValidTransactionCodec>;
export const TransactionValidity = result(ValidTransactionCodec, TransactionValidityError);
export const TransactionSource = enumeration("sp_runtime::transaction_validity::TransactionSource", [
  "InBlock",
  "Local",
  "External",
]);
export type TransactionSource = ValueOf<typeof TransactionSource>;

const U64_MAX = (1n << 64n) - 1n;
export const VALID: ValidTransaction = {
  priority: 0n,
  requires: [],
  provides: [],
  longevity: U64_MAX,
  propagate: true,
};
/** The verdicts of two checks in one. */
export const combined = (a: ValidTransaction, b: ValidTransaction): ValidTransaction => ({
  priority: a.priority + b.priority > U64_MAX ? U64_MAX : a.priority + b.priority,
  requires: [...a.requires, ...b.requires],
  provides: [...a.provides, ...b.provides],
  longevity: a.longevity < b.longevity ? a.longevity : b.longevity,
  propagate: a.propagate && b.propagate,
});

/** Thrown where a transaction may not enter a block. */
export class Invalidity extends Error {
  override readonly name = "Invalidity";
  readonly error: TransactionValidityError;
  constructor(error: TransactionValidityError) {
    super(`${error.type}.${error.value.type}${error.value.value === undefined ? "" : ` ${error.value.value}`}`);
    this.error = error;
  }
}
export function invalid(type: Exclude<InvalidTransaction["type"], "Custom">): never {
  throw new Invalidity({ type: "Invalid", value: { type } });
}
export function invalidCustom(code: number): never {
  throw new Invalidity({ type: "Invalid", value: { type: "Custom", value: code } });
}
export function unknown(type: Exclude<UnknownTransaction["type"], "Custom">): never {
  throw new Invalidity({ type: "Unknown", value: { type } });
}
