// Telling where a neuron serves: axon, with or without a TLS key, and metrics. Mirrors
// pallets/subtensor/src/subnets/serving.rs and lib.rs (NeuronCertificate::try_from).

import { ensure } from "../../../frame/refusal.ts";
import type { Handles } from "../../../frame/section.ts";
import type { AccountId, NetUid } from "../../../primitives/ids.ts";
import { U32_MAX, U128_MAX, u64 } from "../../../primitives/ints.ts";
import { type Ctx, currentBlock } from "../context.ts";
import { parameters } from "../parameters/contract.ts";
import { registration } from "../registration/contract.ts";
import { isHotkeyRegisteredOnNetwork } from "../registration/uids.ts";
import type { AxonInfo } from "./axon_info.ts";
import { serving } from "./contract.ts";
import type { NeuronCertificate } from "./neuron_certificate.ts";
import type { PrometheusInfo } from "./prometheus_info.ts";

const { Axons, NeuronCertificates, Prometheus } = serving.storage;
const { errors, events } = serving;

const NO_AXON: AxonInfo = {
  block: 0n,
  version: 0,
  ip: 0n,
  port: 0,
  ip_type: 0,
  protocol: 0,
  placeholder1: 0,
  placeholder2: 0,
};
const NO_PROMETHEUS: PrometheusInfo = { block: 0n, version: 0, ip: 0n, port: 0, ip_type: 0 };
const LOCALHOST = 0x7f00_0001n;

export const axonInfo = (ctx: Ctx, netuid: NetUid, hotkey: AccountId): AxonInfo =>
  Axons.get(ctx, netuid, hotkey) ?? NO_AXON;
export const prometheusInfo = (ctx: Ctx, netuid: NetUid, hotkey: AccountId): PrometheusInfo =>
  Prometheus.get(ctx, netuid, hotkey) ?? NO_PROMETHEUS;

export const isValidIpType = (ipType: number): boolean => ipType === 4 || ipType === 6;
export function isValidIpAddress(ipType: number, address: bigint, allowZero: boolean): boolean {
  if (!allowZero && address === 0n) return false;
  if (ipType === 4) return address < BigInt(U32_MAX) && address !== LOCALHOST;
  return ipType !== 6 || (address !== U128_MAX && address !== 1n);
}
/** The first byte names the algorithm, the rest is the key; undefined where nothing is told or the key is too long. */
export const certificateOf = (bytes: Uint8Array): NeuronCertificate | undefined =>
  bytes.length > 0 && bytes.length <= 65 ? { algorithm: bytes[0]!, public_key: bytes.slice(1) } : undefined;

/** Whether enough blocks have passed; a first time is always in time. */
function passesRateLimit(ctx: Ctx, netuid: NetUid, last: bigint): boolean {
  const limit = parameters.read.ServingRateLimit.get(ctx, netuid);
  return limit === 0n || last === 0n || u64.saturatingSub(currentBlock(ctx), last) >= limit;
}
export const axonPassesRateLimit = (ctx: Ctx, netuid: NetUid, previous: AxonInfo): boolean =>
  passesRateLimit(ctx, netuid, previous.block);
export const prometheusPassesRateLimit = (ctx: Ctx, netuid: NetUid, previous: PrometheusInfo): boolean =>
  passesRateLimit(ctx, netuid, previous.block);

export type ServedAxon = Omit<AxonInfo, "block">;
export type ServedPrometheus = Omit<PrometheusInfo, "block">;

/** Refuses with the first reason against serving an axon so; the guards of the transaction pool ask this too. */
export function validateServeAxon(
  ctx: Ctx,
  netuid: NetUid,
  hotkey: AccountId,
  { ip, port, ip_type }: ServedAxon,
): void {
  ensure(isHotkeyRegisteredOnNetwork(ctx, netuid, hotkey), registration.errors.HotKeyNotRegisteredInNetwork);
  ensure(isValidIpType(ip_type), errors.InvalidIpType);
  // A zero address may be told of an axon, not of metrics.
  ensure(isValidIpAddress(ip_type, ip, true), errors.InvalidIpAddress);
  ensure(axonPassesRateLimit(ctx, netuid, axonInfo(ctx, netuid, hotkey)), errors.ServingRateLimitExceeded);
  ensure(port !== 0, errors.InvalidPort);
}
/** As `validateServeAxon`, for metrics; gives what would be stored. */
export function validateServePrometheus(
  ctx: Ctx,
  netuid: NetUid,
  hotkey: AccountId,
  told: ServedPrometheus,
): PrometheusInfo {
  ensure(isValidIpType(told.ip_type), errors.InvalidIpType);
  ensure(isValidIpAddress(told.ip_type, told.ip, false), errors.InvalidIpAddress);
  ensure(isHotkeyRegisteredOnNetwork(ctx, netuid, hotkey), registration.errors.HotKeyNotRegisteredInNetwork);
  ensure(prometheusPassesRateLimit(ctx, netuid, prometheusInfo(ctx, netuid, hotkey)), errors.ServingRateLimitExceeded);
  ensure(told.port !== 0, errors.InvalidPort);
  return { ...told, block: currentBlock(ctx) };
}

function serve(
  ctx: Ctx,
  netuid: NetUid,
  hotkey: AccountId,
  told: ServedAxon,
  certificate: NeuronCertificate | undefined,
): void {
  validateServeAxon(ctx, netuid, hotkey, told);
  if (certificate !== undefined) NeuronCertificates.set(ctx, netuid, hotkey, certificate);
  Axons.set(ctx, netuid, hotkey, { ...told, block: currentBlock(ctx) });
  ctx.emit(events.AxonServed(netuid, hotkey));
}
export const serveAxon: Handles<typeof serving, "serve_axon", Ctx> = (ctx, hotkey, { netuid, ...told }) =>
  serve(ctx, netuid, hotkey, told, undefined);
export const serveAxonTls: Handles<typeof serving, "serve_axon_tls", Ctx> = (
  ctx,
  hotkey,
  { netuid, certificate, ...told },
) => serve(ctx, netuid, hotkey, told, certificateOf(certificate));
export const servePrometheus: Handles<typeof serving, "serve_prometheus", Ctx> = (ctx, hotkey, { netuid, ...told }) => {
  Prometheus.set(ctx, netuid, hotkey, validateServePrometheus(ctx, netuid, hotkey, told));
  ctx.emit(events.PrometheusServed(netuid, hotkey));
};
