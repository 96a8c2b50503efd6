// Compiles every runtime/kernel/assembly/<name>.ts to runtime/kernel/<name>.wasm.ts (base64, committed, so that nobody needs the
// compiler to run the chain). With --check it writes nothing and fails if a committed file differs from a fresh compile.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../runtime/kernel/", import.meta.url));
const check = process.argv.includes("--check");

const OPTIONS = ["-O3", "--noAssert", "--runtime", "stub", "--use", "abort=", "--enable", "simd"];

const compiler = join(dirname(createRequire(import.meta.url).resolve("assemblyscript/package.json")), "bin", "asc.js");

// A process of its own: the compiler's types would redeclare console and more for every script beside this one.
function compile(name: string): string {
  const scratch = mkdtempSync(join(tmpdir(), "kernel-"));
  try {
    const outFile = join(scratch, `${name}.wasm`);
    execFileSync(
      process.execPath,
      [compiler, join(folder, "assembly", `${name}.ts`), ...OPTIONS, "--outFile", outFile],
      {
        stdio: "inherit",
      },
    );
    const binary = readFileSync(outFile);
    return [
      `// Generated from assembly/${name}.ts by scripts/kernel.ts; ${binary.length} bytes of wasm in base64.`,
      `export const ${camelCase(name)}Wasm =`,
      `  "${binary.toString("base64")}";`,
      "",
    ].join("\n");
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const camelCase = (name: string) => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

const names = readdirSync(join(folder, "assembly"))
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
  .map((file) => basename(file, ".ts"))
  .sort();
let stale = 0;
for (const name of names) {
  const target = join(folder, `${name}.wasm.ts`);
  const fresh = compile(name);
  if (existsSync(target) && readFileSync(target, "utf8") === fresh) {
    console.log(`${name}: up to date`);
  } else if (check) {
    stale++;
    console.error(`${name}: ${target} differs from a fresh compile; run scripts/kernel.ts`);
  } else {
    writeFileSync(target, fresh);
    console.log(`${name}: written`);
  }
}
process.exitCode = stale === 0 ? 0 : 1;
