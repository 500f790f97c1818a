/** What the map's endpoint answers: the public record, cut to what the map draws. Days are ISO, null is "not reported". */
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
  attacks: Array<{
    slug: string
    url: string
    base: string | null
    place: string
    latitude: number | null
    longitude: number | null
    uncertainty_m: number | null
    location_basis: string
    date_earliest: string | null
    date_latest: string | null
    date_text: string
    weapons: string[]
    munitions_min: number | null
    munitions_max: number | null
    killed_min: number | null
    killed_max: number | null
    wounded_min: number | null
    wounded_max: number | null
    launch_area: { code: string | null; text: string } | null
    title: string
    source_count: number
  }>
  events: Array<{ slug: string; title: string; date_earliest: string | null; date_latest: string | null }>
}

type BaseStatus = "coalition" | "shared" | "transferred" | "reoccupied" | "unknown"
