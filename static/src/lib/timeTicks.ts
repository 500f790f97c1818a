import { days } from "./days"
import type { TimeScale } from "./timeScale"

// Pixels that a name of each kind takes.
const [YEAR, MONTH, LETTER, DAY] = [34, 30, 12, 16]
// Where there is one row of names, months that begin a quarter; January has the year in its place.
const QUARTERLY = 15
const QUARTERS = new Set(["04", "07", "10"])
const WEEKLY = new Set(["08", "15", "22"])

export interface Tick {
  day: number
  /** How it is written; null: a line alone. */
  as: "year" | "month" | "monthYear" | "letter" | "day" | null
  /** Major ticks have a line through the bars, and stand in the lower row where there are two. */
  major: boolean
}

/** Years, and as far as their names have room, months and days; in two rows of names, or one. */
export function timeTicks(scale: TimeScale, two: boolean): Tick[] {
  const monthly = scale.perDay * 30.4
  const daily = two && scale.perDay * 7 >= 2 * DAY
  const ticks: Tick[] = []
  for (const day of monthsOf(scale)) {
    const month = days.iso(day)
    if (daily) ticks.push({ day, as: "monthYear", major: true })
    else if (!two && monthly >= QUARTERLY && QUARTERS.has(month.slice(5, 7))) ticks.push({ day, as: "month", major: false })
    else {
      if (month.endsWith("-01-01")) ticks.push({ day, as: yearly(month, monthly * 12) ? "year" : null, major: true })
      if (two && monthly >= LETTER) ticks.push({ day, as: monthly >= MONTH ? "month" : "letter", major: false })
    }
  }
  if (daily)
    for (let day = scale.first; day < scale.end; day++)
      if (scale.perDay >= DAY || WEEKLY.has(days.iso(day).slice(8))) ticks.push({ day, as: "day", major: false })
  return ticks
}

/** The first days of the months shown. */
function monthsOf(scale: TimeScale): number[] {
  const found: number[] = []
  for (let first = `${days.iso(scale.first).slice(0, 7)}-01`; days.number(first) < scale.end; first = days.addMonths(first, 1))
    if (days.number(first) >= scale.first) found.push(days.number(first))
  return found
}

function yearly(month: string, pixels: number): boolean {
  return Number(month.slice(0, 4)) % Math.ceil(YEAR / pixels) === 0
}
