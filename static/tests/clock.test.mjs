/** Tests of what the clock computes: days, sites, statuses, attacks and months. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { announcedOn } from "../src/lib/announcedOn.ts"
import { attacksShown } from "../src/lib/attacksShown.ts"
import { days } from "../src/lib/days.ts"
import { monthCounts } from "../src/lib/monthCounts.ts"
import { sitesOn } from "../src/lib/sitesOn.ts"
import { statusOn } from "../src/lib/statusOn.ts"
import { viewAddress } from "../src/lib/viewAddress.ts"

const site = (given) => ({
  slug: "besmaya-2020",
  status: "completed",
  counted: true,
  announced_on: null,
  date_latest: "2020-07-25",
  ...given,
})
const attack = (date_latest, killed_max = 0) => ({ date_latest, killed_max })
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
  assert.deepEqual(
    attacksShown(attacks, "2020-07-25", 12).map((one) => one.date_latest),
    ["2019-07-26", "2020-07-25"],
  )
  assert.equal(attacksShown(attacks, "2020-07-25", null).length, 3)
})

test("a month counts each attack whole, those with deaths apart, and empty months are there", () => {
  const counts = monthCounts(
    [attack("2020-01-31", 2), attack("2020-01-01"), attack("2020-03-01")],
    "2020-01-15",
    "2020-03-02",
  )
  assert.deepEqual(counts, [
    { month: "2020-01", deadly: 1, other: 1 },
    { month: "2020-02", deadly: 0, other: 0 },
    { month: "2020-03", deadly: 0, other: 1 },
  ])
})

test("days survive the way to a number and back, and a month's end is kept", () => {
  assert.equal(days.iso(days.number("2020-02-29")), "2020-02-29")
  assert.equal(days.addMonths("2020-03-31", -1), "2020-02-29")
  assert.equal(days.addMonths("2020-01-15", 12), "2021-01-15")
  assert.equal(days.valid("2020-02-30"), false)
  assert.equal(days.valid("2020-7-5"), false)
})

test("a view goes into the address and comes back the same", () => {
  const view = { day: "2020-07-25", site: "besmaya-2020", base: null, attack: null, months: null }
  const address = viewAddress.write("?drawdown=iraq-2020", view, "2026-11-25")
  assert.equal(address, "?drawdown=iraq-2020&on=2020-07-25&site=besmaya-2020&attacks=all")
  assert.deepEqual(viewAddress.read(address, "2026-11-25"), view)
})

test("what is the default is left out of the address, and nonsense in it is today", () => {
  const today = { day: "2026-11-25", site: null, base: null, attack: null, months: 12 }
  assert.equal(viewAddress.write("", today, "2026-11-25"), "")
  assert.deepEqual(viewAddress.read("?on=2020-13-01&attacks=many", "2026-11-25"), today)
})
