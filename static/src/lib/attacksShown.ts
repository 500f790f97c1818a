import { days } from "./days"
import type { MapRecord } from "./mapRecord"

type Attack = MapRecord["attacks"][number]

/** Those among the filtered of the attacks of the months up to a day, or all up to it when `months` is null; placed by their latest possible day. */
export function attacksShown(
  attacks: Attack[],
  day: string,
  months: number | null,
  among: ReadonlySet<string> | null = null,
): Attack[] {
  const after = months === null ? "" : days.addMonths(day, -months)
  return attacks.filter(({ slug, date_latest: on }) =>
      on !== null && on > after && on <= day && (among === null || among.has(slug)),)
}
