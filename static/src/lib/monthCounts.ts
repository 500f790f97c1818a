import type { Attack } from "./attack"

/** Attacks by month, each whole in the month of its latest day; every month from the first to the last is there. */
export function monthCounts(attacks: Attack[], first: string, last: string): MonthCount[] {
  const months = monthsBetween(first.slice(0, 7), last.slice(0, 7))
  const counts = new Map(months.map((month) => [month, { month, deadly: 0, other: 0 }]))
  for (const attack of attacks) {
    const count = counts.get((attack.date_latest ?? "").slice(0, 7))
    if (count) count[(attack.killed_max ?? attack.killed_min ?? 0) > 0 ? "deadly" : "other"] += 1
  }
  return [...counts.values()]
}

type MonthCount = { month: string; deadly: number; other: number }

function monthsBetween(first: string, last: string): string[] {
  const months: string[] = []
  let [year, month] = first.split("-").map(Number) as [number, number]
  for (let text = first; text <= last;) {
    months.push(text)
    month += 1
    if (month > 12) [year, month] = [year + 1, 1]
    text = `${year}-${String(month).padStart(2, "0")}`
  }
  return months
}
