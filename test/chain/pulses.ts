// Pulses of drand's quicknet, and the calls that bring them; from pallets/drand/src/tests.rs.

import type { Call } from "../../runtime/frame/call.ts";
import { type Pulse, PulsesPayload } from "../../runtime/pallets/drand/beacon.ts";
import { drand } from "../../runtime/pallets/drand/contract.ts";
import { hexToBytes } from "../../runtime/primitives/bytes.ts";
import { keyOf } from "../rpc/signing.ts";
import { callOf, type MockContext, none } from "./mock.ts";

/** As drand's servers tell it. */
export const ROUND_1000 = {
  round: 1000,
  randomness: "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd",
  signature: "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39",
};
/** Of pallets/commitments/src/mock.rs; the randomness is the hash of the signature. */
export const ROUND_2000 = {
  round: 2000,
  randomness: "e966293dee0664555add6ae4beacf630b65c61eba85af2b63021ab8da20975a9",
  signature: "b6cb8f482a0b15d45936a4c4ea08e98a087e71787caee3f4d07a8a9843b1bc5423c6b3c22f446488b3137eaca799c77e",
};
export const pulseOf = ({ round, randomness, signature }: typeof ROUND_1000): Pulse => ({
  round: BigInt(round),
  randomness: hexToBytes(randomness),
  signature: hexToBytes(signature),
});
const alice = keyOf("//Alice");
export const ALICE = { type: "Sr25519", value: alice.account } as const;
export const byAlice = (message: Uint8Array) => ({ type: "Sr25519", value: alice.sign(message) }) as const;

export const payloadOf = (block_number: number, ...pulses: readonly Pulse[]) => ({
  block_number,
  pulses: [...pulses],
  public: ALICE,
});
/** The call as an offchain worker sends it, signed by Alice unless another signature, or null for none, is given. */
export const writePulseCall = (
  payload: ReturnType<typeof payloadOf>,
  signature: unknown = byAlice(PulsesPayload.encode(payload)),
): Call => callOf("Drand", "write_pulse", { pulses_payload: payload, signature: signature ?? undefined });
/** Brings a pulse as the dispatch of an unsigned transaction does. */
export const writePulse = (ctx: MockContext, ...pulses: readonly Pulse[]) =>
  ctx.dispatch(none, writePulseCall(payloadOf(ctx.block.number, ...pulses), null));
export const storedPulse = (ctx: MockContext, round: bigint): Pulse | undefined => drand.read.Pulses.get(ctx, round);
