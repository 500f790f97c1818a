/** Tests of how an answer's columns become attacks, and of the words for their days. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { attacksOf } from "../src/lib/attack.ts"
import { Words } from "../src/lib/words.ts"

const answer = {
  count: 2,
  all: true,
  columns: {
    slug: ["2020-07-24-besmaya", "nowhere"],
    first: [18467, null],
    last: [18467, null],
    lat: [33.2, null],
    lon: [44.6, null],
    radius: [1000, null],
    basis: [1, 0],
    weapons: [5, 0],
    munitions: [[4, null], null],
    killed: [[0, 0], null],
    wounded: [[1, 3], null],
    base: [0, -1],
    place: [-1, -1],
    launch: [0, -1],
    outcome: [0, -1],
    sources: [3, 1],
    title: [0, 1],
  },
  words: {
    weapons: ["rocket", "mortar", "drone", "several"].map((code) => ({ code, label: code })),
    outcomes: [{ code: "hit", label: "hit" }],
    basis: ["exact", "site"].map((code) => ({ code, label: code })),
    bases: [{ slug: "besmaya", name: "Besmaya", url: "/bases/besmaya/" }],
    places: [],
    launches: [{ code: "IQ-DI", text: "Diyala" }],
    titles: ["4 rockets", "attack"],
    title: "%(what)s: %(where)s",
    nowhere: "place not reported",
    url: "/attacks/%(slug)s/",
  },
}

test("columns become attacks, nothing reported stays null and is not 0", () => {
  const [besmaya, nowhere] = attacksOf(answer)
  assert.deepEqual(besmaya.weapons, ["rocket", "drone"])
  assert.deepEqual([besmaya.title, besmaya.base], ["4 rockets: Besmaya", "besmaya"])
  assert.deepEqual([besmaya.url, besmaya.date_latest], ["/attacks/2020-07-24-besmaya/", "2020-07-24"])
  assert.deepEqual([besmaya.munitions_min, besmaya.munitions_max], [4, null])
  assert.deepEqual([besmaya.killed_min, besmaya.killed_max, besmaya.wounded_max], [0, 0, 3])
  assert.deepEqual([besmaya.launch_area, besmaya.outcome], [{ code: "IQ-DI", text: "Diyala" }, "hit"])
  assert.deepEqual([nowhere.killed_min, nowhere.date_latest, nowhere.launch_area], [null, null, null])
  assert.deepEqual([nowhere.base, nowhere.title], [null, "attack: place not reported"])
})

test("the same answer gives the same list, so that marks can be compared", () => {
  assert.equal(attacksOf(answer), attacksOf(answer))
})

test("days are told as a day, a span, a whole month or a whole year", () => {
  const words = new Words({}, "en")
  assert.equal(words.window("2020-07-24", "2020-07-24"), "24 July 2020")
  assert.equal(words.window("2020-02-01", "2020-02-29"), "February 2020")
  assert.equal(words.window("2020-01-01", "2020-12-31"), "2020")
  assert.match(words.window("2020-03-17", "2020-03-19"), /^17\D+19 March 2020$/)
  assert.equal(words.window(null, "2020-03-19"), "19 March 2020")
  assert.equal(words.window(null, null), "")
})
