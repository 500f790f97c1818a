import { days } from "../lib/days"
import type { MapRecord } from "../lib/mapRecord"
import type { MapState } from "../lib/mapState"
import { sitesOn } from "../lib/sitesOn"
import { clockSet, spanShown } from "../lib/spanShown"
import type { Store } from "../lib/store"
import type { TimeScale } from "../lib/timeScale"
import type { Words } from "../lib/words"
import type { Hand, Moves } from "./timeHands"

type Hands = {
  /** Where the hands stand, those that can be taken. */
  at: (scale: TimeScale) => Array<{ hand: Hand; x: number }>
  /** Sets the sliders, each over its hand. */
  place: (scale: TimeScale) => void
  moves: Pick<Moves, "set" | "brush">
}

const HANDS = ["on", "from", "to"] as const

/** The clock and the ends of the window: sliders for the keyboard and screen readers, and what a pointer does with them. */
export function mountHands(root: HTMLElement, record: MapRecord, words: Words, store: Store<MapState>): Hands {
  const [first, today] = [days.number(record.first_day), days.number(record.today)]
  const clamp = (day: number): number => Math.min(Math.max(day, first), today)
  const sliderOf = (hand: Hand): HTMLInputElement => root.querySelector<HTMLInputElement>(`[data-hand=${hand}]`)!
  const values = (): Record<Hand, number> => valuesOf(store.get(), first)
  const set = (hand: Hand, day: number): void => store.set({ ...changeBy(store.get(), hand, days.iso(clamp(day))), playing: false })
  for (const hand of HANDS) {
    const slider = sliderOf(hand)
    ;[slider.min, slider.max] = [String(first), String(today)]
    slider.addEventListener("input", () => set(hand, Number(slider.value)))
    slider.addEventListener("keydown", (event) => {
      const day = keyed(event, values()[hand])
      if (day === null) return
      event.preventDefault()
      set(hand, day)
    })
  }
  store.watch((state) => {
    const now = values()
    for (const hand of HANDS) {
      sliderOf(hand).value = String(now[hand])
      sliderOf(hand).setAttribute("aria-valuetext", valueText(words, record, state, hand))
    }
    sliderOf("to").hidden = now.to === now.on
  })
  const at: Hands["at"] = (scale) =>
    HANDS.filter((hand) => hand !== "to" || values().to !== values().on).map((hand) => ({
      hand,
      x: scale.x(values()[hand] + (hand === "from" ? 0 : 1)),
    }))
  return {
    at,
    place: (scale) => at(scale).forEach(({ hand, x }) => (sliderOf(hand).style.transform = `translateX(calc(${x.toFixed(1)}px - 50%))`)),
    moves: {
      set,
      brush(from, to) {
        const [start, end] = [days.iso(clamp(from)), days.iso(clamp(to))]
        store.set({ mode: "window", window: { from: start, to: end }, on: end, playing: false })
      },
    },
  }
}

function valuesOf(state: MapState, first: number): Record<Hand, number> {
  const { from, to } = spanShown(state)
  return { on: days.number(state.on), from: from === null ? first : Math.max(days.number(from), first), to: days.number(to) }
}

/** Setting an end of the window makes one of the days shown; the ends never cross. */
function changeBy(state: MapState, hand: Hand, day: string): Partial<MapState> {
  if (hand === "on") return clockSet(state, day)
  const { from, to } = spanShown(state)
  const window = hand === "from" ? { from: day < to ? day : to, to } : { from, to: from !== null && day < from ? from : day }
  return { mode: "window", window }
}

/** Keys beyond what a slider knows by itself: a month with the page keys, a week with Shift. */
function keyed({ key, shiftKey, target }: KeyboardEvent, day: number): number | null {
  if (key === "PageUp" || key === "PageDown") return days.number(days.addMonths(days.iso(day), key === "PageUp" ? 1 : -1))
  const ahead = getComputedStyle(target as Element).direction === "rtl" ? "ArrowLeft" : "ArrowRight"
  const back = ahead === "ArrowLeft" ? "ArrowRight" : "ArrowLeft"
  const sign = { [ahead]: 1, ArrowUp: 1, [back]: -1, ArrowDown: -1 }[key]
  return shiftKey && sign !== undefined ? day + 7 * sign : null
}

function valueText(words: Words, record: MapRecord, state: MapState, hand: Hand): string {
  if (hand === "on") return words.count("said_sites", sitesOn(record.sites, state.on).passed.length, { day: words.day(state.on) })
  const { from, to } = spanShown(state)
  if (hand === "to") return words.day(to)
  return from === null ? words.say("from_all") : words.day(from)
}
