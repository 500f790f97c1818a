import { barsOf, barsOfCounts } from "../lib/bars"
import { attacksOf } from "../lib/attack"
import { barText } from "../lib/barText"
import { Buckets } from "../lib/buckets"
import { days } from "../lib/days"
import type { MapRecord } from "../lib/mapRecord"
import type { MapState } from "../lib/mapState"
import { spanShown } from "../lib/spanShown"
import type { Store } from "../lib/store"
import { TimeScale } from "../lib/timeScale"
import { partShown, widthFor } from "../lib/timeWindow"
import type { Words } from "../lib/words"
import { mountHands } from "./mountHands"
import { type Chart, TimeBar } from "./timeBar"
import { timeHands } from "./timeHands"
import { MARK, NAME, type Rows, TimeMarks } from "./timeMarks"
import { timeTip } from "./timeTip"

const NARROW = 560
const LEAST = 40

type Sizes = Rows & { height: number; axis: number }

/** The bar under the map: attacks, handovers and turning points along the whole record, and the hands that set its days. */
export function mountTimeBar(
  root: HTMLElement,
  record: MapRecord,
  words: Words,
  store: Store<MapState>,
  setDay: (day: string) => void,
): void {
  const part = <Kind extends Element>(name: string): Kind => root.querySelector<Kind>(`[data-part=${name}]`)!
  const svg = part<SVGSVGElement>("chart")
  const picture = new TimeBar(svg, words)
  let chart: Chart | null = null
  const tip = timeTip(part("tip"), root, () => chart?.top ?? 0)
  const marks = new TimeMarks(part("marks"), svg, record, words, setDay, tip)
  let held = false
  const redraw = (): void => {
    if (root.clientWidth < LEAST) return
    const sizes = sizesFor(root.clientWidth)
    chart = charted(record, store.get(), root, sizes, chart)
    picture.draw(chart)
    marks.draw(chart.scale, sizes, chart.top + chart.height)
    show()
  }
  const show = (): void => {
    if (!chart) return
    const { on, compare } = store.get()
    const { from, to } = spanShown(store.get())
    picture.show(chart, days.number(on), from === null ? null : days.number(from), days.number(to), compare === null ? null : days.number(compare))
    marks.show(on)
    hands.place(chart.scale)
  }
  const hands = mountHands(root, record, words, store)
  const over = (x: number | null): void =>
    tip(x === null || chart === null ? null : barText(words, chart, chart.buckets.at(chart.scale.over(x))), x ?? 0)
  timeHands(root, () => ({ scale: chart!.scale, floor: chart!.top + chart!.height, hands: hands.at(chart!.scale) }), {
    ...hands.moves,
    over,
    hold(now) {
      held = now
      store.set({ playing: false })
      if (!now) redraw()
    },
  })
  new ResizeObserver(redraw).observe(root)
  store.watch((state, changed) => {
    const other = ["attacks", "by", "count"] as const
    // The part that is shown stays under a hand that is held.
    const left = chart !== null && !held && !same(chart.part, partOf(chart.buckets, state.on, chart.scale, chart.part))
    if (left || other.some((name) => changed.has(name))) redraw()
    else show()
  })
}

function sizesFor(width: number): Sizes {
  return width < NARROW ? { names: 0, marks: 2, height: 40, axis: 24 } : { names: 2, marks: 2, height: 56, axis: 28 }
}

/** What is to be drawn for a state in a width. */
function charted(record: MapRecord, state: MapState, root: HTMLElement, sizes: Sizes, before: Chart | null): Chart {
  const [first, today] = [days.number(record.first_day), days.number(record.today)]
  const last = Math.max(today, ...record.sites.flatMap(({ scheduled_latest: due }) => (due ? [Math.min(days.number(due), today + 366)] : [])))
  const pixels = root.clientWidth
  const { attacks, count } = state
  const by = attacks.all ? widthFor(first, last, pixels, state.by) : attacks.days.by
  const buckets = before?.buckets.by === by ? before.buckets : new Buckets(by, first, last)
  const bars = attacks.all ? barsOf(attacksOf(attacks), buckets, count) : barsOfCounts(attacks, buckets, count)
  const kept = before?.buckets === buckets ? before.part : null
  const part = partOf(buckets, state.on, { width: pixels }, kept)
  const rtl = getComputedStyle(root).direction === "rtl"
  const scale = new TimeScale(buckets.starts[part[0]]!, buckets.starts[part[1]]!, pixels, rtl)
  const top = Math.max(sizes.names * NAME, MARK) + sizes.marks * MARK + 4
  const knownTo = record.known_to === null ? null : days.number(record.known_to)
  return { scale, buckets, bars, part, top, height: sizes.height, axis: sizes.axis, knownTo, today }
}

function partOf(buckets: Buckets, on: string, { width }: { width: number }, before: Chart["part"] | null): Chart["part"] {
  return partShown(buckets, width, days.number(on), before)
}

function same(a: Chart["part"], b: Chart["part"]): boolean {
  return a[0] === b[0] && a[1] === b[1]
}
