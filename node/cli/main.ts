// The command line. Without a command, flags start a devnet, as the reference's node starts.

import { Command, Option } from "commander";
import { PlainFailure } from "../plain_failure.ts";
import type { DataFlags } from "./data.ts";
import type { DevnetFlags } from "./devnet.ts";
import type { ExplainFlags } from "./explain.ts";
import { IGNORED, IGNORED_WITH_VALUE, IGNORED_WITH_VALUES, unknownFlags } from "./flags.ts";
import type { SpecFlags } from "./specs.ts";
import { VERSION } from "./version.ts";

const program = new Command("taolab")
  .description("An emulator of Bittensor's chain: a devnet that real clients talk to.")
  .version(VERSION, "-V, --version")
  .helpCommand(true)
  .enablePositionalOptions();

const chainFlags = (command: Command): Command =>
  command
    .option("--chain <CHAIN>", "local, dev, or the path of a chain specification (default: local)")
    .option("--dev", "the same as --chain dev, in a temporary folder, open to all web pages")
    .option("--fast-blocks", "the fast build of the reference: slots of 250 ms, short tempos and delays")
    .option("--faucet", "the reference's build with the proof-of-work faucet");
/** The command line as commander gets it: a devnet where no command is named. */
function withCommand(args: readonly string[]): string[] {
  const first = args[0];
  if (first === undefined) return ["--help"];
  const isFlag = first.startsWith("-") && !["-h", "--help", "-V", "--version"].includes(first);
  return isFlag ? ["devnet", ...args] : [...args];
}
const given = withCommand(process.argv.slice(2));

/** Flags of the reference that change nothing here: taken, not shown. There are many, so only the command that runs gets them. */
function tolerant(command: Command): Command {
  if (command.name() !== given[0]) return command;
  for (const flag of IGNORED)
    if (!command.options.some((one) => one.long === flag)) command.addOption(new Option(flag).hideHelp());
  for (const flag of IGNORED_WITH_VALUE)
    if (!command.options.some((one) => one.long === flag)) command.addOption(new Option(`${flag} <VALUE>`).hideHelp());
  for (const flag of IGNORED_WITH_VALUES)
    command.addOption(new Option(flag === "--log" ? "-l, --log <TARGETS...>" : `${flag} <VALUES...>`).hideHelp());
  return command.allowUnknownOption().allowExcessArguments();
}
const warningsOf = (command: Command): string[] =>
  unknownFlags(command.args).map((flag) => `The flag ${flag} is not known and has no effect.`);
const print = (text: string | undefined): void => {
  if (text !== undefined) process.stdout.write(`${text}\n`);
};

tolerant(
  chainFlags(program.command("devnet").description("Starts a devnet (the default command)."))
    .option("-d, --base-path <PATH>", "folder of the chain's data (default: ~/.local/share/taolab)")
    .option("--tmp", "a temporary folder, removed at the end")
    .option("--rpc-port <PORTS>", "ports for WebSocket and HTTP, with commas between them (default: 9944)")
    .option("--sealing <MODE>", "instant, manual, or milliseconds between blocks (default: a slot, by the clock)")
    .option("--finality-lag <BLOCKS>", "blocks between the best and the final one (default: 0)")
    .option("--json", "log as JSON")
    .option("--quiet", "no summary at the start")
    .option("--rpc-external", "listen on all addresses; safe methods only unless --rpc-methods unsafe")
    .option("--unsafe-rpc-external", "the same as --rpc-external")
    .option(
      "--rpc-methods <SET>",
      "auto, safe or unsafe: whether dev_*, engine_* and the like may be called (default: auto, on loopback)",
    )
    .option("--rpc-cors <ORIGINS>", "web pages that may call: all, or origins with commas between them")
    .option("--rpc-max-request-size <MIB>", "largest request (default: 15)")
    .option("--rpc-max-response-size <MIB>", "largest answer (default: 15)")
    .option("--rpc-max-connections <COUNT>", "WebSocket connections (default: 100)")
    .option("--rpc-max-subscriptions-per-connection <COUNT>", "(default: 1024)")
    .option("--rpc-max-batch-request-len <COUNT>", "(default: 4096)")
    .option("--rpc-rate-limit <COUNT>", "requests of a connection per minute (default: no limit)")
    .option("--pool-limit <COUNT>", "transactions that the pool holds (default: 8192)")
    .option("--pool-kbytes <KIB>", "their bytes (default: 20480)")
    .addOption(new Option("--ws-port <PORTS>").hideHelp())
    .addOption(new Option("--ws-max-connections <COUNT>").hideHelp())
    .addOption(new Option("--ws-external").hideHelp())
    .addOption(new Option("--unsafe-ws-external").hideHelp()),
)
  .addHelpText(
    "after",
    "\nFlags of the reference's node are taken as well, most without effect: --one, --alice, --validator, --name, --port,\n--bootnodes, --no-telemetry, --no-prometheus, --insecure-validator-i-know-what-i-do and others.",
  )
  .action(async (flags: DevnetFlags, command: Command) =>
    (await import("./devnet.ts")).devnet(flags, warningsOf(command)),
  );

tolerant(
  chainFlags(program.command("build-spec").description("Prints a chain specification.")).option(
    "--raw",
    "every storage item as raw key and value",
  ),
).action(async (flags: SpecFlags) => print(await (await import("./specs.ts")).buildSpec(flags)));
tolerant(
  chainFlags(program.command("purge-chain").description("Removes the data of a chain."))
    .option("-d, --base-path <PATH>")
    .option("-y", "without asking"),
).action(async (flags: DataFlags) => print(await (await import("./data.ts")).purgeChain(flags)));
chainFlags(program.command("metadata").description("Prints the runtime's metadata."))
  .option("--version <N>", "14, 15 or 16 (default: 15)")
  .option("--out <FILE>", "to a file, as bytes")
  .action(async (flags: SpecFlags & { version?: string; out?: string }) =>
    print(await (await import("./specs.ts")).printMetadata(flags)),
  );
program
  .command("genesis")
  .description("Prints state root and hash of the genesis block of any raw Substrate chain specification.")
  .option("--chain <CHAIN>", "local, dev, or the path of a raw chain specification")
  .option("--json", "as JSON")
  .option("--state-version <0|1>", "layout of the state trie (default: what the specification's code says)")
  .action(async (flags: { chain?: string; json?: boolean; stateVersion?: string }) =>
    print(await (await import("./specs.ts")).printGenesis(flags)),
  );
tolerant(
  chainFlags(
    program
      .command("export-blocks")
      .description("Writes the blocks of a chain to a file.")
      .argument("[file]", "standard output if absent"),
  )
    .option("-d, --base-path <PATH>")
    .option("--from <BLOCK>", "(default: 1)")
    .option("--to <BLOCK>", "(default: the head)"),
).action(async (file: string | undefined, flags: DataFlags) =>
  print(await (await import("./data.ts")).exportBlocks(file, flags)),
);
tolerant(
  chainFlags(
    program
      .command("import-blocks")
      .description("Executes the blocks of a file and checks every root.")
      .argument("[file]", "standard input if absent"),
  ).option("-d, --base-path <PATH>"),
).action(async (file: string | undefined, flags: DataFlags) =>
  print(await (await import("./data.ts")).importBlocks(file, flags)),
);
tolerant(
  chainFlags(
    program.command("revert").description("Puts the head back.").argument("[blocks]", "how many (default: 256)"),
  ).option("-d, --base-path <PATH>"),
).action(async (blocks: string | undefined, flags: DataFlags) =>
  print(await (await import("./data.ts")).revert(blocks, flags)),
);
chainFlags(
  program
    .command("explain")
    .description("Explains what the chain decided.")
    .argument("<what>", "epoch: the last one of a subnet, step by step"),
)
  .option("-d, --base-path <PATH>")
  .option("--netuid <N>", "the subnet")
  .option("--mechanism <N>", "its mechanism (default: 0)")
  .option("--block <N>", "the last epoch up to this block (default: the head)")
  .option("--url <URL>", "ask a running node instead of the data folder")
  .option("--file <FILE>", "explain an epoch of stakes, weights and parameters in a JSON file, without a chain")
  .option("--uids <UIDS>", "only these neurons, with commas between them")
  .option("--cells <N>", "list so many single weights and bonds at most")
  .option("--json", "as JSON")
  .action(async (what: string, flags: ExplainFlags) =>
    print(await (await import("./explain.ts")).explain(what, flags)),
  );
tolerant(
  program
    .command("key", { hidden: true })
    .description("Takes what start scripts of the reference pass; the node holds the development keys anyway.")
    .argument("[what...]"),
).action(async (what: string[]) => {
  if (what[0] === "generate-node-key") print((await import("node:crypto")).randomBytes(32).toString("hex"));
});
program.addHelpText(
  "after",
  "\nWithout a command, flags start a devnet: taolab --dev --tmp --sealing=manual --rpc-port=9944\nThe flag --insecure-validator-i-know-what-i-do and others of the reference's node are accepted. taolab devnet --help lists the rest.",
);

program.parseAsync(given, { from: "user" }).catch((error: unknown) => {
  if (!(error instanceof PlainFailure)) throw error;
  process.stderr.write(`Error: ${error.message}\n`);
  process.exit(1);
});
