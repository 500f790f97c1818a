/** Tests of what the clock computes: days, sites, statuses, attacks and months. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { announcedOn } from "../src/lib/announcedOn.ts"
import { attacksShown } from "../src/lib/attacksShown.ts"
import { days } from "../src/lib/days.ts"
import { sitesOn } from "../src/lib/sitesOn.ts"
import { statusOn } from "../src/lib/statusOn.ts"
import { Store } from "../src/lib/store.ts"
import { shownQuestion } from "../src/lib/shownQuestion.ts"
import { clockSet, spanShown } from "../src/lib/spanShown.ts"
import { dayOfRecord } from "../src/lib/dayOfRecord.ts"
import { viewAddress } from "../src/lib/viewAddress.ts"

const site = (given) => ({
  slug: "besmaya-2020",
  status: "completed",
  counted: true,
  announced_on: null,
  date_latest: "2020-07-25",
  ...given,
})
const attack = (date_latest, killed_max = 0, date_earliest = date_latest) => ({ date_earliest, date_latest, killed_max })
const slugs = (rows) => rows.map(({ slug }) => slug)

test("a site counts from its latest day on", () => {
  assert.deepEqual(slugs(sitesOn([site()], "2020-07-25").passed), ["besmaya-2020"])
  assert.deepEqual(slugs(sitesOn([site()], "2020-07-24").ahead), ["besmaya-2020"])
})

test("a site that does not count is never in the counter", () => {
  assert.deepEqual(sitesOn([site({ counted: false })], "2020-07-25").passed, [])
})

test("a scheduled site is never done, however late", () => {
  const harir = site({ status: "scheduled", date_latest: null })
  assert.deepEqual(sitesOn([harir], "2030-01-01").passed, [])
})

test("an announcement is told from its own day until the handover", () => {
  const taji = site({ announced_on: "2020-07-20" })
  assert.deepEqual(announcedOn([taji], "2020-07-19"), [])
  assert.deepEqual(announcedOn([taji], "2020-07-20"), [taji])
  assert.deepEqual(announcedOn([taji], "2020-07-25"), [])
})

test("the spell that began last holds", () => {
  const spells = [
    { from: null, status: "unknown", maybe: [] },
    { from: "2020-07-25", status: "transferred", maybe: [] },
  ]
  assert.equal(statusOn(spells, "2020-07-24").status, "unknown")
  assert.equal(statusOn(spells, "2020-07-25").status, "transferred")
  assert.equal(statusOn([], "2020-07-25"), null)
})

test("attacks are shown up to the day and not after it, and one without a day never", () => {
  const attacks = ["2019-07-25", "2019-07-26", "2020-07-25", "2020-07-26", null].map((day) => attack(day))
  const clock = { on: "2020-07-25", window: null, mode: "window", months: 12 }
  assert.deepEqual(
    attacksShown(attacks, spanShown(clock), "latest").map((one) => one.date_latest),
    ["2019-07-26", "2020-07-25"],
  )
  assert.equal(attacksShown(attacks, spanShown({ ...clock, mode: "cumulative" }), "latest").length, 3)
})

test("an attack of uncertain day is shown on its latest, wherever possible, or only where certain", () => {
  const july = attack("2020-07-31", 0, "2020-07-01")
  const shown = (from, to) =>
    ["latest", "possible", "certain"].filter((count) => attacksShown([july], { from, to }, count).length === 1)
  assert.deepEqual(shown("2020-07-01", "2020-07-31"), ["latest", "possible", "certain"])
  assert.deepEqual(shown("2020-07-15", "2020-08-31"), ["latest", "possible"])
  assert.deepEqual(shown(null, "2020-07-15"), ["possible"])
  assert.deepEqual(shown(null, "2020-06-30"), [])
  assert.deepEqual(shown(null, "2020-07-31"), ["latest", "possible", "certain"])
})

test("a brushed window goes along with the clock and keeps its length", () => {
  const window = { from: "2020-01-01", to: "2020-07-25" }
  const clock = { on: "2020-07-25", window, mode: "window", months: 12 }
  assert.deepEqual(spanShown(clock), window)
  assert.deepEqual(clockSet(clock, "2020-08-01"), { on: "2020-08-01", window: { from: "2020-01-08", to: "2020-08-01" } })
  assert.equal(clockSet(clock, "2020-07-25").window, window)
})

test("days survive the way to a number and back, and a month's end is kept", () => {
  assert.equal(days.iso(days.number("2020-02-29")), "2020-02-29")
  assert.equal(days.addMonths("2020-03-31", -1), "2020-02-29")
  assert.equal(days.addMonths("2020-01-15", 12), "2021-01-15")
  assert.equal(days.valid("2020-02-30"), false)
  assert.equal(days.valid("2020-7-5"), false)
})

const plain = {
  on: "2026-11-25",
  window: null,
  mode: "window",
  count: "latest",
  by: null,
  compare: null,
  with: "side",
  filters: {},
  q: "",
  bbox: null,
  view: null,
  at: null,
  sort: null,
  months: 12,
}

test("a view goes into the address and comes back the same", () => {
  const view = {
    ...plain,
    on: "2020-07-25",
    window: { from: "2020-01-01", to: null },
    mode: "window",
    count: "possible",
    by: "week",
    compare: "2020-03-01",
    with: "swipe",
    filters: { drawdown: ["iraq-2020"], weapon: ["rocket", "drone"] },
    q: "معسكر & 1",
    bbox: "43.5,32.9,44.9,33.9",
    view: { zoom: 8.25, lat: 33.3, lon: 44.4 },
    at: "handovers/besmaya-2020",
    sort: "-killed_max",
  }
  const address = viewAddress.write("?style=weapon", view, "2026-11-25")
  assert.match(address, /^\?style=weapon&on=2020-07-25&datetime=2020-01-01\/..&count=possible/)
  assert.match(address, /&map=8.25\/33.3\/44.4&at=handovers\/besmaya-2020/)
  assert.deepEqual(viewAddress.read(address, "2026-11-25"), view)
})

test("what is the default is left out of the address, and nonsense in it is the default", () => {
  assert.equal(viewAddress.write("", plain, "2026-11-25"), "")
  const nonsense = "?on=2020-13-01&attacks=many&mode=x&map=6/99/0&at=people/a&datetime=soon&weapon="
  assert.deepEqual(viewAddress.read(nonsense, "2026-11-25"), plain)
})

test("the names of earlier links are understood, and written anew", () => {
  const view = viewAddress.read("?on=2020-07-25&site=besmaya-2020&attacks=3", "2026-11-25")
  assert.deepEqual([view.at, view.months], ["handovers/besmaya-2020", 3])
  assert.equal(
    viewAddress.write("?on=2020-07-25&site=besmaya-2020", view, "2026-11-25"),
    "?on=2020-07-25&at=handovers/besmaya-2020&attacks=3",
  )
  assert.equal(viewAddress.read("?attack=2020-07-24-besmaya", "2026-11-25").at, "attacks/2020-07-24-besmaya")
})

test("a window's end is the clock where no day is given", () => {
  assert.equal(viewAddress.read("?datetime=2020-01-01/2020-07-25", "2026-11-25").on, "2020-07-25")
})

test("the server is asked with the filters alone, however the clock stands", () => {
  const view = { ...plain, filters: { weapon: ["rocket", "drone"] }, q: "taji", on: "2020-07-25" }
  assert.equal(viewAddress.question(view), "weapon=rocket,drone&q=taji")
})

test("what is shown is asked for by its days, by how uncertain ones are counted, and the filters", () => {
  const view = { ...plain, filters: { weapon: ["rocket"] }, on: "2020-07-25" }
  assert.equal(shownQuestion(view), "datetime=2019-07-26/2020-07-25&count=latest&weapon=rocket")
  assert.equal(shownQuestion({ ...view, mode: "cumulative", count: "possible" }), "datetime=../2020-07-25&count=possible&weapon=rocket")
})

test("who watches the state hears which parts changed, and nothing where none did", () => {
  const store = new Store({ on: "a", q: "" })
  const heard = []
  store.watch((state, changed) => heard.push([...changed].join()))
  store.set({ on: "a" })
  store.set({ on: "b", q: "" })
  assert.deepEqual(heard, ["on,q", "on"])
})

test("opening a record sets the clock to its day", () => {
  const record = {
    today: "2026-11-25",
    first_day: "2019-01-01",
    sites: [site({})],
  }
  const attacks = [{ slug: "a-1", date_latest: "2020-03-11" }]
  assert.equal(dayOfRecord(record, attacks, "handovers/besmaya-2020"), "2020-07-25")
  assert.equal(dayOfRecord(record, attacks, "attacks/a-1"), "2020-03-11")
  assert.equal(dayOfRecord(record, attacks, "bases/besmaya"), null)
})

test("a clock that stands at today is told where a record is open, which would set it otherwise", () => {
  const open = { ...plain, at: "attacks/a-1" }
  assert.equal(viewAddress.write("", open, "2026-11-25"), "?on=2026-11-25&at=attacks/a-1")
})
