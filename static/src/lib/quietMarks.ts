import type { Mark } from "./mark"

type Spot = { x: number; y: number }

/** Keys of bases outside the drawdown, with no attack, that would crowd another mark. They appear when the map is closer. */
export function quietMarks(marks: Mark[], spots: Spot[], least: number): Set<string> {
  const kept: Spot[] = []
  const quiet = new Set<string>()
  const order = marks
    .map((mark, index) => ({ mark, spot: spots[index]! }))
    .sort((a, b) => rank(a.mark) - rank(b.mark))
  for (const { mark, spot } of order) {
    const crowded = kept.some((other) => Math.hypot(other.x - spot.x, other.y - spot.y) < least)
    if (crowded && rank(mark) >= 2) quiet.add(mark.key)
    else kept.push(spot)
  }
  return quiet
}

function rank(mark: Mark): number {
  if (mark.selected) return -1
  if (mark.kind === "site") return 0
  return mark.kind === "base" && mark.status === "none" && mark.attacks.length === 0 ? 2 : 1
}
