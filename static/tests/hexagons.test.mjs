/** Tests of hexagons: the server's with their months, and those that attacks are gathered into on the canvas. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { Frame } from "../src/lib/frame.ts"
import { gathered, hexagonAt, hexagonsOf, step, stepsOf } from "../src/lib/hexagons.ts"
import { sorted } from "../src/lib/sorted.ts"

const frame = new Frame(null, 800, 600, 6, -9600, -5900)
const attack = (longitude, latitude) => ({ longitude, latitude })

test("every attack in the window is in one hexagon, and the hexagon holds its place", () => {
  const attacks = Array.from({ length: 500 }, (_, n) => attack(40 + (n % 40) * 0.2, 30 + Math.floor(n / 40) * 0.3))
  const seen = attacks.filter(({ longitude, latitude }) => {
    const [x, y] = frame.at(longitude, latitude)
    return x >= 0 && y >= 0 && x <= 800 && y <= 600
  })
  const found = gathered(seen, frame)
  assert.equal(
    found.reduce((sum, { count }) => sum + count, 0),
    seen.length,
  )
  for (const one of seen) assert.notEqual(hexagonAt(found, ...frame.at(one.longitude, one.latitude)), null)
})

test("a drag moves the hexagons with the map and does not sort their attacks anew", () => {
  const attacks = Array.from({ length: 200 }, (_, n) => attack(42 + (n % 20) * 0.17, 32 + Math.floor(n / 20) * 0.21))
  const counts = (one) => gathered(attacks, one).map(({ count }) => count).sort()
  assert.deepEqual(counts(new Frame(null, 800, 600, 6, -9613, -5888)), counts(frame))
})

test("the server's hexagons count the months that the days meet, and empty ones are not drawn", () => {
  const cells = {
    resolution: 3,
    ids: ["a", "b"],
    corners: [
      [330000, 440000, 5000, 0, 0, 5000],
      [340000, 450000, 5000, 0, 0, 5000],
    ],
    months: [
      [0, 605, 2],
      [0, 606, 3],
      [1, 610, 7],
      [1, null, 9],
    ],
  }
  const found = hexagonsOf(cells, { from: "2020-07-15", to: "2020-07-20" }, frame)
  assert.deepEqual(
    found.map(({ count }) => count),
    [3],
  )
  assert.deepEqual(found[0].corners[1], frame.at(44, 33.5))
  assert.equal(hexagonsOf(cells, { from: null, to: "2020-12-31" }, frame)[1].count, 7)
})

test("counts have five steps", () => {
  const few = stepsOf([{ count: 120 }])
  assert.deepEqual(
    [1, 2, 3, 9, 10, 30, 99, 100].map((count) => step(count, few)),
    [1, 1, 2, 2, 3, 4, 4, 5],
  )
  assert.deepEqual(stepsOf([{ count: 3021 }, { count: 4 }]), [1, 30, 100, 300, 1000])
})

test("rows are in the API's order: not reported last either way, the same values by slug", () => {
  const row = (slug, killed_max) => ({ slug, last: 1, first: 1, killed_max, killed_min: killed_max })
  const rows = [row("b", 0), row("a", 0), row("d", null), row("c", 3)]
  const slugs = (sort) => sorted(rows, sort).map(({ slug }) => slug)
  assert.deepEqual(slugs("-killed"), ["c", "b", "a", "d"])
  assert.deepEqual(slugs("killed"), ["a", "b", "c", "d"])
  assert.deepEqual(slugs(null), ["d", "c", "b", "a"])
})
