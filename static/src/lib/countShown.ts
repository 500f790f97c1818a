import type { Attack } from "./attack"
import type { AttackSet } from "./attackSet"
import { days } from "./days"
import type { Asked } from "./mapState"
import type { Span } from "./spanShown"

/** How many attacks the days shown have; where they come only as counts, those of the bars that begin in these days. */
export function countShown(set: AttackSet, shown: Attack[], { from, to }: Span, count: Asked["count"]): number {
  if (set.all) return shown.length
  const [first, last] = [from === null ? -Infinity : days.number(from), days.number(to)]
  return set.bars
    .filter(([day]) => day >= first && day <= last)
    .reduce((sum, [, , certain, possible, latest]) => sum + { latest, certain, possible: certain + possible }[count], 0)
}
