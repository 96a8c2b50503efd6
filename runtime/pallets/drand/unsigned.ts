// Which unsigned transactions may bring pulses or a configuration: one pulse each, signed by anybody's key, newer than what
// is stored. Mirrors pallets/drand/src/lib.rs (validate_unsigned and what it calls).

import type { Call } from "../../frame/call.ts";
import type { FrameContext } from "../../frame/context.ts";
import { invalid, VALID, type ValidTransaction } from "../../frame/validity.ts";
import { utf8ToBytes } from "../../primitives/bytes.ts";
import { verifySr25519 } from "../../primitives/crypto/sr25519.ts";
import { blake2b256 } from "../../primitives/hash/index.ts";
import { u64 as u64Int } from "../../primitives/ints.ts";
import type { MultiSignature } from "../../primitives/multi_signature.ts";
import { MultiSigner } from "../../primitives/multi_signer.ts";
import { bytes, type Codec, fixedBytes, str, tuple, u32, u64, type ValueOf } from "../../primitives/scale/index.ts";
import { BeaconConfigurationPayload, PulsesPayload } from "./beacon.ts";
import { drand } from "./contract.ts";

const { LastStoredRound, NextUnsignedAt } = drand.read;

const Tag = tuple(str, fixedBytes(32));
const RoundTag = tuple(fixedBytes(5), u64);
const SignerTag = tuple(u32, bytes);
const tagged = (hashed: Uint8Array): Uint8Array => Tag.encode(["DrandOffchainWorker", blake2b256(hashed)]);

interface Signed {
  readonly block_number: number;
  readonly public: MultiSigner;
}
/** Sr25519 is the only kind of key that offchain workers of this pallet have. */
function ensureSignedBy<P extends Signed>(codec: Codec<P>, payload: P, signature: MultiSignature | undefined): void {
  if (signature === undefined) invalid("BadSigner");
  const { public: signer } = payload;
  const good =
    signer.type === "Sr25519" &&
    signature.type === "Sr25519" &&
    verifySr25519(signature.value, codec.encode(payload), signer.value);
  if (!good) invalid("BadProof");
}
function judgePulse(ctx: FrameContext, { pulses }: ValueOf<typeof PulsesPayload>): ValidTransaction {
  const [pulse, second] = pulses;
  if (pulse === undefined || second !== undefined) invalid("Call");
  if (NextUnsignedAt.get(ctx) > ctx.block.number) invalid("Stale");
  const { round } = pulse;
  if (round <= LastStoredRound.get(ctx)) invalid("Stale");
  // Lower rounds first.
  const priority = u64Int.saturatingAdd(drand.constants.UnsignedPriority.get(ctx), u64Int.MAX - round);
  const tag = tagged(RoundTag.encode([utf8ToBytes("drand"), round]));
  return { ...VALID, priority, provides: [tag], longevity: 3n, propagate: false };
}
function judgeConfiguration(ctx: FrameContext, { block_number, public: signer }: Signed): ValidTransaction {
  const next = NextUnsignedAt.get(ctx);
  if (next > block_number) invalid("Stale");
  const tag = tagged(SignerTag.encode([next, MultiSigner.encode(signer)]));
  return { ...VALID, priority: drand.constants.UnsignedPriority.get(ctx), provides: [tag], longevity: 1n };
}

type Args<N extends "write_pulse" | "set_beacon_config"> = ValueOf<(typeof drand)["spec"]["calls"][N]["codec"]>;
/** A configuration is let in though its call, which is root's, will refuse. */
export function validateUnsigned(ctx: FrameContext, { name, args }: Call): ValidTransaction {
  if (name === "write_pulse") {
    const { pulses_payload, signature } = args as Args<"write_pulse">;
    ensureSignedBy(PulsesPayload, pulses_payload, signature);
    if (ctx.block.number < pulses_payload.block_number) invalid("Future");
    return judgePulse(ctx, pulses_payload);
  }
  if (name === "set_beacon_config") {
    const { config_payload, signature } = args as Args<"set_beacon_config">;
    ensureSignedBy(BeaconConfigurationPayload, config_payload, signature);
    if (ctx.block.number < config_payload.block_number) invalid("Future");
    return judgeConfiguration(ctx, config_payload);
  }
  return invalid("Call");
}
