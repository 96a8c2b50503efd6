// Where neurons can be reached.
// Mirrors pallets/subtensor/src/lib.rs, macros/events.rs, errors.rs, dispatches.rs.

import { blake, identity } from "../../../frame/hasher.ts";
import { signed } from "../../../frame/origin.ts";
import { call, error, event, section } from "../../../frame/section.ts";
import { map } from "../../../frame/storage.ts";
import { AccountId, NetUid } from "../../../primitives/ids.ts";
import { bytes, u8, u16, u32, u128 } from "../../../primitives/scale/index.ts";
import { weights } from "../call_weights.ts";
import { SubtensorModule } from "../pallet.ts";
import { AxonInfo } from "./axon_info.ts";
import { NeuronCertificate } from "./neuron_certificate.ts";
import { PrometheusInfo } from "./prometheus_info.ts";

export const serving = section(SubtensorModule, {
  storage: {
    Axons: map([identity(NetUid), blake(AccountId)], AxonInfo),
    NeuronCertificates: map([identity(NetUid), blake(AccountId)], NeuronCertificate),
    Prometheus: map([identity(NetUid), blake(AccountId)], PrometheusInfo),
  },
  events: {
    AxonServed: event(28, [NetUid, AccountId]),
    PrometheusServed: event(29, [NetUid, AccountId]),
  },
  errors: {
    InvalidIpType: error(1, "The user is trying to serve an axon which is not of type 4 (IPv4) or 6 (IPv6)."),
    InvalidIpAddress: error(2, "An invalid IP address is passed to the serve function."),
    InvalidPort: error(3, "An invalid port is passed to the serve function."),
    ServingRateLimitExceeded: error(
      31,
      "An axon or prometheus serving exceeded the rate limit for a registered neuron.",
    ),
  },
  calls: {
    serve_axon: call(
      4,
      signed,
      {
        netuid: NetUid,
        version: u32,
        ip: u128,
        port: u16,
        ip_type: u8,
        protocol: u8,
        placeholder1: u8,
        placeholder2: u8,
      },
      { weight: weights.serve_axon, pays: "No" },
    ),
    serve_prometheus: call(
      5,
      signed,
      { netuid: NetUid, version: u32, ip: u128, port: u16, ip_type: u8 },
      { weight: weights.serve_prometheus, pays: "No" },
    ),
    serve_axon_tls: call(
      40,
      signed,
      {
        netuid: NetUid,
        version: u32,
        ip: u128,
        port: u16,
        ip_type: u8,
        protocol: u8,
        placeholder1: u8,
        placeholder2: u8,
        certificate: bytes,
      },
      { weight: weights.serve_axon_tls, pays: "No" },
    ),
  },
});
