import { KINDS } from "./attackKind"
import type { Bars } from "./bars"
import type { Buckets } from "./buckets"
import { days } from "./days"
import type { Words } from "./words"

/** What one bar says, in words: its days, its attacks kind by kind, and how many of them may lie outside it. */
export function barText(words: Words, { buckets, bars }: { buckets: Buckets; bars: Bars }, place: number): string {
  const row = place * KINDS.length
  const counted = KINDS.map((kind, index) => ({ kind, count: bars.solid[row + index]! + bars.hatched[row + index]! }))
  const all = counted.reduce((sum, { count }) => sum + count, 0)
  const uncertain = KINDS.reduce((sum, _kind, index) => sum + bars.hatched[row + index]!, 0)
  const [first, last] = [buckets.starts[place]!, buckets.starts[place + 1]! - 1].map((day) => days.iso(day))
  const text = words.count("bar_attacks", all, { window: words.window(first!, last!) })
  const parts = counted.filter(({ count }) => count > 0).map(({ kind, count }) => `${words.name("kind", kind)} ${count}`)
  const outside = uncertain > 0 ? [words.count("bar_uncertain", uncertain)] : []
  return [text, ...parts, ...outside].join(" · ")
}
