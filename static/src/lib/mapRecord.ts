import type { BaseRow, BaseStatus, HandoverRow } from "./api"

/** What the map's endpoint answers: the public record without its attacks, cut to what the map draws. Days are ISO, null is "not reported". */
export interface MapRecord {
  today: string
  known_to: string | null
  first_day: string
  drawdown: { slug: string; name: string } | null
  sites: Site[]
  bases: Base[]
  events: Array<{ slug: string; title: string; date_earliest: string | null; date_latest: string | null }>
}

type Place = "latitude" | "longitude" | "uncertainty_m"
type Ordinals = "ordinal" | "ordinal_min" | "ordinal_max"
type Days = "announced_on" | "date_earliest" | "date_latest" | "scheduled_earliest" | "scheduled_latest"
type Sourced = "source_count" | "independent_source_count"

/** A handover; members of the API's rows are as they are there. */
interface Site
  extends Pick<HandoverRow, "slug" | "url" | "status" | "counted" | "days_since_last_attack" | Ordinals | Days | Place | Sourced> {
  base: string
  name: string
  site_name: string | null
  date_text: string
  scheduled_text: string
  overdue: boolean
  transferring: string[]
  receiving: string | null
  disputed: string[]
  sources: string[]
  summary: string
}

interface Base
  extends Pick<BaseRow, "slug" | "url" | "name" | "kind" | "location_basis" | "governorate" | "attack_count" | Place> {
  counts: boolean
  within: string | null
  spells: Array<{ from: string | null; status: BaseStatus; maybe: BaseStatus[] }>
}
