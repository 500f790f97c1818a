import type { Attack } from "./attack"
import { attackKind, KINDS } from "./attackKind"
import type { AttackSet } from "./attackSet"
import type { Buckets } from "./buckets"
import type { Asked } from "./mapState"

type Count = Asked["count"]
type Fired = Pick<Attack, "first" | "last" | "weapons">

/** How many attacks each bar stands for, kind by kind; the bar's place times the number of kinds, plus the kind's. */
export interface Bars {
  /** Certain to lie in the bar. */
  solid: Uint32Array
  /** Counted in the bar, but may lie outside it. */
  hatched: Uint32Array
}

/** Counts attacks whose every day is known by bars; an attack of uncertain day as `count` says. */
export function barsOf(attacks: Fired[], buckets: Buckets, count: Count): Bars {
  const bars = empty(buckets)
  for (const { first, last, weapons } of attacks) {
    const kind = attackKind(weapons)
    const [from, to] = [buckets.at(first ?? buckets.start), buckets.at(last ?? buckets.end)]
    if (first !== null && last !== null && from === to) {
      if (buckets.holds(first) && buckets.holds(last)) bars.solid[to * KINDS.length + kind]! += 1
    } else if (count === "latest") {
      if (last !== null && buckets.holds(last)) bars.hatched[to * KINDS.length + kind]! += 1
    } else if (count === "possible" && (first ?? last) !== null) {
      if ((last ?? buckets.start) < buckets.start || (first ?? buckets.start) >= buckets.end) continue
      for (let place = from; place <= to; place++) bars.hatched[place * KINDS.length + kind]! += 1
    }
  }
  return bars
}

/** The same of more attacks than are sent one by one, which the server counted in bars of the same width. */
export function barsOfCounts(set: Extract<AttackSet, { all: false }>, buckets: Buckets, count: Count): Bars {
  const bars = empty(buckets)
  const kinds = set.words.weapons.map(({ code }) => attackKind([code]))
  for (const [day, weapon, certain, possible, latest] of set.bars) {
    if (!buckets.holds(day)) continue
    const place = buckets.at(day) * KINDS.length + (kinds[weapon] ?? KINDS.length - 1)
    bars.solid[place]! += certain
    bars.hatched[place]! += { latest: latest - certain, possible, certain: 0 }[count]
  }
  return bars
}

/** The attacks of each bar together. */
export function totals({ solid, hatched }: Bars): number[] {
  const sums = new Array<number>(solid.length / KINDS.length).fill(0)
  for (let place = 0; place < solid.length; place++)
    sums[Math.floor(place / KINDS.length)]! += solid[place]! + hatched[place]!
  return sums
}

function empty(buckets: Buckets): Bars {
  const size = buckets.length * KINDS.length
  return { solid: new Uint32Array(size), hatched: new Uint32Array(size) }
}
