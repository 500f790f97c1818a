import type { AttackQuestion } from "./api"
import { days } from "./days"
import type { Asked } from "./mapState"

export const FILTERS = [
  "drawdown",
  "base",
  "governorate",
  "force",
  "status",
  "weapon",
  "outcome",
  "killed_min",
  "wounded_min",
  "munitions_min",
  "claimed_by",
  "accused",
  "suspected",
  "denied",
  "date_precision",
  "location_basis",
  "max_uncertainty_m",
  "verification",
] as const satisfies ReadonlyArray<keyof AttackQuestion>

const MONTHS: Record<string, number> = { "3": 3, "12": 12 }
const USUAL_MONTHS = 12
const AT = /^(bases|attacks|handovers)\/[-\w]+$/

/** The view as it stands in the page's address, and back. What is the default is left out. */
export const viewAddress = {
  read(search: string, today: string): Asked {
    const query = new URLSearchParams(search)
    const window = windowOf(query.get("datetime"))
    const attacks = query.get("attacks") ?? ""
    const mode = oneOf(query.get("mode"), ["window", "cumulative"]) ?? (attacks === "all" ? "cumulative" : "window")
    const compare = query.get("compare") ?? ""
    return {
      on: [query.get("on"), window?.to].find((day) => day && days.valid(day)) ?? today,
      // All up to the clock is no window, so that the address never asks for one thing and shows another.
      window: mode === "window" ? window : null,
      mode,
      count: oneOf(query.get("count"), ["latest", "possible", "certain"]) ?? "latest",
      by: oneOf(query.get("by"), ["month", "week", "day"]),
      compare: days.valid(compare) ? compare : null,
      with: oneOf(query.get("with"), ["side", "swipe"]) ?? "side",
      filters: filtersOf(query),
      q: query.get("q") ?? "",
      bbox: query.get("bbox") || null,
      view: mapOf(query.get("map")),
      at: atOf(query),
      sort: query.get("sort") || null,
      months: MONTHS[attacks] ?? USUAL_MONTHS,
    }
  },

  /** Keeps what else the address says. */
  write(search: string, asked: Asked, today: string): string {
    const query = new URLSearchParams(search)
    const { window, view } = asked
    const values: Record<string, string | null> = {
      // What is opened would set a clock that is not told.
      on: asked.on === (window?.to ?? today) && asked.at === null ? null : asked.on,
      datetime: window && `${window.from ?? ".."}/${window.to ?? ".."}`,
      mode: asked.mode === "window" ? null : asked.mode,
      count: asked.count === "latest" ? null : asked.count,
      by: asked.by,
      compare: asked.compare,
      with: asked.compare === null || asked.with === "side" ? null : asked.with,
      q: asked.q || null,
      bbox: asked.bbox,
      map: view && [view.zoom.toFixed(2), view.lat.toFixed(4), view.lon.toFixed(4)].map(Number).join("/"),
      at: asked.at,
      sort: asked.sort,
      attacks: asked.months === USUAL_MONTHS || asked.window || asked.mode !== "window" ? null : String(asked.months),
      site: null,
      attack: null,
    }
    for (const name of FILTERS) values[name] = asked.filters[name]?.join(",") || null
    for (const [name, value] of Object.entries(values)) {
      if (value === null) query.delete(name)
      else query.set(name, value)
    }
    const text = legible(query)
    return text === "" ? "" : `?${text}`
  },

  /** The question to the server's endpoints: the filters alone. */
  question({ filters, q, bbox }: Pick<Asked, "filters" | "q" | "bbox">): string {
    const query = new URLSearchParams()
    for (const name of FILTERS) if (filters[name]?.length) query.set(name, filters[name].join(","))
    if (q) query.set("q", q)
    if (bbox) query.set("bbox", bbox)
    return legible(query)
  },
}

function legible(query: URLSearchParams): string {
  return query.toString().replace(/%2F/g, "/").replace(/%2C/g, ",").replace(/%3A/g, ":")
}

function oneOf<Word extends string>(given: string | null, words: Word[]): Word | null {
  return words.find((word) => word === given) ?? null
}

function windowOf(text: string | null): Asked["window"] {
  const [from = "", to = from] = (text ?? "").split("/")
  const ends = [from, to].map((day) => (days.valid(day.slice(0, 10)) ? day.slice(0, 10) : null))
  return ends[0] || ends[1] ? { from: ends[0]!, to: ends[1]! } : null
}

function filtersOf(query: URLSearchParams): Asked["filters"] {
  const given = FILTERS.map((name): [string, string[]] => [
    name,
    query.getAll(name).flatMap((text) => text.split(",").filter(Boolean)),
  ])
  return Object.fromEntries(given.filter(([, values]) => values.length > 0))
}

function mapOf(text: string | null): Asked["view"] {
  const parts = (text ?? "").split("/")
  const [zoom, lat, lon] = parts.map(Number) as [number, number, number]
  const sound = parts.length === 3 && [zoom, lat, lon].every(Number.isFinite)
  return sound && zoom >= 0 && zoom <= 22 && Math.abs(lat) <= 90 && Math.abs(lon) <= 180
    ? { zoom, lat, lon }
    : null
}

/** What is opened; the names of earlier links are still understood. */
function atOf(query: URLSearchParams): string | null {
  const [at, site, attack] = ["at", "site", "attack"].map((name) => query.get(name))
  const named = at ?? (site ? `handovers/${site}` : attack ? `attacks/${attack}` : "")
  return AT.test(named) ? named : null
}
