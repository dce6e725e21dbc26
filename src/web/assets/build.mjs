// Bundles the web page's assets into the folder given as the first argument: style sheet, script, icon sprite, logo and fonts with
// content hashes in their names, `manifest.json` (plain name to hashed name), and a `.br` and `.gz` twin of everything compressible.

import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";
import * as esbuild from "esbuild";

const out = process.argv[2];
if (!out) throw new Error("usage: node build.mjs <folder>");

await fs.rm(out, { recursive: true, force: true });
await fs.mkdir(out, { recursive: true });

const manifest = {};
await bundle();
await add("icons.svg", await iconSprite());
await add("logo.svg", await fs.readFile("src/logo.svg"));
await fs.writeFile(path.join(out, "manifest.json"), JSON.stringify(manifest, null, 2));
await compress();

/** Style sheet and script; the fonts that the style sheet names come along. */
async function bundle() {
  const { metafile } = await esbuild.build({
    entryPoints: ["src/app.css", "src/app.js", "src/worker.js"],
    outdir: out,
    bundle: true,
    minify: true,
    metafile: true,
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    loader: { ".woff2": "file" },
    target: ["es2022", "chrome111", "firefox121", "safari16.4"],
    logLevel: "warning",
  });
  for (const [file, { entryPoint }] of Object.entries(metafile.outputs)) {
    if (entryPoint) manifest[path.basename(entryPoint)] = path.basename(file);
  }
}

/** One SVG file with a <symbol> for each icon that `src/icons.txt` names. */
async function iconSprite() {
  const set = JSON.parse(await fs.readFile("node_modules/@iconify-json/material-symbols/icons.json", "utf8"));
  const names = (await fs.readFile("src/icons.txt", "utf8")).trim().split(/\s+/);
  const symbols = names.map((name) => {
    const icon = set.icons[name] ?? set.icons[set.aliases[name]?.parent];
    if (!icon) throw new Error(`src/icons.txt: material-symbols has no icon "${name}"`);
    return `<symbol id="${name}" viewBox="0 0 ${set.width ?? 24} ${set.height ?? 24}">${icon.body}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}

/** Writes a file under its hashed name. */
async function add(name, content) {
  const { name: stem, ext } = path.parse(name);
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
  manifest[name] = `${stem}-${hash}${ext}`;
  await fs.writeFile(path.join(out, manifest[name]), content);
}

/** Compression is done here and not in the Rust build script, which is compiled without optimisation. */
async function compress() {
  const brotli = promisify(zlib.brotliCompress);
  const gzip = promisify(zlib.gzip);
  const files = (await fs.readdir(out)).filter((file) => /\.(css|js|svg)$/.test(file));
  await Promise.all(
    files.map(async (file) => {
      const content = await fs.readFile(path.join(out, file));
      await fs.writeFile(path.join(out, `${file}.br`), await brotli(content));
      await fs.writeFile(path.join(out, `${file}.gz`), await gzip(content, { level: 9 }));
    }),
  );
}
