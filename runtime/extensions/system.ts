// The extensions that frame_system defines, and the two that the runtime redefines: who signs, which chain and version was
// signed for, how long a transaction lives, in which order an account's transactions come, and how much fits into a block.
// Mirrors frame_system::extensions, runtime/src/check_mortality.rs and runtime/src/check_nonce.rs.

import type { Context } from "../context.ts";
import type { Extension, Transaction } from "../frame/extension.ts";
import { invalid, VALID } from "../frame/validity.ts";
import type { DispatchClass } from "../frame/weight.ts";
import { reclaimWeight } from "../pallets/system/block.ts";
import { BLOCK_LENGTH, BLOCK_WEIGHTS, ofClass, totalWeight, withClass } from "../pallets/system/block_limits.ts";
import { system } from "../pallets/system/contract.ts";
import { extensionWeights } from "../pallets/system/weights.ts";
import { AccountId, H256, ZERO_ACCOUNT } from "../primitives/ids.ts";
import { type Codec, compact, renamed, tuple, u32, unit, wrapper } from "../primitives/scale/index.ts";
import { addWeight, anyGreaterThan, weight } from "../primitives/weight.ts";
import { birth, death, type Era, EraCodec } from "./era.ts";

type Ctx = Context<"accounts">;
const U64_MAX = (1n << 64n) - 1n;

/** An extension that sends nothing: metadata shows an empty struct under its path. */
export const nothing = (path: string): Codec<null> =>
  renamed(path.split("::").at(-1)!, unit, { kind: "composite", path: path.split("::"), params: {}, fields: [] });
const inSystem = (module: string, name: string) => `frame_system::extensions::${module}::${name}`;

export const checkNonZeroSender: Extension<null, null, void, Ctx> = {
  identifier: "CheckNonZeroSender",
  extra: nothing(inSystem("check_non_zero_sender", "CheckNonZeroSender")),
  implicit: unit,
  additional: () => null,
  weight: () => extensionWeights.check_non_zero_sender,
  validate(_ctx, origin) {
    if (origin.caller.type === "Signed" && origin.caller.who === ZERO_ACCOUNT) invalid("BadSigner");
  },
};
export const checkSpecVersion: Extension<null, number, void, Ctx> = {
  identifier: "CheckSpecVersion",
  extra: nothing(inSystem("check_spec_version", "CheckSpecVersion")),
  implicit: u32,
  additional: (ctx) => system.constants.Version.get(ctx).spec_version,
  weight: () => extensionWeights.check_spec_version,
};
export const checkTxVersion: Extension<null, number, void, Ctx> = {
  identifier: "CheckTxVersion",
  extra: nothing(inSystem("check_tx_version", "CheckTxVersion")),
  implicit: u32,
  additional: (ctx) => system.constants.Version.get(ctx).transaction_version,
  weight: () => extensionWeights.check_tx_version,
};
export const checkGenesis: Extension<null, H256, void, Ctx> = {
  identifier: "CheckGenesis",
  extra: nothing(inSystem("check_genesis", "CheckGenesis")),
  implicit: H256,
  additional: (ctx) => system.read.BlockHash.get(ctx, 0),
  weight: () => extensionWeights.check_genesis,
};

/** A shielded transaction may live so many blocks. */
const MAX_SHIELD_PERIOD = 8;
export const checkMortality: Extension<Era, H256, void, Ctx> = {
  identifier: "CheckMortality",
  extra: wrapper("node_subtensor_runtime::check_mortality::CheckMortality", EraCodec, { T: undefined }),
  implicit: H256,
  additional(ctx, era) {
    const born = birth(era, ctx.block.number);
    return system.read.BlockHash.has(ctx, born) ? system.read.BlockHash.get(ctx, born) : invalid("AncientBirthBlock");
  },
  weight: (_call, era) =>
    era.type === "Immortal"
      ? extensionWeights.check_mortality_immortal_transaction
      : extensionWeights.check_mortality_mortal_transaction,
  validate(ctx, _origin, era, { call }) {
    if (
      call.pallet === "MevShield" &&
      call.name === "submit_encrypted" &&
      (era.type === "Immortal" || era.period > MAX_SHIELD_PERIOD)
    )
      invalid("Stale");
    const now = ctx.block.number;
    const dies = death(era, now);
    return {
      valid: { ...VALID, longevity: dies === undefined ? U64_MAX - BigInt(now) : BigInt(Math.max(dies - now, 0)) },
    };
  },
};

const nonceTag = tuple(AccountId, u32);
export const checkNonce: Extension<number, null, void, Ctx> = {
  identifier: "CheckNonce",
  extra: wrapper("node_subtensor_runtime::check_nonce::CheckNonce", compact(u32), { T: undefined }),
  implicit: unit,
  additional: () => null,
  validate(ctx, origin, nonce, { info }) {
    if (origin.caller.type !== "Signed") return;
    const { who } = origin.caller;
    const account = system.read.Account.get(ctx, who);
    if (info.pays === "Yes" && account.providers === 0 && account.sufficients === 0) invalid("Payment");
    if (nonce < account.nonce) invalid("Stale");
    return {
      valid: {
        ...VALID,
        provides: [nonceTag.encode([who, nonce])],
        requires: account.nonce < nonce ? [nonceTag.encode([who, nonce - 1])] : [],
      },
    };
  },
  prepare(ctx, origin, nonce) {
    if (origin.caller.type !== "Signed") return;
    if (nonce > ctx.ports.accounts.nonce(ctx, origin.caller.who)) invalid("Future");
    ctx.ports.accounts.incrementNonce(ctx, origin.caller.who);
  },
};

function ensureFits(ctx: Ctx, { info, length }: Transaction): number {
  const next = (system.read.AllExtrinsicsLen.get(ctx) ?? 0) + length;
  if (next > ofClass(BLOCK_LENGTH.max, info.class)) invalid("ExhaustsResources");
  const { max_extrinsic } = ofClass(BLOCK_WEIGHTS.per_class, info.class);
  if (max_extrinsic !== undefined && anyGreaterThan(info.weight, max_extrinsic)) invalid("ExhaustsResources");
  return next;
}
const overflows = (a: bigint, b: bigint): boolean => a + b > U64_MAX;
function account(ctx: Ctx, tx: Transaction): void {
  const next = ensureFits(ctx, tx);
  const { info, length } = tx;
  const limits = ofClass(BLOCK_WEIGHTS.per_class, info.class);
  const added = addWeight(info.weight, limits.base_extrinsic, weight(0n, BigInt(length)));
  const before = system.read.BlockWeight.get(ctx);
  const used = ofClass(before, info.class);
  const limited = limits.max_total !== undefined || limits.reserved !== undefined;
  if (limited && (overflows(used.refTime, added.refTime) || overflows(used.proofSize, added.proofSize)))
    invalid("ExhaustsResources");
  const after = withClass(before, info.class as DispatchClass, (w) => addWeight(w, added));
  const ofThis = ofClass(after, info.class);
  if (limits.max_total !== undefined && anyGreaterThan(ofThis, limits.max_total)) invalid("ExhaustsResources");
  if (
    anyGreaterThan(totalWeight(after), BLOCK_WEIGHTS.max_block) &&
    limits.reserved !== undefined &&
    anyGreaterThan(ofThis, limits.reserved)
  )
    invalid("ExhaustsResources");
  system.storage.AllExtrinsicsLen.set(ctx, next);
  system.storage.BlockWeight.set(ctx, after);
}
export const checkWeight: Extension<null, null, void, Ctx> = {
  identifier: "CheckWeight",
  extra: nothing(inSystem("check_weight", "CheckWeight")),
  implicit: unit,
  additional: () => null,
  weight: () => extensionWeights.check_weight,
  validate: (ctx, _origin, _extra, tx) => void ensureFits(ctx, tx),
  prepare: (ctx, _origin, _extra, tx) => account(ctx, tx),
  settle: (ctx, _prepared, { info }, post) => reclaimWeight(ctx, info, post),
  validateBare: (ctx, tx) => void ensureFits(ctx, tx),
  prepareBare: (ctx, tx) => account(ctx, tx),
  settleBare: (ctx, { info }, post) => reclaimWeight(ctx, info, post),
};
