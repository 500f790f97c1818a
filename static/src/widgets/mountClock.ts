import { days } from "../lib/days"
import type { MapRecord } from "../lib/mapRecord"
import type { Asked, MapState } from "../lib/mapState"
import type { Store } from "../lib/store"
import type { View } from "../lib/view"
import { viewAddress } from "../lib/viewAddress"
import type { Words } from "../lib/words"
import { sitesOn } from "../lib/sitesOn"
import { TimeBar } from "./timeBar"

/** The clock: a day field, steps to the handovers before and after, and a slider over the whole record with its bars. */
export function mountClock(
  root: HTMLElement,
  record: MapRecord,
  words: Words,
  store: Store<View>,
  state: Store<MapState>,
): void {
  const asked = (): Asked => state.get()
  const field = root.querySelector<HTMLInputElement>("input[type=date]")!
  const slider = root.querySelector<HTMLInputElement>("input[type=range]")!
  const months = root.querySelector<HTMLSelectElement>("[data-part=months]")!
  const setDay = (day: string): void => store.set({ day: clamp(day, record) })
  root.querySelector(".clock-go")?.setAttribute("hidden", "")
  slider.min = String(days.number(record.first_day))
  slider.max = String(days.number(record.today))
  slider.addEventListener("input", () => setDay(days.iso(Number(slider.value))))
  slider.addEventListener("keydown", (event) => {
    const step = { PageUp: 1, PageDown: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    setDay(days.addMonths(store.get().day, step))
  })
  field.addEventListener(
    "change",
    () => field.checkValidity() && days.valid(field.value) && setDay(field.value),
  )
  field.form?.addEventListener("submit", (event) => event.preventDefault())
  months.addEventListener("change", () =>
    state.set(
      months.value === "all"
        ? { mode: "cumulative", window: null }
        : { mode: "window", window: null, months: Number(months.value) },
    ),
  )
  wireSteps(root, record, store, setDay, asked)
  wireBar(root, record, words, store, setDay)
  store.watch((view) => {
    if (document.activeElement !== field) field.value = view.day
    slider.value = String(days.number(view.day))
    slider.setAttribute(
      "aria-valuetext",
      words.count("said_sites", sitesOn(record.sites, view.day).passed.length, { day: words.day(view.day) }),
    )
    months.value = String(view.from === null ? "all" : (view.months ?? ""))
  })
}

function clamp(day: string, record: MapRecord): string {
  if (day < record.first_day) return record.first_day
  return day > record.today ? record.today : day
}

/** The links of the served page, kept true to the day; followed without leaving the page. */
function wireSteps(
  root: HTMLElement,
  record: MapRecord,
  store: Store<View>,
  setDay: (day: string) => void,
  asked: () => Asked,
): void {
  const known = record.sites.filter(
    (site) =>
      site.counted &&
      site.status === "completed" &&
      site.date_latest !== null &&
      site.date_latest <= record.today,
  )
  const stops = [...new Set(known.map((site) => site.date_latest!))].sort()
  const step = (name: string, target: (day: string) => string | undefined): void => {
    const link = root.querySelector<HTMLAnchorElement>(`[data-step=${name}]`)!
    link.addEventListener("click", (event) => {
      const day = target(store.get().day)
      event.preventDefault()
      if (day !== undefined) setDay(day)
    })
    store.watch((view) => {
      const day = target(view.day)
      if (day === undefined) link.removeAttribute("href")
      else link.href = viewAddress.write(location.search, { ...asked(), on: day }, record.today) || location.pathname
      link.toggleAttribute("aria-disabled", day === undefined)
      if (day === undefined) link.setAttribute("aria-disabled", "true")
    })
  }
  step("previous", (day) => [...stops].reverse().find((stop) => stop < day))
  step("next", (day) => stops.find((stop) => stop > day))
  step("today", (day) => (day === record.today ? undefined : record.today))
}

function wireBar(
  root: HTMLElement,
  record: MapRecord,
  words: Words,
  store: Store<View>,
  setDay: (day: string) => void,
): void {
  const bar = root.querySelector<HTMLElement>("[data-part=bar]")!
  const chart = root.querySelector<SVGSVGElement>("[data-part=chart]")!
  const picture = new TimeBar(chart, record, words, setDay)
  new ResizeObserver(() => {
    if (bar.clientWidth < 40) return
    picture.draw(bar.clientWidth)
    picture.show(store.get())
  }).observe(bar)
  store.watch((view, changed) => {
    if (changed.has("attacks")) picture.attacks = view.attacks
    if (changed.has("attacks") && bar.clientWidth >= 40) picture.draw(bar.clientWidth)
    picture.show(view)
  })
}
