/**
 * Writes public/'s pictures with Chromium: icons out of icon.svg, the share card out of the map page of a running site.
 * `node scripts/pictures.mjs http://127.0.0.1:8000` from static/.
 */
import { spawnSync } from "node:child_process"
import { resolve } from "node:path"
import { pathToFileURL } from "node:url"

const [site] = process.argv.slice(2)
const icon = pathToFileURL(resolve("public/icon.svg")).href

function picture(name, address, width, height) {
  const { status } = spawnSync(process.env.CHROMIUM ?? "chromium", [
    "--headless",
    "--no-sandbox",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
    "--default-background-color=00000000",
    "--virtual-time-budget=8000",
    `--window-size=${width},${height}`,
    `--screenshot=${resolve("public", name)}`,
    address,
  ])
  if (status !== 0) throw new Error(`no picture of ${address}`)
}

for (const size of [32, 180]) picture(`icon-${size}.png`, icon, size, size)
if (site) picture("share-card.png", `${site}/?on=2020-07-25`, 1200, 630)
