// Timelocked weights whose time has come: opened with the pulse of the round that they name, or kept until it is known or
// the epoch has passed. Mirrors pallets/subtensor/src/coinbase/reveal_commits.rs.

import { signedOrigin } from "../../../frame/origin.ts";
import { attempt } from "../../../frame/refusal.ts";
import { openTimelock, signaturePoint } from "../../../primitives/crypto/timelock.ts";
import { AccountId, type MechId, mechId, type NetUid } from "../../../primitives/ids.ts";
import { u64 as u64Int } from "../../../primitives/ints.ts";
import { bytes, type Codec, ScaleError, struct, u16, u64, type ValueOf, vec } from "../../../primitives/scale/index.ts";
import type { Ctx } from "../context.ts";
import { mechanisms } from "../mechanisms/contract.ts";
import { mechanismStorageIndex } from "../mechanisms/storage_index.ts";
import { parameters } from "../parameters/contract.ts";
import { currentEpochWithLookahead } from "../tempo/schedule.ts";
import { validatorWeights } from "./contract.ts";
import { setMechanismWeights } from "./set_weights.ts";

const { TimelockedWeightCommits } = validatorWeights.storage;

/** What is sealed: weights and the hotkey that they are of; once without the hotkey. */
const Legacy = { uids: vec(u16), values: vec(u16), version_key: u64 };
const LegacyPayload = struct("LegacyWeightsTlockPayload", Legacy);
const Payload = struct("WeightsTlockPayload", { hotkey: bytes, ...Legacy });
type LegacyPayload = ValueOf<typeof LegacyPayload>;

/** As much of the bytes as the type takes; undefined where they are not of the type. */
function read<T>(codec: Codec<T>, from: Uint8Array): T | undefined {
  try {
    return codec.decodeLenient(from);
  } catch (error) {
    if (error instanceof ScaleError) return undefined;
    throw error;
  }
}
/** The weights, unless they are another hotkey's or make no sense. What has no readable hotkey is read in the older form. */
function payloadOf(plain: Uint8Array, who: AccountId): LegacyPayload | undefined {
  const payload = read(Payload, plain);
  const hotkey = payload === undefined ? undefined : read(AccountId, payload.hotkey);
  if (payload === undefined || hotkey === undefined) return read(LegacyPayload, plain);
  return hotkey === who ? payload : undefined;
}
/** A signature may be stored as the text of its hexadecimal digits would begin. */
const withoutPrefix = (signature: Uint8Array): Uint8Array =>
  signature[0] === 0x30 && signature[1] === 0x78 ? signature.subarray(2) : signature;

type TimelockedCommit = readonly [who: AccountId, block: bigint, ciphertext: Uint8Array, round: bigint];
/** Opens a commit and sets its weights; what cannot be opened or set is lost. */
function reveal(
  ctx: Ctx,
  netuid: NetUid,
  mechanism: MechId,
  [who, , ciphertext]: TimelockedCommit,
  signature: Uint8Array,
): void {
  const point = signaturePoint(withoutPrefix(signature));
  const plain = point === undefined ? undefined : openTimelock(ciphertext, point);
  const payload = plain === undefined ? undefined : payloadOf(plain, who);
  if (payload === undefined) return;
  attempt(() => {
    setMechanismWeights(ctx, signedOrigin(who), netuid, mechanism, payload, payload.version_key);
    ctx.emit(validatorWeights.events.TimelockedWeightsRevealed(mechanismStorageIndex(netuid, mechanism), who));
  });
}

/** Forgets what is too old, and reveals what was committed a reveal period ago. */
export function revealCrv3CommitsForSubnet(ctx: Ctx, netuid: NetUid): void {
  const period = parameters.read.RevealPeriodEpochs.get(ctx, netuid);
  const current = currentEpochWithLookahead(ctx, netuid);
  const due = u64Int.saturatingSub(current, period);
  for (
    let number = 0, count: number = mechanisms.read.MechanismCountCurrent.get(ctx, netuid);
    number < count;
    number++
  ) {
    const mechanism = mechId(number);
    const index = mechanismStorageIndex(netuid, mechanism);
    for (const [, epoch] of [...TimelockedWeightCommits.keysOf(ctx, index)])
      if (epoch < due) TimelockedWeightCommits.delete(ctx, index, epoch);
    if (current < period) return;
    const commits = TimelockedWeightCommits.take(ctx, index, due);
    const waiting = commits.filter((commit) => {
      const signature = ctx.ports.beacon.signature(ctx, commit[3]);
      if (signature !== undefined) reveal(ctx, netuid, mechanism, commit, signature);
      return signature === undefined;
    });
    if (waiting.length > 0) TimelockedWeightCommits.set(ctx, index, due, waiting);
  }
}
