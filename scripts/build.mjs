// Bundles the command line into dist/ (or the folder that is named), so that starting it loads few files. Run by
// `npm run build` and after an install.
import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));

const outdir = resolve(root, process.argv[2] ?? "dist");

rmSync(outdir, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: { taolab: "node/cli/main.ts" },
  outdir,
  bundle: true,
  // What is seldom needed stays in files of its own and is loaded when it is.
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  format: "esm",
  platform: "node",
  target: "node20",
  // The database's native part can't be bundled; pino starts workers of its own.
  external: ["classic-level", "pino"],
  define: { __TAOLAB_VERSION__: JSON.stringify(version) },
  banner: { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' },
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  logLevel: "warning",
});
const entry = `${outdir}/taolab.js`;
writeFileSync(entry, `#!/usr/bin/env node\n${readFileSync(entry, "utf8")}`);
chmodSync(entry, 0o755);
