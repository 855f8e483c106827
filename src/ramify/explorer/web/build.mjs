// Builds dist/app.js and dist/gradients.js: one plain script each, which a report can inline. Without an
// argument, also docs/gradients.html: the page and its script in one file.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

process.chdir(dirname(fileURLToPath(import.meta.url))); // paths go into the order of modules

const bundle = (name, entry, licences) =>
  build({
    entryPoints: { [name]: entry },
    outdir: process.argv[2] ?? "dist",
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    charset: "ascii",
    legalComments: "none",
    banner: { js: `/* ramify, MIT licence.\n${licences}*/` },
  });

await bundle("app", "src/main.ts", readFileSync("THIRD_PARTY", "utf8")); // in full: a report is mailed without the file beside it
await bundle("gradients", "src/gradients/page.ts", ""); // all ramify's own

if (!process.argv[2]) {
  const script = readFileSync("dist/gradients.js", "utf8").replaceAll("</script", "<\\/script");
  const page = readFileSync("gradients.html", "utf8");
  const inlined = page.replace('<script src="dist/gradients.js"></script>', () => `<script>\n${script}</script>`);
  writeFileSync("../../../../docs/gradients.html", inlined);
}
