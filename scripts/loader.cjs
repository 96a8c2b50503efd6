#!/usr/bin/env node
// What dist/taolab.js is: runs the bundle beside it, with the compiled code that the build kept, which saves a tenth of a
// second at every start. Code that another version of Node compiled is passed over.
"use strict";
const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { Script } = require("node:vm");

const bundle = join(__dirname, "__BUNDLE__.cjs");
const compiled = join(__dirname, "__BUNDLE__.code");
let cachedData;
try {
  cachedData = readFileSync(compiled);
} catch {
  // Not kept: the bundle is compiled as it runs.
}
const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(bundle, "utf8")}\n})`;
const script = new Script(source, { filename: bundle, cachedData });
script.runInThisContext()(exports, require, module, bundle, __dirname);
// The build asks for the compiled code after a moment of running.
if (process.env.TAOLAB_KEEP_CODE !== undefined) {
  setTimeout(() => {
    writeFileSync(compiled, script.createCachedData());
    process.exit(0);
  }, Number(process.env.TAOLAB_KEEP_CODE));
}
