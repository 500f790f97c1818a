import type { MapRecord } from "./mapRecord"

/** The latest possible day of what `at` names; null where it has none that has come, or is a base. */
export function dayOfRecord(record: MapRecord, at: string | null): string | null {
  const [noun, slug] = (at ?? "").split("/")
  const rows = noun === "handovers" ? record.sites : noun === "attacks" ? record.attacks : []
  const day = rows.find((row) => row.slug === slug)?.date_latest ?? null
  return day !== null && day >= record.first_day && day <= record.today ? day : null
}
