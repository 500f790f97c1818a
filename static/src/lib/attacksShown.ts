import type { Attack } from "./attack"
import type { Asked } from "./mapState"
import type { Span } from "./spanShown"

type Dated = Pick<Attack, "date_earliest" | "date_latest">

/**
 * The attacks of a span of days; those without a day never. One whose day is uncertain is there by its latest possible
 * day, or wherever it may have been, or only where all its days lie within.
 */
export function attacksShown<Row extends Dated>(attacks: Row[], { from, to }: Span, count: Asked["count"]): Row[] {
  const start = from ?? ""
  return attacks.filter(({ date_earliest: first, date_latest: last }) => {
    if (count === "possible") return (last ?? "9") >= start && (first ?? "0") <= to && (first ?? last) !== null
    if (last === null || last > to) return false
    return count === "latest" ? last >= start : from === null || (first !== null && first >= start)
  })
}
