import type { Attack } from "./attack"
import { attacksOf } from "./attack"
import type { AttackSet } from "./attackSet"
import { days } from "./days"
import type { MapRecord } from "./mapRecord"

/** What the clock steps by. */
export const STEPS = ["day", "week", "month", "attack", "handover"] as const
export type Step = (typeof STEPS)[number]

/** The day of the next stop after a day, or of the one before it; null where the record has none. */
export function stopFrom(
  day: string,
  back: boolean,
  step: Step,
  record: Pick<MapRecord, "sites" | "today" | "first_day">,
  attacks: AttackSet,
): string | null {
  const sign = back ? -1 : 1
  if (step === "day" || step === "week") return within(days.add(day, sign * (step === "day" ? 1 : 7)), day, record)
  if (step === "month") return within(days.addMonths(day, sign), day, record)
  const stops = step === "handover" ? handoverDays(record) : attackDays(attacks)
  const met = stops.filter((stop) => (back ? stop < day : stop > day) && stop <= record.today)
  return met.reduce<string | null>((best, stop) => (best === null || stop < best !== back ? stop : best), null)
}

/** A step over an end goes to the end; none goes on from it. */
function within(day: string, from: string, { today, first_day: first }: Pick<MapRecord, "today" | "first_day">): string | null {
  const reached = day < first ? first : day > today ? today : day
  return reached === from ? null : reached
}

function handoverDays({ sites }: Pick<MapRecord, "sites">): string[] {
  return sites.flatMap(({ counted, status, date_latest: on }) => (counted && status === "completed" && on ? [on] : []))
}

const known = new WeakMap<AttackSet, string[]>()

/** The latest days of the attacks; of those that come only as counts, the days on which their bars begin. */
function attackDays(set: AttackSet): string[] {
  let stops = known.get(set)
  if (!stops) {
    stops = set.all ? attacksOf(set).flatMap(lastDay) : set.bars.map(([day]) => days.iso(day))
    stops = [...new Set(stops)]
    known.set(set, stops)
  }
  return stops
}

function lastDay({ date_latest: on }: Attack): string[] {
  return on === null ? [] : [on]
}
