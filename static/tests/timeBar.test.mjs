/** Tests of what the time bar computes: bars of certain and uncertain days, its scale and names, steps and play. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { attackKind, KINDS } from "../src/lib/attackKind.ts"
import { barsOf, barsOfCounts, totals } from "../src/lib/bars.ts"
import { Buckets } from "../src/lib/buckets.ts"
import { countShown } from "../src/lib/countShown.ts"
import { countTicks } from "../src/lib/countTicks.ts"
import { days } from "../src/lib/days.ts"
import { eventLabels } from "../src/lib/eventLabels.ts"
import { played } from "../src/lib/played.ts"
import { stopFrom } from "../src/lib/stops.ts"
import { TimeScale } from "../src/lib/timeScale.ts"
import { timeTicks } from "../src/lib/timeTicks.ts"
import { partShown, widthFor } from "../src/lib/timeWindow.ts"

const number = days.number
const fired = (first, last = first, weapons = ["rocket"]) => ({
  first: first && number(first),
  last: last && number(last),
  weapons,
})
const buckets = (by, first, last) => new Buckets(by, number(first), number(last))
const at = (kind, list) => [...list].filter((_count, place) => place % KINDS.length === attackKind([kind]))

test("days are cut into whole months, weeks from Monday, or days", () => {
  const starts = (by) => buckets(by, "2020-02-27", "2020-03-02").starts.map((day) => days.iso(day))
  assert.deepEqual(starts("month"), ["2020-02-01", "2020-03-01", "2020-04-01"])
  assert.deepEqual(starts("week"), ["2020-02-24", "2020-03-02", "2020-03-09"])
  assert.equal(starts("day").length, 6)
})

test("an attack whose days all lie in a bar is certain there, however it is counted", () => {
  const july = buckets("month", "2020-06-01", "2020-08-31")
  for (const count of ["latest", "possible", "certain"]) {
    const bars = barsOf([fired("2020-07-01", "2020-07-31")], july, count)
    assert.deepEqual(at("rocket", bars.solid), [0, 1, 0])
    assert.deepEqual(at("rocket", bars.hatched), [0, 0, 0])
  }
})

test("one that may lie outside a bar is hatched on its latest day, wherever possible, or nowhere", () => {
  const hatched = (count) =>
    at("rocket", barsOf([fired("2020-06-20", "2020-07-03")], buckets("month", "2020-06-01", "2020-08-31"), count).hatched)
  assert.deepEqual(hatched("latest"), [0, 1, 0])
  assert.deepEqual(hatched("possible"), [1, 1, 0])
  assert.deepEqual(hatched("certain"), [0, 0, 0])
})

test("an attack with one end unknown may lie anywhere before or after, and one with none is in no bar", () => {
  const hatched = (...ends) =>
    at("rocket", barsOf([fired(...ends)], buckets("month", "2020-06-01", "2020-08-31"), "possible").hatched)
  assert.deepEqual(hatched(null, "2020-07-03"), [1, 1, 0])
  assert.deepEqual(hatched("2020-07-03", null), [0, 1, 1])
  assert.deepEqual(hatched(null, null), [0, 0, 0])
})

test("bars are stacked by what was fired, several kinds apart", () => {
  const bars = barsOf(
    [fired("2020-07-01"), fired("2020-07-02", "2020-07-02", ["one_way_drone"]), fired("2020-07-02", "2020-07-02", ["rocket", "one_way_drone"])],
    buckets("month", "2020-07-01", "2020-07-31"),
    "latest",
  )
  assert.deepEqual([at("rocket", bars.solid), at("one_way_drone", bars.solid), at("several", bars.solid)], [[1], [1], [1]])
  assert.deepEqual(totals(bars), [3])
})

test("bars that the server counted say the same as those counted here", () => {
  const set = {
    all: false,
    words: { weapons: [{ code: "rocket" }, { code: "several" }] },
    bars: [[number("2020-07-01"), 0, 5, 2, 6], [number("2020-08-01"), 1, 1, 0, 1]],
  }
  const counted = (count) => totals(barsOfCounts(set, buckets("month", "2020-07-01", "2020-08-31"), count))
  assert.deepEqual([counted("latest"), counted("possible"), counted("certain")], [[6, 1], [7, 1], [5, 1]])
  assert.equal(countShown(set, [], { from: "2020-07-15", to: "2020-08-10" }, "latest"), 1)
  assert.equal(countShown(set, [], { from: null, to: "2020-08-10" }, "possible"), 8)
})

test("time runs the other way where text does, and a pixel gives back its day", () => {
  const [left, right] = [false, true].map((rtl) => new TimeScale(0, 100, 424, rtl, 12))
  assert.deepEqual([left.x(0), left.x(100), right.x(0), right.x(100)], [12, 412, 412, 12])
  for (const scale of [left, right]) for (const day of [0, 50, 99]) assert.equal(scale.day(scale.x(day + 1)), day)
  assert.deepEqual(right.stretch(0, 99), { x: 12, width: 400 })
  assert.equal(left.day(-50), 0)
})

test("bars are as narrow as the span allows, or as asked", () => {
  assert.equal(widthFor(0, 99, 900, null), "day")
  assert.equal(widthFor(0, 799, 900, null), "week")
  assert.equal(widthFor(0, 2800, 900, null), "month")
  assert.equal(widthFor(0, 2800, 900, "day"), "day")
})

test("what does not fit is shown in part about the clock, and stays while the clock is within", () => {
  const all = new Buckets("day", 0, 999)
  const part = partShown(all, 600, 500, null)
  assert.deepEqual(part, [425, 525])
  assert.deepEqual(partShown(all, 600, 510, part), part)
  assert.deepEqual(partShown(all, 600, 522, part), [447, 547])
  assert.deepEqual(partShown(all, 600, 999, part), [900, 1000])
  assert.deepEqual(partShown(all, 9000, 10, null), [0, 1000])
})

test("counts are marked at round numbers", () => {
  assert.deepEqual([countTicks(1), countTicks(14), countTicks(240)], [[1], [5, 10], [100, 200]])
})

test("years always have their line, and months and days their names where there is room", () => {
  const named = (first, last, width, two = true) =>
    timeTicks(new TimeScale(number(first), number(last), width, false), two).map(({ as }) => as)
  assert.deepEqual(named("2019-06-01", "2022-01-01", 300), ["year", "year"])
  assert.ok(named("2020-01-01", "2021-01-01", 600).includes("month"))
  assert.ok(named("2020-01-10", "2020-03-01", 600).includes("day"))
  assert.deepEqual(named("2020-01-01", "2021-01-01", 350, false), ["year", "month", "month", "month"])
})

test("names that would collide are left out; lines at one place share the rows", () => {
  const spots = eventLabels([100, 101, 102, 300], [80, 80, 80, 80], 2, 0, 400)
  assert.deepEqual(spots.map((spot) => spot?.row ?? null), [0, 1, 0, 0])
  assert.ok(spots[2].left + 80 <= 102)
  assert.deepEqual(eventLabels([10, 11, 12], [80, 80, 80], 1, 0, 100).filter(Boolean).length, 1)
})

test("steps go by days, weeks and months as far as the record, and to attacks and handovers", () => {
  const record = {
    first_day: "2020-01-01",
    today: "2020-12-31",
    sites: [{ counted: true, status: "completed", date_latest: "2020-07-25" }, { counted: false, status: "completed", date_latest: "2020-07-01" }],
  }
  const attacks = { all: false, words: {}, bars: [[number("2020-07-01"), 0, 1, 0, 1], [number("2020-07-24"), 0, 1, 0, 1]] }
  const to = (day, back, step) => stopFrom(day, back, step, record, attacks)
  assert.deepEqual(["day", "week", "month"].map((step) => to("2020-03-31", false, step)), ["2020-04-01", "2020-04-07", "2020-04-30"])
  assert.equal(to("2020-12-30", false, "week"), "2020-12-31")
  assert.equal(to("2020-12-31", false, "day"), null)
  assert.equal(to("2020-07-24", true, "attack"), "2020-07-01")
  assert.equal(to("2020-07-01", false, "attack"), "2020-07-24")
  assert.equal(to("2020-07-24", false, "handover"), "2020-07-25")
  assert.equal(to("2020-07-25", false, "handover"), null)
})

test("a play goes on by its speed, keeps what is left of a day, and never passes the end", () => {
  assert.deepEqual(played("2020-01-01", 105, 10, "2020-12-31", false), { day: "2020-01-02", left: 5 })
  assert.equal(played("2020-12-30", 1000, 30, "2020-12-31", false).day, "2020-12-31")
  assert.equal(played("2020-01-01", 900, 120, "2020-12-31", true).day, "2020-01-01")
  assert.equal(played("2020-01-01", 1000, 120, "2020-12-31", true).day, "2020-01-31")
})
