// The three kinds of failure. A refusal is part of the protocol and ends as ExtrinsicFailed; an invalid transaction never
// enters a block; a defect is our own mistake and is never caught inside the runtime.

import { arm, enumeration, fixedBytes, struct, u8, type ValueOf, variant } from "../primitives/scale/index.ts";
import type { PostInfo } from "./weight.ts";

export const ModuleError = struct("sp_runtime::ModuleError", { index: u8, error: fixedBytes(4) });
export const TokenError = enumeration("sp_runtime::TokenError", [
  "FundsUnavailable",
  "OnlyProvider",
  "BelowMinimum",
  "CannotCreate",
  "UnknownAsset",
  "Frozen",
  "Unsupported",
  "CannotCreateHold",
  "NotExpendable",
  "Blocked",
]);
export const ArithmeticError = enumeration("sp_arithmetic::ArithmeticError", [
  "Underflow",
  "Overflow",
  "DivisionByZero",
]);
export const TransactionalError = enumeration("sp_runtime::TransactionalError", ["LimitReached", "NoLayer"]);
export const TrieError = enumeration("sp_runtime::proving_trie::TrieError", [
  "InvalidStateRoot",
  "IncompleteDatabase",
  "ValueAtIncompleteKey",
  "DecoderError",
  "InvalidHash",
  "DuplicateKey",
  "ExtraneousNode",
  "ExtraneousValue",
  "ExtraneousHashReference",
  "InvalidChildReference",
  "ValueMismatch",
  "IncompleteProof",
  "RootMismatch",
  "DecodeError",
]);
export const DispatchError = variant("sp_runtime::DispatchError", {
  Other: arm(0),
  CannotLookup: arm(1),
  BadOrigin: arm(2),
  Module: arm(3, ModuleError),
  ConsumerRemaining: arm(4),
  NoProviders: arm(5),
  TooManyConsumers: arm(6),
  Token: arm(7, TokenError),
  Arithmetic: arm(8, ArithmeticError),
  Transactional: arm(9, TransactionalError),
  Exhausted: arm(10),
  Corruption: arm(11),
  Unavailable: arm(12),
  RootNotAllowed: arm(13),
  Trie: arm(14, TrieError),
});
export type DispatchError = ValueOf<typeof DispatchError>;

/** An error that a pallet declared. */
export interface PalletError {
  readonly pallet: string;
  readonly palletIndex: number;
  readonly name: string;
  readonly index: number;
}

/** Thrown to refuse a call: the layer is rolled back and the error is what the caller is told. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly error: DispatchError;
  /** The pallet's own error, when it is one. */
  readonly palletError: PalletError | undefined;
  /** Weight and fee after the fact, where the reference returns them with the error. */
  readonly post: PostInfo | undefined;
  constructor(error: DispatchError | PalletError, post?: PostInfo) {
    const declared = "palletIndex" in error;
    super(
      declared
        ? `${error.pallet}.${error.name}`
        : error.type === "Module"
          ? `Module ${error.value.index}.${error.value.error[0]}`
          : error.value === undefined
            ? error.type
            : `${error.type}.${String(error.value)}`,
    );
    this.error = declared
      ? { type: "Module", value: { index: error.palletIndex, error: Uint8Array.of(error.index, 0, 0, 0) } }
      : error;
    this.palletError = declared ? error : undefined;
    this.post = post;
  }
}

/** Refuses unless the condition holds. */
export function ensure(condition: unknown, error: PalletError | DispatchError): asserts condition {
  if (!condition) throw new Refusal(error);
}
/** Refuses. */
export function refuse(error: PalletError | DispatchError, post?: PostInfo): never {
  throw new Refusal(error, post);
}

/** A mistake of ours: the block is abandoned. Never caught in the runtime. */
export class Defect extends Error {
  override readonly name = "Defect";
}
export function assert(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Defect(what);
}

/** The refusal of `work`, whose writes stay; undefined when it went through. The reference does this in hooks. */
export function attempt(work: () => void): Refusal | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
