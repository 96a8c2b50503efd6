// What continuous integration runs: types, lint, generated files, parity with the reference, golden vectors, then the
// README's test command. Prints one line per check and ends with "N passed, N failed"; exit code 1 if anything failed.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "taolab-check-"));
const report = join(folder, "tests.json");

const CHECKS: readonly (readonly [what: string, command: readonly string[]])[] = [
  ["types of the runtime, without any platform", ["npx", "tsc", "-p", "runtime/tsconfig.json"]],
  ["types of everything", ["npx", "tsc", "-p", "tsconfig.json"]],
  ["lint and format", ["npx", "biome", "ci", "."]],
  ["kernels are what their sources compile to", ["npm", "run", "--silent", "kernel", "--", "--check"]],
  ["declarations match the reference", ["npm", "run", "--silent", "parity"]],
  ["table of the reference's tests", ["npm", "run", "--silent", "parity:table", "--", "--check"]],
  ["golden vectors", ["npm", "run", "--silent", "vectors"]],
];

let passed = 0;
let failed = 0;
for (const [what, [command, ...args]] of CHECKS) {
  const began = Date.now();
  const { status, stdout, stderr, error } = spawnSync(command!, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  if (status === 0) {
    passed++;
    console.log(`ok    ${what} (${seconds} s)`);
  } else {
    failed++;
    console.log(`FAIL  ${what} (${seconds} s)\n${stdout}\n${stderr}${error === undefined ? "" : String(error)}`);
  }
}

const tests = spawnSync("npm", ["test", "--", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`], {
  stdio: "inherit",
});
try {
  const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites, success } = JSON.parse(
    readFileSync(report, "utf8"),
  );
  passed += numPassedTests;
  // A file that does not load counts no failed test; it must still fail the run.
  failed += numFailedTests > 0 ? numFailedTests : success ? 0 : Math.max(1, numFailedTestSuites);
  if (numPendingTests > 0) console.log(`${numPendingTests} tests were skipped; each prints its reason above`);
} catch (error) {
  failed++;
  console.log(`FAIL  the test run left no report (exit ${tests.status}): ${String(error)}`);
}
if (tests.status !== 0 && failed === 0) failed++;
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
