import { days } from "./days"
import type { Attack } from "./attack"

/** The attacks of the months up to a day, or all up to it when `months` is null; placed by their latest possible day. */
export function attacksShown(attacks: Attack[], day: string, months: number | null): Attack[] {
  const after = months === null ? "" : days.addMonths(day, -months)
  return attacks.filter(({ date_latest: on }) => on !== null && on > after && on <= day)
}
