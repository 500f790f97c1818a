import type { MapRecord } from "./mapRecord"

export type Dated = { slug: string; date_latest: string | null }

/** The latest possible day of what `at` names; null where it has none that has come, is not among the attacks, or is a base. */
export function dayOfRecord(record: MapRecord, attacks: Dated[], at: string | null): string | null {
  const [noun, slug] = (at ?? "").split("/")
  const rows: Dated[] = noun === "handovers" ? record.sites : noun === "attacks" ? attacks : []
  const day = rows.find((row) => row.slug === slug)?.date_latest ?? null
  return day !== null && day >= record.first_day && day <= record.today ? day : null
}
