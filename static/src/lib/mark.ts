import type { BaseStatus } from "./api"
import type { Attack } from "./attack"
import type { MapRecord } from "./mapRecord"

/** One thing on the map that can be chosen: a site handed over, another base, a place known only for attacks, or a bunch of such places. */
export interface Mark {
  key: string
  kind: "site" | "base" | "place" | "bunch"
  longitude: number
  latitude: number
  uncertainty: number
  name: string
  /** The place in the sequence, for a site. */
  ordinal: string
  /** A status code, for a base; `none` where it does not count in the drawdown. */
  status: BaseStatus | "none"
  site: MapRecord["sites"][number] | null
  base: MapRecord["bases"][number] | null
  /** The attacks on it that are shown, newest first. */
  attacks: Attack[]
  selected: boolean
  /** What a bunch stands for. */
  places?: Mark[]
}
