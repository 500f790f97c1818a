/** The tokens themselves: text is readable, marks stand out, and what is told by colour is told to every kind of eyes. */
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { contrast, distance, eyes } from "./colour.mjs"

const css = readFileSync("src/style/tokens.css", "utf8")
const block = (start) => {
  const from = css.indexOf(start)
  const found = css.slice(from, css.indexOf("\n}\n", from)).matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)
  return Object.fromEntries([...found].map(([, name, colour]) => [name, colour]))
}
const light = block(":root {")
const themes = {
  light,
  dark: { ...light, ...block("@media screen and (prefers-color-scheme: dark)") },
  print: { ...light, ...block("@media print") },
}

const TEXTS = [
  ["ink", ["paper", "ground", "teal-tint"]],
  ["ink-soft", ["paper", "ground", "teal-tint"]],
  ["teal", ["paper", "ground"]],
  ["teal-deep", ["paper", "teal-tint"]],
  ["on-teal", ["teal"]],
  ["rust", ["paper", "rust-tint"]],
  ["rust-deep", ["paper"]],
  ["ochre", ["paper", "ochre-tint"]],
  ["place", ["land", "land-beyond"]],
  ["place-quiet", ["land", "land-beyond"]],
  ["place-water", ["sea"]],
]
const WEAPONS = ["rocket", "mortar", "drone", "missile", "ied", "other"].map((name) => `weapon-${name}`)
const MARKS = [
  ...WEAPONS.map((name) => [name, ["land", "paper"]]),
  ["teal", ["land", "land-beyond", "paper"]],
  ["rust", ["land", "land-beyond"]],
  ["rust-deep", ["land"]],
  ["density-line", ["land"]],
  ["line-strong", ["paper", "land"]],
]

for (const [theme, colours] of Object.entries(themes)) {
  test(`${theme}: text has a contrast of 4.5 on what it stands on`, () => {
    assert.deepEqual(below(colours, TEXTS, 4.5), [])
  })

  test(`${theme}: marks have a contrast of 3 on what they stand on`, () => {
    assert.deepEqual(below(colours, MARKS, 3), [])
  })

  for (const kind of eyes) {
    test(`${theme}, ${kind}: no two weapons, nor a weapon and a base, look alike`, () => {
      assert.deepEqual(alike(colours, [...WEAPONS, "teal"], kind, 10), [])
    })

    test(`${theme}, ${kind}: each step of the density is seen as darker or lighter than the one before`, () => {
      const steps = [1, 2, 3, 4, 5].map((step) => `density-${step}`)
      const near = steps.slice(1).filter((name, at) => distance(colours[name], colours[steps[at]], kind) < 10)
      assert.deepEqual(near, [])
    })

    // Rust and ochre cannot both be legible as text and differ for these eyes: disagreement always has its ≠ and its words.
    test(`${theme}, ${kind}: holding looks neither like fire nor like disagreement`, () => {
      assert.deepEqual(alike(colours, ["teal", "rust"], kind, 10), [])
      assert.deepEqual(alike(colours, ["teal", "ochre"], kind, 10), [])
    })
  }
}

test("the distance is that of the published pairs", () => {
  // Two of the pairs with which Sharma, Wu and Dalal check implementations lie near sRGB greys; black to white is 100.
  assert.equal(Math.round(distance("#000000", "#ffffff", "normal")), 100)
  assert.ok(Math.abs(distance("#ff0000", "#00ff00", "normal") - 86.6) < 0.2)
  assert.ok(distance("#d7191c", "#1a9641", "deutan") < distance("#d7191c", "#1a9641", "normal") / 2)
})

function below(colours, pairs, least) {
  return pairs.flatMap(([name, grounds]) =>
    grounds
      .filter((ground) => contrast(colours[name], colours[ground]) < least)
      .map((ground) => `${name} on ${ground}: ${contrast(colours[name], colours[ground]).toFixed(2)}`),
  )
}

function alike(colours, names, kind, least) {
  return names.flatMap((one, at) =>
    names
      .slice(at + 1)
      .filter((other) => distance(colours[one], colours[other], kind) < least)
      .map((other) => `${one} and ${other}: ${distance(colours[one], colours[other], kind).toFixed(1)}`),
  )
}
