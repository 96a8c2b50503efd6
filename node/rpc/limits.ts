// What one client may ask of the node. The names in brackets are the command line flags.

export interface Limits {
  /** Bytes of a request or batch (--rpc-max-request-size, in MiB). */
  readonly requestBytes: number;
  /** Bytes of an answer (--rpc-max-response-size, in MiB). */
  readonly responseBytes: number;
  /** WebSocket connections at a time, over all ports (--rpc-max-connections). */
  readonly connections: number;
  /** Subscriptions of one connection (--rpc-max-subscriptions-per-connection). */
  readonly subscriptions: number;
  /** Requests of one batch (--rpc-max-batch-request-len). */
  readonly batch: number;
  /** Requests of one connection that wait for their answers; reading pauses beyond. */
  readonly inFlight: number;
  /** Bytes not yet taken by a client: beyond the first figure no more of its requests are read, beyond the second it is cut off. */
  readonly pauseBytes: number;
  readonly cutBytes: number;
  /** Requests of one connection per minute (--rpc-rate-limit); unlimited when absent. */
  readonly perMinute: number | undefined;
}
const MIB = 1024 * 1024;
export const LIMITS: Limits = {
  requestBytes: 15 * MIB,
  responseBytes: 15 * MIB,
  connections: 100,
  subscriptions: 1024,
  batch: 4096,
  inFlight: 256,
  pauseBytes: 4 * MIB,
  cutBytes: 64 * MIB,
  perMinute: undefined,
};
/** A ping goes out so often: clients give up a silent connection after 40 s. */
export const PING_MILLISECONDS = 20_000;
/** A connection that answered none of so many pings in a row is gone. */
export const MISSED_PINGS = 3;
