// Bundles the command line into dist/ (or the folder that is named): one file, and beside it the code that V8 makes of it, so
// that a start neither looks for modules nor compiles them. Run by `npm run build` and after an install.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
const outdir = resolve(root, process.argv[2] ?? "dist");

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ["node/cli/main.ts"],
  outdir,
  bundle: true,
  write: false,
  format: "cjs",
  platform: "node",
  target: "node20",
  // The database's native part can't be bundled; pino starts workers of its own.
  external: ["classic-level", "pino"],
  define: { __TAOLAB_VERSION__: JSON.stringify(version) },
  // Code that is run from a kept compilation has no loader to import with.
  supported: { "dynamic-import": false },
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  logLevel: "warning",
});
const code = outputFiles[0].text;
// Compiled code is trusted by the length of its source alone, so the name has to change with the content.
const name = `taolab-${createHash("sha256").update(code).digest("hex").slice(0, 12)}`;
rmSync(outdir, { recursive: true, force: true });
mkdirSync(outdir, { recursive: true });
writeFileSync(`${outdir}/package.json`, '{ "type": "commonjs" }\n');
writeFileSync(`${outdir}/${name}.cjs`, code);
const entry = `${outdir}/taolab.js`;
writeFileSync(entry, readFileSync(`${root}scripts/loader.cjs`, "utf8").replaceAll("__BUNDLE__", name));
chmodSync(entry, 0o755);

// A devnet of half a second: what it ran is kept compiled.
try {
  const args = [entry, "devnet", "--tmp", "--rpc-port", "0", "--sealing", "50"];
  execFileSync(process.execPath, args, {
    stdio: "ignore",
    timeout: 20_000,
    env: { ...process.env, TAOLAB_KEEP_CODE: "400" },
  });
} catch {
  // Without it, starting takes a little longer.
}
