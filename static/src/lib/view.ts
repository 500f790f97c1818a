import type { Attack } from "./attack"
import type { Cells } from "./attackSet"

/** What the reader looks at: the clock's day, the one thing selected, and the attacks of the days that are shown. */
export interface View {
  day: string
  site: string | null
  base: string | null
  attack: string | null
  /** The first day whose attacks are shown (null: all before), and the last. */
  from: string | null
  to: string
  /** How many months up to the day these are, where they are counted in months. */
  months: number | null
  /** Those of these days that the filters leave, oldest first. */
  shown: Attack[]
  /** Hexagons in place of attacks, where there are too many to come one by one. */
  cells: Cells | null
  /** Those of all days that the filters leave; of more than the server sends one by one, the first. */
  attacks: Attack[]
}
