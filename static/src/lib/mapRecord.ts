/** What the map's endpoint answers: the public record without its attacks, cut to what the map draws. Days are ISO, null is "not reported". */
export interface MapRecord {
  today: string
  known_to: string | null
  first_day: string
  drawdown: { slug: string; name: string } | null
  sites: Array<{
    slug: string
    url: string
    base: string
    name: string
    site_name: string | null
    ordinal: number | null
    ordinal_min: number | null
    ordinal_max: number | null
    status: "announced" | "scheduled" | "completed" | "postponed" | "cancelled"
    counted: boolean
    announced_on: string | null
    date_earliest: string | null
    date_latest: string | null
    date_text: string
    scheduled_earliest: string | null
    scheduled_latest: string | null
    scheduled_text: string
    overdue: boolean
    transferring: string[]
    receiving: string | null
    latitude: number | null
    longitude: number | null
    uncertainty_m: number | null
    days_since_last_attack: number | null
    disputed: string[]
    source_count: number
    independent_source_count: number
    sources: string[]
    summary: string
  }>
  bases: Array<{
    slug: string
    url: string
    name: string
    kind: string
    counts: boolean
    within: string | null
    latitude: number | null
    longitude: number | null
    uncertainty_m: number | null
    location_basis: string
    governorate: { code: string; name: string } | null
    attack_count: number
    spells: Array<{ from: string | null; status: BaseStatus; maybe: BaseStatus[] }>
  }>
  events: Array<{ slug: string; title: string; date_earliest: string | null; date_latest: string | null }>
}

type BaseStatus = "coalition" | "shared" | "transferred" | "reoccupied" | "unknown"
