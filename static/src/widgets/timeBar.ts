import type { Attack } from "../lib/attack"
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

type Scale = ReturnType<typeof timeScale>
type Dated = { group: SVGElement; from: string }

/** The bar under the slider: attacks by month, years, and handovers as numbered marks in rows above. */
export class TimeBar {
  private months: Dated[] = []
  private marks: Dated[] = []
  private scale: Scale = timeScale("2020-01-01", "2020-01-02", 100, false)
  private rows = 2
  private bars = 44

  constructor(
    private readonly chart: SVGSVGElement,
    private readonly record: MapRecord,
    private readonly words: Words,
    private readonly setDay: (day: string) => void,
  ) {}

  private get top(): number {
    return this.rows * (MARK + 1) + 5
  }

  private get floor(): number {
    return this.top + this.bars
  }

  /** Draws everything anew for a width; `show` then tells the clock. */
  draw(width: number): void {
    const { chart, record } = this
    const narrow = width < 500
    ;[this.rows, this.bars] = narrow ? [3, 34] : [2, 44]
    this.scale = timeScale(record.first_day, record.today, width, getComputedStyle(chart).direction === "rtl")
    const height = this.floor + AXIS
    chart.setAttribute("viewBox", `0 0 ${width} ${height}`)
    chart.setAttribute("width", String(width))
    chart.setAttribute("height", String(height))
    const axis = this.years()
    this.months = this.monthBars()
    this.marks = this.siteMarks()
    chart.replaceChildren(...axis, ...[...this.months, ...this.marks].map(({ group }) => group))
  }

  attacks: Attack[] = []

  /** Marks what lies outside the attacks shown, and what had not happened by the day. */
  show(view: View): void {
    const [last, first] = [view.to.slice(0, 7), (view.from ?? "").slice(0, 7)]
    for (const { group, from } of this.months)
      group.classList.toggle("is-outside", from > last || from < first)
    for (const { group, from } of this.marks) group.classList.toggle("is-ahead", from > view.day)
  }

  private years(): SVGElement[] {
    const { scale, top, floor, record } = this
    const first = Number(record.first_day.slice(0, 4)) + 1
    const count = Math.max(Number(record.today.slice(0, 4)) - first + 1, 0)
    const ticks = Array.from({ length: count }, (_, index) => first + index).flatMap((year) => {
      const x = scale.x(`${year}-01-01`)
      const label = svgElement("text", { x, y: floor + 12, class: "time-bar-year", "text-anchor": "middle" })
      label.textContent = String(year)
      return [svgElement("line", { x1: x, x2: x, y1: top, y2: floor, class: "time-bar-tick" }), label]
    })
    const base = { x1: scale.from, x2: scale.to, y1: floor, y2: floor, class: "time-bar-base" }
    return [svgElement("line", base), ...ticks]
  }

  private monthBars(): Dated[] {
    const counts = monthCounts(this.attacks, this.record.first_day, this.record.today)
    const most = Math.max(1, ...counts.map(({ deadly, other }) => deadly + other))
    return counts
      .filter(({ deadly, other }) => deadly + other > 0)
      .map((count) => ({ group: this.monthBar(count, this.bars / most), from: count.month }))
  }

  private monthBar(
    { month, deadly, other }: { month: string; deadly: number; other: number },
    unit: number,
  ): SVGElement {
    const [start, end] = [this.scale.x(`${month}-01`), this.scale.x(days.addMonths(`${month}-01`, 1))]
    const [x, width] = [Math.min(start, end) + 0.5, Math.max(Math.abs(end - start) - 1, 1.5)]
    const bar = (count: number, under: number, kind: string): SVGElement =>
      svgElement("rect", {
        x,
        width,
        y: this.floor - unit * (count + under),
        height: unit * count,
        class: kind,
      })
    const group = svgElement("g", { class: "time-bar-month" })
    const text = this.words.count("month_attacks", deadly + other, { month: this.words.month(month) })
    group.append(titled(text), bar(other, deadly, "time-bar-other"), bar(deadly, 0, "time-bar-deadly"))
    return group
  }

  private siteMarks(): Dated[] {
    const sites = this.record.sites.filter(
      ({ counted, status, date_latest: on }) =>
        counted && status === "completed" && on !== null && on <= this.record.today,
    )
    const widest = Math.max(MARK, ...sites.map((site) => widthOf(ordinalText(site))))
    const wanted = sites.map((site) => this.scale.x(site.date_latest!))
    const spots = lanes(wanted, widest + 1, this.rows, this.scale.from, this.scale.to)
    return sites.map((site, index) => ({
      group: this.siteMark(site, spots[index]!),
      from: site.date_latest!,
    }))
  }

  private siteMark(site: MapRecord["sites"][number], { x, row }: { x: number; row: number }): SVGElement {
    const [ordinal, day] = [ordinalText(site), site.date_latest!]
    const middle = 1 + MARK / 2 + row * (MARK + 1)
    const width = widthOf(ordinal)
    const text = svgElement("text", { x, y: middle + 3.5, "text-anchor": "middle" })
    text.textContent = ordinal
    const group = svgElement("g", { class: "time-bar-mark" })
    group.append(
      titled(this.words.say("handover_mark", { ordinal, name: site.name, day: site.date_text })),
      svgElement("path", {
        d: `M${x} ${middle + MARK / 2}L${this.scale.x(day)} ${this.top - 1}V${this.floor}`,
      }),
      svgElement("rect", { x: x - width / 2, y: middle - MARK / 2, width, height: MARK, rx: MARK / 2 }),
      text,
    )
    group.addEventListener("click", () => this.setDay(day))
    return group
  }
}

function widthOf(ordinal: string): number {
  return Math.max(MARK, 9 + 6 * ordinal.length)
}

function titled(text: string): SVGElement {
  const title = svgElement("title", {})
  title.textContent = text
  return title
}
