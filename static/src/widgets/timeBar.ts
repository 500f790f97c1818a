import { KINDS } from "../lib/attackKind"
import { type Bars, totals } from "../lib/bars"
import type { Buckets } from "../lib/buckets"
import { countTicks } from "../lib/countTicks"
import { days } from "../lib/days"
import type { TimeScale } from "../lib/timeScale"
import { timeTicks } from "../lib/timeTicks"
import type { Words } from "../lib/words"
import { svgElement } from "../lib/svgElement"

/** What the bar shows, and how high its parts are; the parts stand on one another from the axis up. */
export interface Chart {
  scale: TimeScale
  buckets: Buckets
  bars: Bars
  /** The places of the first bar shown and of the one after the last. */
  part: [number, number]
  /** Pixels: above the bars, where names and marks stand; the bars; the axis below. */
  top: number
  height: number
  axis: number
  /** The last day, as a number, of what the record is known of, and today. */
  knownTo: number | null
  today: number
}

const SHOWN = "time-bar-shown"
const HATCH = "time-bar-hatch"
const ALL = "time-bar-all"
const LABEL = 11
// Pixels that a label needs before the end of the bar.
const WIDEST = { year: 32, month: 28, monthYear: 56, letter: 12, day: 16 }

/** The picture of the time bar: attacks as bars stacked by weapon, the axis, the days shown and the clock's hand. */
export class TimeBar {
  private readonly parts = {
    ground: svgElement("g", {}),
    all: svgElement("g", { id: ALL, class: "time-bar-bars" }),
    clip: svgElement("rect", { y: 0 }),
    axis: svgElement("g", {}),
    span: svgElement("rect", { class: "time-bar-span" }),
    hand: svgElement("path", { class: "time-bar-hand" }),
    handle: svgElement("path", { class: "time-bar-handle" }),
    end: svgElement("path", { class: "time-bar-handle" }),
    other: svgElement("path", { class: "time-bar-hand time-bar-hand--other" }),
  }

  constructor(
    private readonly svg: SVGSVGElement,
    private readonly words: Words,
  ) {
    const { ground, all, clip, axis, span, hand, handle, end, other } = this.parts
    const shown = svgElement("clipPath", { id: SHOWN })
    shown.append(clip)
    const inFull = svgElement("use", { href: `#${ALL}`, "clip-path": `url(#${SHOWN})` })
    const faint = svgElement("g", { class: "time-bar-faint" })
    faint.append(all)
    svg.replaceChildren(defs(shown), span, ground, faint, inFull, axis, end, handle, other, hand)
  }

  /** Draws the bars and the axis. */
  draw(chart: Chart): void {
    const { scale, top, height, axis } = chart
    const whole = top + height + axis
    this.svg.setAttribute("viewBox", `0 0 ${scale.width} ${whole}`)
    this.svg.setAttribute("width", String(scale.width))
    this.svg.setAttribute("height", String(whole))
    const most = Math.max(1, ...totals(chart.bars).slice(...chart.part))
    this.parts.all.replaceChildren(...bars(chart, most))
    this.parts.ground.replaceChildren(...veils(chart, this.words), ...counts(chart, most))
    this.parts.axis.replaceChildren(...this.ticks(chart))
  }

  /** Sets the clock's hand, that of the day compared with, and the days that are shown; days are numbers, `from` null is all before. */
  show(chart: Chart, on: number, from: number | null, to: number, compared: number | null): void {
    const { scale, top, height } = chart
    const { clip, span, hand, handle, end, other } = this.parts
    const shown = scale.stretch(from ?? scale.first, to)
    set(clip, { ...shown, height: top + height })
    set(span, { ...shown, y: top, height })
    const [middle, floor] = [top + height / 2, top + height]
    const pointing = (day: number): string =>
      `M${scale.x(day + 1)} ${top - 4}V${floor + 5}m-7 7a7 7 0 1 0 14 0a7 7 0 1 0 -14 0`
    hand.setAttribute("d", pointing(on))
    other.setAttribute("d", compared === null || !scale.shows(compared) ? "" : pointing(compared))
    const grip = (day: number): string => `M${scale.x(day)} ${top}V${floor}M${scale.x(day) - 2} ${middle - 9}h4v18h-4z`
    handle.setAttribute("d", grip(from ?? scale.first))
    end.setAttribute("d", to === on ? "" : grip(to + 1))
    for (const [path, day] of [
      [hand, on],
      [handle, from ?? scale.first],
      [end, to],
    ] as const)
      path.classList.toggle("is-beyond", !scale.shows(day))
  }

  private ticks({ scale, top, height, axis }: Chart): SVGElement[] {
    const floor = top + height
    const base = svgElement("line", { x1: scale.from, x2: scale.to, y1: floor, y2: floor, class: "time-bar-base" })
    const two = axis >= 2 * LABEL + 4
    return [base, ...timeTicks(scale, two).flatMap(({ day, as, major }) => {
      const x = scale.x(day)
      const line = svgElement("line", { x1: x, x2: x, y1: major ? top : floor, y2: floor + (major ? 6 : 3), class: "time-bar-tick" })
      if (as === null || (scale.rtl ? x - scale.from : scale.to - x) < WIDEST[as]) return [line]
      const y = floor + LABEL + 2 + (major && two ? LABEL + 1 : 0)
      const label = svgElement("text", { x: x + (scale.rtl ? -3 : 3), y, class: major ? "time-bar-year" : "time-bar-unit" })
      label.textContent = this.words.tick(days.iso(day), as)
      return [line, label]
    })]
  }
}

/** One shape for each kind and each certainty, however many bars there are. */
function bars({ scale, buckets, bars: { solid, hatched }, part, top, height }: Chart, most: number): SVGElement[] {
  const unit = height / most
  const paths = KINDS.map(() => ["", ""])
  const gap = scale.perDay * (buckets.starts[part[0] + 1]! - buckets.starts[part[0]]!) >= 4 ? 0.5 : 0
  for (let place = part[0]; place < part[1]; place++) {
    const { x, width } = scale.stretch(buckets.starts[place]!, buckets.starts[place + 1]! - 1)
    let y = top + height
    for (const [certainty, counted] of [solid, hatched].entries())
      for (let kind = 0; kind < KINDS.length; kind++) {
        const count = counted[place * KINDS.length + kind]!
        if (count === 0) continue
        y -= count * unit
        paths[kind]![certainty] += `M${(x + gap).toFixed(1)} ${y.toFixed(1)}h${(width - 2 * gap).toFixed(1)}v${(count * unit).toFixed(1)}h${(2 * gap - width).toFixed(1)}z`
      }
  }
  const drawn = paths.flatMap((pair, kind) =>
    pair.map((d, certainty) => (d === "" ? null : svgElement("path", { d, class: `time-bar-kind ${KINDS[kind]}${certainty ? " is-uncertain" : ""}` }))),
  )
  const uncertain = paths.map(([, d]) => d).join("")
  if (uncertain !== "") drawn.push(svgElement("path", { d: uncertain, fill: `url(#${HATCH})` }))
  return drawn.filter((path) => path !== null)
}

/** What lies beyond what the record is known to, and what is still to come, lies under a veil. */
function veils({ scale, top, height, knownTo, today }: Chart, words: Words): SVGElement[] {
  const veil = (first: number, last: number, name: string): SVGElement[] => {
    if (last < first || last < scale.first || first >= scale.end) return []
    const title = svgElement("title", {})
    title.textContent = words.say(`bar_${name}`)
    const rect = svgElement("rect", { ...scale.stretch(first, last), y: top, height, class: `time-bar-${name}` })
    rect.append(title)
    return [rect]
  }
  const unknown = knownTo === null ? [] : veil(knownTo + 1, today, "unchecked")
  return [...unknown, ...veil(today + 1, scale.end - 1, "ahead")]
}

/** Lines across the bars at round counts. */
function counts({ scale, top, height }: Chart, most: number): SVGElement[] {
  return countTicks(most).flatMap((count) => {
    const y = top + height - (height / most) * count
    const label = svgElement("text", { x: scale.rtl ? scale.to : scale.from, y: y - 2, class: "time-bar-count" })
    label.textContent = String(count)
    return [svgElement("line", { x1: scale.from, x2: scale.to, y1: y, y2: y, class: "time-bar-grid" }), label]
  })
}

function defs(...children: SVGElement[]): SVGElement {
  const hatch = svgElement("pattern", { id: HATCH, width: 4, height: 4, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" })
  hatch.append(svgElement("rect", { width: 2, height: 4, class: "time-bar-hatch" }))
  const held = svgElement("defs", {})
  held.append(hatch, ...children)
  return held
}

function set(element: SVGElement, values: Record<string, number>): void {
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, value.toFixed(1))
}
