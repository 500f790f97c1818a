import type { Words } from "./words"

/** A count in words: "none", "4", "3–5", "at least 2"; null where nothing is reported. */
export function countText(words: Words, least: number | null, most: number | null): string | null {
  if (least === null && most === null) return null
  if (most === 0) return words.say("none")
  if (most === null) return words.say("at_least", { count: least! })
  return least === null || least === most ? String(most) : `${least}–${most}`
}
