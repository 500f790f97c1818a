import type { Attack } from "./attack"

/** What the reader looks at: the clock's day, the one thing selected, and how many months of attacks are shown (null: all). */
export interface View {
  day: string
  site: string | null
  base: string | null
  attack: string | null
  months: number | null
  /** Those that the filters leave; of more than the server sends one by one, the first. */
  attacks: Attack[]
}
