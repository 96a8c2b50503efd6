// Flags of the reference's node that change nothing here. Clients and scripts pass them, so they are taken quietly; others
// that nobody knows are taken with a warning.

/** With a value. */
export const IGNORED_WITH_VALUE: readonly string[] = [
  "--name", "--port", "--node-key", "--node-key-type", "--node-key-file", "--listen-addr", "--public-addr", "--prometheus-port", "--database", "--db-cache",
  "--trie-cache-size", "--sync", "--state-pruning", "--blocks-pruning", "--pruning", "--keystore-path", "--keystore-uri", "--password", "--password-filename",
  "--execution", "--wasm-execution", "--wasm-runtime-overrides", "--wasmtime-instantiation-strategy", "--max-runtime-instances", "--runtime-cache-size",
  "--in-peers", "--out-peers", "--in-peers-light", "--max-parallel-downloads", "--telemetry-url", "--tracing-targets", "--tracing-receiver", "--network-backend",
  "--kademlia-replication-factor", "--offchain-worker", "--enable-offchain-indexing", "--initial-consensus", "--history-backfill", "--pool-type",
  "--tx-ban-seconds", "--rpc-message-buffer-capacity-per-connection", "--rpc-rate-limit-whitelisted-ips", "--ethapi", "--max-past-logs", "--fee-history-limit",
  "--eth-log-block-cache", "--eth-statuses-cache", "--target-gas-price", "--frontier-backend-type", "--experimental-rpc-endpoint", "--ipc-path",
];
/** With any number of values. */
export const IGNORED_WITH_VALUES: readonly string[] = ["--bootnodes", "--reserved-nodes", "--log"];
/** Without a value. */
export const IGNORED: readonly string[] = [
  "--alice", "--bob", "--charlie", "--dave", "--eve", "--ferdie", "--one", "--two", "--three", "--validator", "--force-authoring", "--no-prometheus",
  "--prometheus-external", "--no-telemetry", "--reserved-only", "--no-mdns", "--discover-local", "--allow-private-ip", "--allow-private-ipv4", "--no-private-ip", "--no-private-ipv4",
  "--unsafe-force-node-key-generation", "--insecure-validator-i-know-what-i-do", "--disable-log-color", "--detailed-log-output", "--enable-log-reloading",
  "--no-hardware-benchmarks", "--rpc-rate-limit-trust-proxy-headers", "--rpc-disable-batch-requests", "--storage-chain", "--ipfs-server",
  "--kademlia-disjoint-query-paths", "--password-interactive", "--disable-default-bootnode", "--enable-dev-signer", "--no-beefy", "--profile-node",
];

/** Says of each flag that a parser does not know: its name, once. */
export function unknownFlags(operands: readonly string[]): string[] {
  return [...new Set(operands.filter((one) => one.startsWith("-") && one !== "-" && one !== "--").map((one) => one.split("=")[0]!))];
}
