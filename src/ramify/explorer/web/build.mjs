// Builds dist/app.js and dist/gradients.js: one plain script each, which a report can inline.
import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

process.chdir(dirname(fileURLToPath(import.meta.url))); // paths go into the order of modules

await build({
  entryPoints: ["src/app.ts", "src/gradients.ts"].filter((entry) => existsSync(entry)),
  outdir: process.argv[2] ?? "dist",
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "ascii",
  legalComments: "none",
  // In full: a report is mailed without the file beside it.
  banner: { js: `/* ramify, MIT licence.\n${readFileSync("THIRD_PARTY", "utf8")}*/` },
});
