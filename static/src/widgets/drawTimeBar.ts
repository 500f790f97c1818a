import { days } from "../lib/days"
import { lanes } from "../lib/lanes"
import type { MapRecord } from "../lib/mapRecord"
import { monthCounts } from "../lib/monthCounts"
import { ordinalText } from "../lib/ordinalText"
import { timeScale } from "../lib/timeScale"
import type { View } from "../lib/view"
import type { Words } from "../lib/words"
import { svgElement } from "./svgElement"

const MARK = 16
const AXIS = 16

/** Draws the bar under the slider: attacks by month, years, and handovers as numbered marks in rows above. */
export function drawTimeBar(
  chart: SVGSVGElement,
  width: number,
  record: MapRecord,
  words: Words,
  view: View,
  setDay: (day: string) => void,
): void {
  if (width < 40) return
  const rtl = getComputedStyle(chart).direction === "rtl"
  const scale = timeScale(record.first_day, record.today, width, rtl)
  const rows = width < 500 ? 3 : 2
  const bars = width < 500 ? 34 : 44
  const top = rows * (MARK + 1) + 5
  const height = top + bars + AXIS
  chart.setAttribute("viewBox", `0 0 ${width} ${height}`)
  chart.setAttribute("width", String(width))
  chart.setAttribute("height", String(height))
  chart.replaceChildren(
    ...years(record, scale, top, bars),
    ...monthBars(record, scale, top, bars, words, view),
    ...marks(record, scale, rows, top, bars, words, view, setDay),
  )
}

type Scale = ReturnType<typeof timeScale>

function years(record: MapRecord, { x }: Scale, top: number, bars: number): SVGElement[] {
  const first = Number(record.first_day.slice(0, 4)) + 1
  const count = Number(record.today.slice(0, 4)) - first + 1
  return Array.from({ length: Math.max(count, 0) }, (_, index) => first + index).flatMap((year) => {
    const at = x(`${year}-01-01`)
    const label = svgElement("text", {
      x: at,
      y: top + bars + 12,
      class: "time-bar-year",
      "text-anchor": "middle",
    })
    label.textContent = String(year)
    return [svgElement("line", { x1: at, x2: at, y1: top, y2: top + bars, class: "time-bar-tick" }), label]
  })
}

function monthBars(
  record: MapRecord,
  { x, rtl }: Scale,
  top: number,
  bars: number,
  words: Words,
  view: View,
): SVGElement[] {
  const counts = monthCounts(record.attacks, record.first_day, record.today)
  const most = Math.max(1, ...counts.map(({ deadly, other }) => deadly + other))
  const from = view.months === null ? "" : days.addMonths(view.day, -view.months).slice(0, 7)
  const drawn = counts
    .filter(({ deadly, other }) => deadly + other > 0)
    .map(({ month, deadly, other }) => {
      const [start, end] = [x(`${month}-01`), x(days.addMonths(`${month}-01`, 1))]
      const width = Math.max(Math.abs(end - start) - 1, 1.5)
      const left = Math.min(start, end) + (rtl ? 0 : 0.5)
      const unit = bars / most
      const shown = month <= view.day.slice(0, 7) && month > from
      const group = svgElement("g", { class: shown ? "time-bar-month" : "time-bar-month is-outside" })
      const title = svgElement("title", {})
      title.textContent = words.count("month_attacks", deadly + other, { month: words.month(month) })
      group.append(
        title,
        svgElement("rect", {
          x: left,
          width,
          y: top + bars - unit * (deadly + other),
          height: unit * other,
          class: "time-bar-other",
        }),
        svgElement("rect", {
          x: left,
          width,
          y: top + bars - unit * deadly,
          height: unit * deadly,
          class: "time-bar-deadly",
        }),
      )
      return group
    })
  return [
    ...drawn,
    svgElement("line", {
      x1: x(record.first_day),
      x2: x(record.today),
      y1: top + bars,
      y2: top + bars,
      class: "time-bar-base",
    }),
  ]
}

function marks(
  record: MapRecord,
  { x, from, to }: Scale,
  rows: number,
  top: number,
  bars: number,
  words: Words,
  view: View,
  setDay: (day: string) => void,
): SVGElement[] {
  const sites = record.sites.filter(
    (site) =>
      site.counted &&
      site.status === "completed" &&
      site.date_latest !== null &&
      site.date_latest <= record.today,
  )
  const widest = Math.max(MARK, ...sites.map((site) => 9 + 6 * ordinalText(site).length))
  const spots = lanes(
    sites.map((site) => x(site.date_latest!)),
    widest + 1,
    rows,
    from,
    to,
  )
  return sites.map((site, index) => {
    const { x: at, row } = spots[index]!
    const middle = 1 + MARK / 2 + row * (MARK + 1)
    const passed = site.date_latest! <= view.day
    const group = svgElement("g", { class: passed ? "time-bar-mark" : "time-bar-mark is-ahead" })
    const width = Math.max(MARK, 9 + 6 * ordinalText(site).length)
    const text = svgElement("text", { x: at, y: middle + 3.5, "text-anchor": "middle" })
    text.textContent = ordinalText(site)
    const title = svgElement("title", {})
    title.textContent = words.say("handover_mark", {
      ordinal: ordinalText(site),
      name: site.name,
      day: site.date_text,
    })
    group.append(
      title,
      svgElement("path", {
        d: `M${at} ${middle + MARK / 2}L${x(site.date_latest!)} ${top - 1}V${top + bars}`,
      }),
      svgElement("rect", { x: at - width / 2, y: middle - MARK / 2, width, height: MARK, rx: MARK / 2 }),
      text,
    )
    group.addEventListener("click", () => setDay(site.date_latest!))
    return group
  })
}
