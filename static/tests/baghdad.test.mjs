/** Tests of the hard place: Baghdad's marks as the shipped record has them, at every zoom. */
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { arrange } from "../src/lib/arrange.ts"
import { Frame } from "../src/lib/frame.ts"
import { mercator } from "../src/lib/mercator.ts"

const csv = (name) => {
  const [head, ...rows] = readFileSync(`../dataset/${name}.csv`, "utf8").trim().split("\n").map(cells)
  return rows.map((row) => Object.fromEntries(head.map((key, index) => [key, row[index]])))
}
const cells = (line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => cell)

/** Every located base of the record, those with a handover as numbered discs, each of them fired on. */
function marks() {
  const ordinals = new Map(csv("handovers").map(({ base }, index) => [base, String(index + 1)]))
  return csv("bases")
    .filter(({ latitude }) => Number(latitude) > 0)
    .map(({ slug, latitude, longitude }) => ({
      key: slug,
      kind: ordinals.has(slug) ? "site" : "base",
      ordinal: ordinals.has(slug) ? `${ordinals.get(slug)}–10` : "",
      status: "none",
      selected: false,
      attacks: [{}],
      latitude: Number(latitude),
      longitude: Number(longitude),
    }))
}

function frameAt(zoom) {
  const [x, y] = mercator(44.36, 33.31)
  return new Frame(null, 900, 600, zoom, 450 - x * 2 ** zoom, 300 - y * 2 ** zoom)
}

for (const zoom of [5, 5.75, 6, 6.5, 7, 7.5, 8, 9, 10, 11]) {
  test(`no mark of the shipped record covers another, nor strays from its place, at zoom ${zoom}`, () => {
    const shown = arrange(frameAt(zoom), marks()).filter(({ quiet }) => !quiet)
    for (const { mark, home, x, y } of shown)
      assert.ok(Math.hypot(x - home[0], y - home[1]) < 90, `${mark.key} strays`)
    for (const [index, a] of shown.entries())
      for (const b of shown.slice(index + 1)) {
        const apart = Math.hypot(a.x - b.x, a.y - b.y)
        assert.ok(apart >= a.radius + b.radius - 1, `${a.mark.key} ${b.mark.key} ${apart}`)
      }
  })
}
