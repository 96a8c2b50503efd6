// What a person wants to know when the chain has started.

import { type DevAccount, devAccount } from "../../genesis/dev_accounts.ts";
import { system } from "../../runtime/pallets/system/contract.ts";
import { addressOf } from "../../runtime/primitives/ss58.ts";
import type { Sealing } from "../author/author.ts";
import type { Rhythm } from "../author/clock.ts";
import type { Node } from "../node.ts";
import { VERSION } from "./version.ts";

export interface BannerFacts {
  readonly node: Node;
  readonly ports: readonly number[];
  readonly external: boolean;
  readonly allowUnsafe: boolean;
  /** Absent: a folder that goes away at the end. */
  readonly folder: string | undefined;
  readonly sealing: Sealing;
  readonly rhythm: Rhythm;
  readonly finalityLag: number;
}
const SHOWN: readonly DevAccount[] = ["Alice", "Bob", "Charlie", "Dave", "Eve", "Ferdie"];
const TAO = 1_000_000_000n;

const rhythmText = ({ sealing, rhythm }: BannerFacts): string =>
  sealing === "instant"
    ? "instant: a block as soon as a transaction is ready"
    : sealing === "manual"
      ? "manual: engine_createBlock or dev_newBlock makes one"
      : `every ${sealing < 1000 ? `${sealing} ms` : `${sealing / 1000} s`}${rhythm === "slots" ? " (time in the chain goes by slots)" : ""}`;

export function banner(facts: BannerFacts): string[] {
  const { node, ports, external, allowUnsafe, folder, finalityLag } = facts;
  const { blockchain, chain, spec } = node;
  const { version } = chain.runtime;
  const at = { state: blockchain.stateOf(blockchain.head.hash), profile: chain.profile };
  const accounts = SHOWN.flatMap((name) => {
    const who = devAccount(name);
    const { free } = system.read.Account.get(at, who).data;
    return free === 0n
      ? []
      : [`  ${`//${name}`.padEnd(10)} ${addressOf(who)}  ${(free / TAO).toLocaleString("en-US")} TAO`];
  });
  return [
    "",
    `taolab ${VERSION} · ${spec.name} (${spec.id}), runtime ${version.spec_name} ${version.spec_version}${chain.profile.name === "standard" ? "" : ` (${chain.profile.name})`}`,
    "",
    `Endpoints   ${ports.map((port) => `ws://${external ? "0.0.0.0" : "127.0.0.1"}:${port}`).join("  ")}   (HTTP on the same ${ports.length === 1 ? "port" : "ports"})`,
    `Methods     ${allowUnsafe ? "all, dev_* powers included" : "safe ones only (--rpc-methods unsafe unlocks the rest)"}${external ? " · OPEN TO OTHER MACHINES" : ""}`,
    `Blocks      ${rhythmText(facts)}; final ${finalityLag === 0 ? "at once" : `${finalityLag} later`}`,
    `Head        #${blockchain.head.number} ${blockchain.head.hash}`,
    `Genesis     ${blockchain.genesis.hash}`,
    `Data        ${folder ?? "temporary, gone when this stops"}`,
    ...(accounts.length === 0 ? [] : ["", "Accounts (their keys are public knowledge):", ...accounts]),
    "",
    "Stop with Ctrl-C.",
    "",
  ];
}
