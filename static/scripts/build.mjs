/** Bundles src/ into dist/ under stable names; Django's manifest storage adds the hashes. */
import { context, build } from "esbuild"

const options = {
  entryPoints: [
    { in: "src/style/site.css", out: "site" },
    { in: "src/pages/map.ts", out: "map" },
    { in: "src/style/admin.css", out: "admin" },
    { in: "src/pages/admin.ts", out: "admin" },
    { in: "src/pages/recordEvent.ts", out: "record-event" },
    { in: "src/pages/pointPicker.ts", out: "point-picker" },
    { in: "src/pages/reviewMap.ts", out: "review-map" },
  ],
  outdir: "dist",
  bundle: true,
  minify: true,
  sourcemap: "linked",
  format: "iife",
  target: ["es2020", "chrome100", "firefox100", "safari15"],
  legalComments: "none",
  logLevel: "info",
}

if (process.argv.includes("--watch")) {
  const watching = await context(options)
  await watching.watch()
} else {
  await build(options)
}
