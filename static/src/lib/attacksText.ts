import type { View } from "./view"
import type { Words } from "./words"

/** "24 attacks in the 12 months before", "… up to this day" or "… from 1 January to 25 July 2020", as the view counts them. */
export function attacksText(words: Words, { from, to, months }: View, count: number): string {
  if (from === null) return words.count("attacks_all", count)
  if (months !== null) return words.count("attacks_year", count, { months })
  return words.count("attacks_window", count, { window: words.window(from, to) })
}
