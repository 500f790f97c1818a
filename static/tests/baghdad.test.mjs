/** Tests of the hard place: Baghdad's marks as the shipped record has them, at every zoom, attacked places among them. */
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

/** The places that are known for attacks alone. */
function attackedPlaces() {
  const at = new Map()
  for (const { slug, base, latitude, longitude } of csv("attacks")) {
    if (base || !latitude) continue
    const key = `place ${latitude},${longitude}`
    at.set(key, [...(at.get(key) ?? []), { slug, date_latest: slug.slice(0, 10) }])
  }
  return [...at].map(([key, attacks]) => {
    const [latitude, longitude] = key.slice(6).split(",").map(Number)
    return { key, kind: "place", ordinal: "", status: "none", selected: false, attacks, latitude, longitude }
  })
}

function frameAt(zoom) {
  const [x, y] = mercator(44.36, 33.31)
  return new Frame(null, 900, 600, zoom, 450 - x * 2 ** zoom, 300 - y * 2 ** zoom)
}

for (const zoom of [5, 5.75, 6, 6.5, 7, 7.5, 8, 9, 10, 11]) {
  test(`no mark of the shipped record covers another, nor strays from its place, at zoom ${zoom}`, () => {
    const shown = arrange(frameAt(zoom), [...marks(), ...attackedPlaces()]).filter(({ quiet }) => !quiet)
    for (const { mark, home, x, y } of shown)
      assert.ok(Math.hypot(x - home[0], y - home[1]) < (mark.kind === "bunch" ? 110 : 90), `${mark.key} strays`)
    for (const [index, a] of shown.entries())
      for (const b of shown.slice(index + 1)) {
        const apart = Math.hypot(a.x - b.x, a.y - b.y)
        assert.ok(apart >= a.radius + b.radius - 1, `${a.mark.key} ${b.mark.key} ${apart}`)
      }
  })
}

test("there are enough attacked places for them to crowd", () => assert.ok(attackedPlaces().length > 12))

for (const zoom of [5, 6, 8, 10, 11]) {
  test(`every attacked place is in one mark that is shown, at zoom ${zoom}`, () => {
    const shown = arrange(frameAt(zoom), [...marks(), ...attackedPlaces()]).filter(({ quiet }) => !quiet)
    const found = shown.flatMap(({ mark }) => mark.places ?? (mark.kind === "place" ? [mark] : []))
    assert.deepEqual(found.map(({ key }) => key).sort(), attackedPlaces().map(({ key }) => key).sort())
    for (const { mark } of shown.filter((one) => one.mark.places))
      assert.equal(mark.attacks.length, mark.places.reduce((sum, { attacks }) => sum + attacks.length, 0))
  })
}

test("a chosen place stands alone, and nothing is gathered where the map goes no closer", () => {
  const places = attackedPlaces()
  places[0].selected = true
  const kinds = (zoom) => arrange(frameAt(zoom), places).map(({ mark }) => mark.kind)
  assert.ok(arrange(frameAt(5), places).some(({ mark }) => mark.key === places[0].key && mark.kind === "place"))
  assert.ok(kinds(5).includes("bunch"))
  assert.ok(!kinds(11).includes("bunch"))
})
