/** Bundles tests/ into a scratch folder and runs them with Node's own test runner. */
import { spawnSync } from "node:child_process"
import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { build } from "esbuild"

const out = mkdtempSync(join(tmpdir(), "front-end-tests-"))
const entryPoints = readdirSync("tests")
  .filter((name) => name.endsWith(".test.mjs"))
  .map((name) => join("tests", name))
await build({
  entryPoints,
  outdir: out,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  logLevel: "warning",
})
const tests = readdirSync(out).map((name) => join(out, name))
const { status } = spawnSync(process.execPath, ["--test", ...tests], { stdio: "inherit" })
rmSync(out, { recursive: true })
process.exit(status ?? 1)
