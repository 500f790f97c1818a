import type { AttackQuestion } from "./api"
import type { AttackSet } from "./attackSet"
import type { MapRecord } from "./mapRecord"

/** What the address of a view says. Days are ISO. */
export interface Asked {
  /** The clock. */
  on: string
  /** The brushed window of days, either side open (null); null: none, then `months` tells. */
  window: { from: string | null; to: string | null } | null
  /** Shown are the attacks of the window alone, or all up to the clock. */
  mode: "window" | "cumulative"
  /** How uncertain dates are counted: on the latest day, wherever possible, or only where certain. */
  count: NonNullable<AttackQuestion["count"]>
  /** The width of the time bar's bars; null: as the span allows. */
  by: "month" | "week" | "day" | null
  /** The second day, and how the two are compared. */
  compare: string | null
  with: "side" | "swipe"
  /** The attacks' filters in the API's names, each with its values; none is empty. */
  filters: Record<string, string[]>
  q: string
  /** "west,south,east,north", set only where the reader searches in the map's window. */
  bbox: string | null
  view: { zoom: number; lat: number; lon: number } | null
  /** What is opened, as `bases/<slug>`, `attacks/<slug>` or `handovers/<slug>`. */
  at: string | null
  sort: string | null
  /** How many months up to the clock the window is, as long as none is brushed. */
  months: number
}

/** The one state of the map page: what is asked, and the data that answers it. */
export interface MapState extends Asked {
  record: MapRecord
  /** The answer to the filters; while another is under way, the one before it. */
  attacks: AttackSet
  /** True where the server gave no answer to the filters: then `attacks` answers others. */
  failed: boolean
  /** True while the clock goes by itself. */
  playing: boolean
}
