/** What the reader looks at: the clock's day, the one thing selected, and how many months of attacks are shown (null: all). */
export interface View {
  day: string
  site: string | null
  base: string | null
  attack: string | null
  months: number | null
  /** The slugs of the attacks that the filters leave; null: all of them. */
  among?: ReadonlySet<string> | null
}
