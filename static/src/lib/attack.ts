import type { AttackRow } from "./api"
import type { AttackColumns, AttackSet } from "./attackSet"
import { days } from "./days"
import { fill } from "./fill"

/** One attack as the widgets draw and list it. Days are ISO, null is "not reported". */
export interface Attack extends Same {
  title: string
  /** The slug of the base. */
  base: string | null
  /** In words, where the record names one beside the base. */
  place: string
  /** The window's bounds as days since 1970-01-01. */
  first: number | null
  last: number | null
  launch_area: { code: string | null; text: string } | null
}

/** What it has as the API has it. */
type Same = Pick<
  AttackRow,
  | "slug"
  | "url"
  | "latitude"
  | "longitude"
  | "uncertainty_m"
  | "location_basis"
  | "date_earliest"
  | "date_latest"
  | "weapons"
  | "outcome"
  | "source_count"
> &
  Counts

const decoded = new WeakMap<AttackSet, Attack[]>()

/** The attacks of an answer one by one, in its order; the same list for the same answer. */
export function attacksOf(set: AttackSet): Attack[] {
  const known = decoded.get(set) ?? decode(set)
  decoded.set(set, known)
  return known
}

function decode(set: AttackSet): Attack[] {
  const { columns, words } = set
  const iso = remembered((day: number) => days.iso(day))
  const weapons = remembered((mask: number) =>
    words.weapons.flatMap(({ code }, bit) => (code !== "several" && mask & (1 << bit) ? [code] : [])),
  )
  return columns.slug.map((slug, index): Attack => {
    const [first, last, launch] = [columns.first[index]!, columns.last[index]!, columns.launch[index]!]
    return {
      slug,
      url: fill(words.url, { slug }),
      ...whereabouts(set, index),
      first,
      last,
      date_earliest: first === null ? null : iso(first),
      date_latest: last === null ? null : iso(last),
      weapons: weapons(columns.weapons[index]!),
      ...counts(columns, index),
      launch_area: launch < 0 ? null : words.launches[launch]!,
      outcome: words.outcomes[columns.outcome[index]!]?.code ?? "unknown",
      source_count: columns.sources[index]!,
    }
  })
}

function whereabouts({ columns, words }: AttackSet, index: number): Where {
  const base = words.bases[columns.base[index]!]
  const place = words.places[columns.place[index]!] ?? ""
  const where = base?.name || place || words.nowhere
  return {
    title: fill(words.title, { what: words.titles[columns.title[index]!] ?? "", where }),
    base: base?.slug ?? null,
    place,
    latitude: columns.lat[index]!,
    longitude: columns.lon[index]!,
    uncertainty_m: columns.radius[index]!,
    location_basis: words.basis[columns.basis[index]!]?.code ?? null,
  }
}

function counts({ munitions, killed, wounded }: AttackColumns, index: number): Counts {
  const [munitions_min, munitions_max] = munitions[index] ?? NOT_REPORTED
  const [killed_min, killed_max] = killed[index] ?? NOT_REPORTED
  const [wounded_min, wounded_max] = wounded[index] ?? NOT_REPORTED
  return { munitions_min, munitions_max, killed_min, killed_max, wounded_min, wounded_max }
}

const NOT_REPORTED: [null, null] = [null, null]

type Where = Pick<
  Attack,
  "title" | "base" | "place" | "latitude" | "longitude" | "uncertainty_m" | "location_basis"
>
type Counts = Pick<
  AttackRow,
  "munitions_min" | "munitions_max" | "killed_min" | "killed_max" | "wounded_min" | "wounded_max"
>

/** Many attacks share few values: each is made once. */
function remembered<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>()
  return (key) => {
    const value = made.get(key) ?? make(key)
    made.set(key, value)
    return value
  }
}
