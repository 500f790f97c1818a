/** Tests of how marks and labels find room. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { attackRadius } from "../src/lib/attackRadius.ts"
import { fill } from "../src/lib/fill.ts"
import { lanes } from "../src/lib/lanes.ts"
import { launchLines } from "../src/lib/launchLines.ts"
import { ordinalText } from "../src/lib/ordinalText.ts"
import { fitted, windowOn } from "../src/lib/overviewFrame.ts"
import { placeLabels } from "../src/lib/placeLabels.ts"
import { shapeCorners } from "../src/lib/shapeCorners.ts"
import { shortName } from "../src/lib/shortName.ts"
import { stepAside } from "../src/lib/stepAside.ts"
import { weaponColour, weaponShape } from "../src/lib/weaponShape.ts"
import { Words } from "../src/lib/words.ts"

const FRAME = { width: 400, height: 300 }
const label = (given) => ({
  x: 100,
  y: 100,
  clear: 5,
  width: 60,
  height: 14,
  priority: 1,
  sides: ["right", "left", "above", "below"],
  ...given,
})

test("a dozen marks on one point step aside until none overlap", () => {
  const circles = Array.from({ length: 12 }, (_, index) => ({
    x: 100 + index * 0.5,
    y: 100,
    radius: 12,
    weight: 1,
  }))
  const places = stepAside(circles)
  for (const [i, a] of places.entries()) {
    for (const b of places.slice(i + 1)) assert.ok(Math.hypot(a.x - b.x, a.y - b.y) > 23, "overlap")
  }
  assert.deepEqual(stepAside(circles), places)
})

test("marks with room stay where they are", () => {
  assert.deepEqual(
    stepAside([
      { x: 0, y: 0, radius: 10, weight: 1 },
      { x: 50, y: 0, radius: 10, weight: 1 },
    ]),
    [
      { x: 0, y: 0 },
      { x: 50, y: 0 },
    ],
  )
})

test("two labels never meet, and the more important one has the better side", () => {
  const [small, large] = [label({ priority: 1 }), label({ priority: 2 })]
  const placed = placeLabels([small, large], [], FRAME)
  assert.equal(placed.get(large).side, "right")
  assert.equal(placed.get(small).side, "left")
})

test("a label without room is left out", () => {
  const placed = placeLabels([label({ sides: ["right"] })], [{ x: 90, y: 80, width: 100, height: 40 }], FRAME)
  assert.equal(placed.size, 0)
})

test("a town whose dot is covered is not named", () => {
  const placed = placeLabels([label({ dot: 3, clear: 20 })], [{ x: 95, y: 95, width: 10, height: 10 }], FRAME)
  assert.equal(placed.size, 0)
})

test("marks of one week stand in rows, in order, without overlap", () => {
  const spots = lanes([100, 101, 102, 103, 104, 300], Array(6).fill(17), 2, 8, 392)
  assert.deepEqual(
    spots.map(({ row }) => row),
    [0, 1, 0, 1, 0, 0],
  )
  assert.equal(spots[2].x - spots[0].x, 17)
  assert.equal(spots[5].x, 300)
})

test("marks at the end of the bar stay within it", () => {
  assert.ok(lanes([392, 392, 392], [17, 17, 17], 1, 8, 392).every(({ x }) => x <= 392.5))
})

test("an attack's area grows with its munitions, and not reported counts as one", () => {
  const radius = (munitions_min, munitions_max) => attackRadius({ munitions_min, munitions_max }, 6)
  assert.ok(Math.abs(radius(4, 4) / radius(1, 1) - 2) < 1e-9)
  assert.equal(radius(null, null), radius(1, 1))
  assert.equal(radius(9, null), radius(9, 9))
})

test("a place in the sequence is a span where windows overlap", () => {
  assert.equal(ordinalText({ ordinal: 9, ordinal_min: 9, ordinal_max: 10 }), "9–10")
  assert.equal(ordinalText({ ordinal: 7, ordinal_min: 7, ordinal_max: 7 }), "7")
  assert.equal(ordinalText({ ordinal: null, ordinal_min: null, ordinal_max: null }), "")
})

test("a map label leaves out the kind of base and what stands in brackets or after a comma", () => {
  assert.equal(shortName("K-1 Air Base, Kirkuk"), "K-1")
  assert.equal(shortName("Nineveh Operations Command (Mosul presidential palaces)"), "Nineveh Operations Command")
  assert.equal(shortName("Base"), "Base")
  assert.equal(shortName("(unnamed)"), "(unnamed)")
})

test("texts are filled in, and Arabic has its own plural forms", () => {
  assert.equal(fill("by %(day)s, %(what)s", { day: "today" }), "by today, %(what)s")
  const words = new Words({ sites: { zero: "0", one: "1", two: "2", few: "f", many: "m", other: "o" } }, "ar")
  assert.deepEqual(
    [0, 1, 2, 5, 11, 100].map((count) => words.count("sites", count)),
    ["0", "1", "2", "f", "m", "o"],
  )
})

test("each weapon has an outline of its own; several, others and none share one", () => {
  const shapes = ["rocket", "mortar", "one_way_drone", "cruise_missile", "ied"].map((one) => weaponShape([one]))
  assert.deepEqual(shapes, ["circle", "square", "diamond", "triangle", "pentagon"])
  assert.equal(weaponShape(["ballistic_missile", "cruise_missile"]), "triangle")
  assert.equal(weaponShape(["rocket", "one_way_drone"]), "pentagon")
  assert.equal(weaponShape([]), "pentagon")
})

test("every outline has the area of the circle of its radius", () => {
  for (const shape of ["square", "diamond", "triangle", "pentagon"]) {
    const corners = shapeCorners(shape, 10)
    const twice = corners.reduce((sum, [x, y], index) => {
      const [nextX, nextY] = corners[(index + 1) % corners.length]
      return sum + x * nextY - nextX * y
    }, 0)
    assert.ok(Math.abs(twice / 2 - Math.PI * 100) < 0.001, shape)
  }
  assert.equal(shapeCorners("circle", 10), null)
})

test("no two outlines share a colour", () => {
  const shapes = ["circle", "square", "diamond", "triangle", "pentagon"]
  assert.equal(new Set(shapes.map(weaponColour)).size, shapes.length)
})

test("each launch area is drawn once, with a line to each place fired on, the chosen one's last", () => {
  const from = (...codes) => codes.map((code) => ({ launch_area: code === null ? null : { code, text: "" } }))
  const lines = launchLines([
    { key: "a", selected: true, attacks: from("IQ-DI", "IQ-DI") },
    { key: "b", selected: false, attacks: from("SY", "IQ-DI", null) },
  ])
  assert.deepEqual(
    lines.map(({ code, targets, chosen }) => [code, [...targets], chosen]),
    [
      ["SYR", [["b", false]], false],
      ["IQ-DI", [["a", true], ["b", false]], true],
    ],
  )
})

test("the overview marks the window's middle, never too small to find", () => {
  const place = fitted([[29, 38], [38, 49]], 96)
  const box = windowOn(place, [[33.2, 44.3], [33.4, 44.5]], 7)
  assert.deepEqual([box.width, box.height], [7, 7])
  const whole = windowOn(place, [[29, 38], [38, 49]], 7)
  assert.ok(Math.abs(whole.x + whole.width / 2 - 48) < 1e-6 && Math.max(whole.width, whole.height) <= 96.001)
  assert.ok(box.x > whole.x && box.y > whole.y)
})
