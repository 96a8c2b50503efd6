// npm run conformance: drives a fresh devnet with the real Python clients. Makes virtual environments with pinned packages
// from PyPI under .venv/ (kept between runs), starts the built devnet on a free port for every suite, prints what each
// suite says. Needs python3 (3.10 or newer) with venv. Options: --only NAME, --list.

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const folder = join(root, "test/conformance");

interface Suite {
  readonly name: string;
  /** What it shows, in a phrase. */
  readonly about: string;
  readonly requirements: string;
  readonly script: string;
  readonly devnet: readonly string[];
}
const SUITES: readonly Suite[] = [
  {
    name: "interface",
    about: "async-substrate-interface 2: connect, read, submit, exact fees",
    requirements: "requirements-interface.txt",
    script: "substrate_interface.py",
    devnet: ["--sealing", "instant"],
  },
  {
    name: "interface-sdk",
    about: "the same with version 1.6.4, which the SDK uses",
    requirements: "requirements-sdk.txt",
    script: "substrate_interface.py",
    devnet: ["--sealing", "instant"],
  },
  {
    name: "economy",
    about: "the SDK bittensor 10.2.0: subnet, neurons, stake, weights, epochs",
    requirements: "requirements-sdk.txt",
    script: "economy.py",
    devnet: ["--fast-blocks"],
  },
  {
    name: "btcli",
    about:
      "btcli 9.23.2: wallets, a subnet, its settings, shielded stake, children, weights, locks, proxies, crowdloans",
    requirements: "requirements-btcli.txt",
    script: "btcli.py",
    devnet: ["--fast-blocks"],
  },
];

const fail = (message: string): never => {
  console.error(message);
  process.exit(1);
};
function run(command: string, args: readonly string[], why: string): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) fail(`${why} failed: ${error?.message ?? stderr.trim()}`);
}
/** The python of a virtual environment that has exactly these requirements. */
function environment(requirements: string): string {
  const wanted = readFileSync(join(folder, requirements), "utf8");
  const home = join(root, ".venv", requirements.replace(/^requirements-|\.txt$/g, ""));
  const python = join(home, "bin/python");
  const stamp = join(home, "requirements.sha256");
  const digest = createHash("sha256").update(wanted).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return python;
  console.log(`making ${home} …`);
  mkdirSync(home, { recursive: true });
  run("python3", ["-m", "venv", "--clear", home], "making a virtual environment (is python3-venv installed?)");
  run(
    python,
    ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", join(folder, requirements)],
    `installing ${requirements} from PyPI`,
  );
  writeFileSync(stamp, digest);
  return python;
}
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
async function answering(url: string): Promise<void> {
  for (let i = 0; i < 100; i++) {
    try {
      await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: '{"jsonrpc":"2.0","id":1,"method":"system_health","params":[]}',
      });
      return;
    } catch {
      await new Promise((wait) => setTimeout(wait, 100));
    }
  }
  fail(`the devnet did not answer at ${url} within 10 s`);
}

async function play(suite: Suite): Promise<boolean> {
  const python = environment(suite.requirements);
  const port = await freePort();
  const devnet = spawn(
    "node",
    [join(root, "dist/taolab.js"), "devnet", "--tmp", "--rpc-port", String(port), ...suite.devnet],
    { stdio: "ignore" },
  );
  try {
    await answering(`http://127.0.0.1:${port}`);
    console.log(`\n${suite.name}: ${suite.about}`);
    return (
      spawnSync(python, [join(folder, suite.script), `ws://127.0.0.1:${port}`], {
        stdio: "inherit",
        timeout: 1_800_000,
      }).status === 0
    );
  } finally {
    devnet.kill("SIGTERM");
  }
}

const args = process.argv.slice(2);
if (args.includes("--help")) {
  console.log("npm run conformance -- [--only NAME] [--list]\nDrives a fresh devnet with the real Python clients.");
  process.exit(0);
}
if (args.includes("--list")) {
  for (const { name, about } of SUITES) console.log(`${name.padEnd(14)} ${about}`);
  process.exit(0);
}
const only = args[args.indexOf("--only") + 1];
const chosen = args.includes("--only") ? SUITES.filter((suite) => suite.name === only) : SUITES;
if (chosen.length === 0) fail(`no suite is called ${only}; there are ${SUITES.map((suite) => suite.name).join(", ")}`);
if (!existsSync(join(root, "dist/taolab.js"))) run("npm", ["run", "build"], "building the devnet");

let failures = 0;
for (const suite of chosen) if (!(await play(suite))) failures++;
console.log(`\n${chosen.length - failures} suites passed, ${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
