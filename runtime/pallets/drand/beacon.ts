// The randomness beacon: its configuration and its pulses. Mirrors pallets/drand/src/types.rs.

import { hexToBytes } from "../../primitives/bytes.ts";
import { MultiSigner } from "../../primitives/multi_signer.ts";
import { boundedBytes, bytesOf, renamed, struct, u32, u64, type ValueOf, vec } from "../../primitives/scale/index.ts";

const OpaquePublicKey = renamed("OpaquePublicKey", boundedBytes(96));
const BoundedHash = renamed("BoundedHash", boundedBytes(32));

const Metadata = struct("pallet_drand::types::Metadata", { beacon_id: BoundedHash });
export const BeaconConfiguration = struct("pallet_drand::types::BeaconConfiguration", {
  public_key: OpaquePublicKey,
  period: u32,
  genesis_time: u32,
  hash: BoundedHash,
  group_hash: BoundedHash,
  scheme_id: BoundedHash,
  metadata: Metadata,
});
export type BeaconConfiguration = ValueOf<typeof BeaconConfiguration>;

export const Pulse = struct("pallet_drand::types::Pulse", {
  round: u64,
  randomness: boundedBytes(32),
  signature: boundedBytes(144),
});
export type Pulse = ValueOf<typeof Pulse>;

const parameters = { Public: MultiSigner, BlockNumber: u32 };
export const PulsesPayload = struct(
  "pallet_drand::types::PulsesPayload",
  { block_number: u32, pulses: vec(Pulse), public: MultiSigner },
  parameters,
);
export const BeaconConfigurationPayload = struct(
  "pallet_drand::types::BeaconConfigurationPayload",
  { block_number: u32, config: BeaconConfiguration, public: MultiSigner },
  parameters,
);

/** Drand's public beacon with a pulse every three seconds. */
export const QUICKNET: BeaconConfiguration = {
  public_key: hexToBytes(
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451" +
      "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
  ),
  period: 3,
  genesis_time: 1_692_803_367,
  hash: hexToBytes("52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"),
  group_hash: hexToBytes("f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e"),
  scheme_id: bytesOf("bls-unchained-g1-rfc9380"),
  metadata: { beacon_id: bytesOf("quicknet") },
};
