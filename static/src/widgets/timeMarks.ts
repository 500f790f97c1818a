import { days } from "../lib/days"
import { eventLabels } from "../lib/eventLabels"
import { lanes } from "../lib/lanes"
import type { MapRecord } from "../lib/mapRecord"
import { ordinalText } from "../lib/ordinalText"
import type { TimeScale } from "../lib/timeScale"
import type { Words } from "../lib/words"
import { element } from "./element"
import { roving } from "./roving"
import { svgElement } from "../lib/svgElement"
import type { Tell } from "./timeTip"

/** How high the parts above the bars are, in pixels. */
export interface Rows {
  /** Of names of turning points, each `NAME` high; 0: lines alone. */
  names: number
  /** Of numbered marks, each `MARK` high. */
  marks: number
}

export const [NAME, MARK] = [16, 24]

// How many turning points that lie together are told at once.
const TOLD = 4

type Mark = { button: HTMLButtonElement; line: SVGPathElement; day: string; told: string }

/** Handovers as numbered marks and turning points as lines with names: buttons over the bar, one tab stop for all. */
export class TimeMarks {
  private readonly sites: Mark[]
  private readonly events: Mark[]
  private readonly lines = svgElement("g", { class: "time-bar-lines" })
  private readonly pen = document.createElement("canvas").getContext("2d")!
  private day = ""
  private readonly named: (items: HTMLElement[]) => void

  constructor(
    root: HTMLElement,
    svg: SVGSVGElement,
    record: MapRecord,
    words: Words,
    choose: (day: string) => void,
    tell: Tell,
  ) {
    this.sites = siteMarks(record, words)
    this.events = eventMarks(record, words)
    const all = [...this.sites, ...this.events].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    root.replaceChildren(...all.map(({ button }) => button))
    svg.append(this.lines)
    for (const mark of all) {
      const { button } = mark
      const say = (marks: Mark[]): void => tell(marks.map(({ told }) => told).join(" · "), Number(button.dataset.x), true)
      button.addEventListener("click", ({ detail }) => choose((detail === 0 ? mark : this.next(mark)).day))
      button.addEventListener("pointerenter", () => say(this.near(mark).slice(0, TOLD)))
      button.addEventListener("focus", () => say([mark]))
      for (const leave of ["pointerleave", "blur"]) button.addEventListener(leave, () => tell(null, 0))
    }
    this.named = roving(root, () => undefined)
  }

  /** Sets the marks for a scale; `floor` is where the bars stand, in pixels from above. */
  draw(scale: TimeScale, rows: Rows, floor: number): void {
    const within = ({ day }: Mark): boolean => scale.shows(days.number(day))
    const [sites, events] = [this.sites.filter(within), this.events.filter(within)]
    const at = ({ day }: Mark): number => scale.x(days.number(day) + 0.5)
    for (const { button, line } of [...this.sites, ...this.events]) {
      button.hidden = true
      line.setAttribute("d", "")
    }
    this.setEvents(events, events.map(at), scale, rows, floor)
    this.setSites(sites, sites.map(at), scale, rows, floor)
    this.lines.replaceChildren(...[...events, ...sites].map(({ line }) => line))
    this.named([...sites, ...events].map(({ button }) => button).sort(inDocument))
  }

  /** What had not happened by the day is drawn as still to come. */
  show(day: string): void {
    this.day = day
    for (const { button, line, day: on } of [...this.sites, ...this.events])
      for (const each of [button, line]) each.classList.toggle("is-ahead", on > day)
  }

  /** The turning points that a pointer cannot tell apart; a handover's mark stands alone. */
  private near(mark: Mark): Mark[] {
    const off = ({ button }: Mark): number => Math.abs(Number(button.dataset.x) - Number(mark.button.dataset.x))
    if (!this.events.includes(mark)) return [mark]
    return this.events.filter((one) => !one.button.hidden && off(one) < MARK / 2)
  }

  /** What a press leads to: the mark itself, or where several lie together and the clock stands at one, the one after. */
  private next(mark: Mark): Mark {
    const near = this.near(mark)
    const place = near.findIndex(({ day }) => day === this.day)
    return place < 0 ? mark : near[(place + 1) % near.length]!
  }

  private setEvents(events: Mark[], xs: number[], scale: TimeScale, { names }: Rows, floor: number): void {
    this.pen.font = `11px ${getComputedStyle(document.body).fontFamily}`
    const texts = events.map(({ button }) => button.querySelector<HTMLElement>("span")!)
    const widths = texts.map((text) => Math.min(this.pen.measureText(text.textContent!).width + 2, 190))
    const spots = eventLabels(xs, widths, names, scale.from, scale.to)
    events.forEach(({ button, line }, index) => {
      const [x, spot] = [xs[index]!, spots[index]!]
      place(button, x, 0)
      texts[index]!.hidden = spot === null
      if (spot) texts[index]!.style.transform = `translate(${spot.left - x + MARK / 2}px, ${spot.row * NAME}px)`
      line.setAttribute("d", `M${x} ${spot ? spot.row * NAME + 3 : Math.max(names * NAME, MARK / 2)}V${floor}`)
    })
  }

  private setSites(sites: Mark[], xs: number[], scale: TimeScale, { names, marks }: Rows, floor: number): void {
    const above = Math.max(names * NAME, MARK)
    const spots = lanes(xs, sites.map(({ button }) => widthOf(button)), marks, scale.from, scale.to)
    sites.forEach(({ button, line }, index) => {
      const { x, row } = spots[index]!
      const top = above + row * MARK
      place(button, x, top)
      line.setAttribute("d", `M${x} ${top + MARK / 2}L${xs[index]} ${above + marks * MARK}V${floor}`)
    })
  }
}

function siteMarks({ sites, today }: MapRecord, words: Words): Mark[] {
  return sites.flatMap((site) => {
    const day = site.date_latest
    if (!site.counted || site.status !== "completed" || day === null || day > today) return []
    const ordinal = ordinalText(site)
    const told = words.say("handover_mark", { ordinal, name: site.name, day: site.date_text })
    return [mark("site", day, told, ordinal)]
  })
}

function eventMarks({ events }: MapRecord, words: Words): Mark[] {
  return events.flatMap(({ title, date_earliest: first, date_latest: last }) => {
    const day = last ?? first
    if (day === null) return []
    return [mark("event", day, words.say("event_mark", { title, day: words.window(first, last) }), title)]
  })
}

function mark(kind: string, day: string, told: string, text: string): Mark {
  const name = element("span", { "aria-hidden": "true", dir: "auto" }, text)
  const button = element("button", { type: "button", class: `time-bar-mark time-bar-mark--${kind}`, "aria-label": told }, name)
  return { button, line: svgElement("path", { class: `time-bar-line time-bar-line--${kind}` }), day, told }
}

function widthOf(button: HTMLElement): number {
  return Math.max(MARK, 16 + 6 * button.textContent!.length)
}

/** Its middle at `x`, its upper edge at `y`. */
function place(button: HTMLElement, x: number, y: number): void {
  button.hidden = false
  button.dataset.x = String(x)
  button.style.transform = `translate(calc(${x.toFixed(1)}px - 50%), ${y}px)`
}

function inDocument(a: HTMLElement, b: HTMLElement): number {
  return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1
}
