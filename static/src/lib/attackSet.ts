import type { AttackRow, Weapon } from "./api"

/** The attacks that the filters leave: each of them in columns, or aggregates with the first 200 in columns. Days count from 1970-01-01. */
export type AttackSet = { count: number; columns: AttackColumns; words: AttackWords } & (
  | { all: true }
  | {
      all: false
      days: { first: number; last: number; by: "month" | "week" | "day" }
      /** Day, place in words.weapons, certain, possible, latest. */
      bars: Array<[number, number, number, number, number]>
      cells: Cells
    }
)

/** Hexagons of the H3 grid with their counts. */
export interface Cells {
  resolution: number
  ids: string[]
  /** Of each, latitude and longitude of a corner, then of each other from the one before, in ten thousandths of a degree. */
  corners: number[][]
  /** Index into ids, month counted from January 1970 (null: no date), count. */
  months: Array<[number, number | null, number]>
}

/** One value per attack; null is "not reported", -1 "none" where a column holds places in a list. */
export interface AttackColumns {
  slug: string[]
  first: Array<number | null>
  last: Array<number | null>
  lat: Array<number | null>
  lon: Array<number | null>
  /** Metres. */
  radius: Array<number | null>
  basis: number[]
  /** Bit 0 is the first of words.weapons. */
  weapons: number[]
  munitions: Range[]
  killed: Range[]
  wounded: Range[]
  base: number[]
  place: number[]
  launch: number[]
  outcome: number[]
  sources: number[]
  title: number[]
}

export interface AttackWords {
  weapons: Array<Coded<Fired>>
  outcomes: Array<Coded<AttackRow["outcome"]>>
  basis: Array<Coded<NonNullable<AttackRow["location_basis"]>>>
  bases: Array<{ slug: string; name: string; url: string }>
  places: string[]
  launches: Array<{ code: string | null; text: string }>
  titles: string[]
  /** "%(what)s: %(where)s" */
  title: string
  nowhere: string
  /** Of an attack's page, with "%(slug)s". */
  url: string
}

/** From and to; to is null for "at least". */
type Range = [number, number | null] | null
type Coded<Code> = { code: Code; label: string }

/** A weapon, or that there were several. */
export type Fired = Weapon | "several"
