import { captionText } from "../lib/captionText"
import { days } from "../lib/days"
import type { MapState } from "../lib/mapState"
import { clockSet } from "../lib/spanShown"
import { Store } from "../lib/store"
import type { View } from "../lib/view"
import { openedIn, viewer } from "../lib/viewStore"
import { mountDivider } from "./mountDivider"
import { COUNTRY, type Parts, mountMap } from "./mountMap"

/** Two days side by side, or one over the other with a divider between them: two maps in step, each with its day. */
export function mountCompare(root: HTMLElement, stages: HTMLElement, parts: Parts): void {
  const { words, state } = parts
  const blank = stages.querySelector<HTMLElement>("[data-widget=map]")!.cloneNode(true) as HTMLElement
  const first = mountMap(stages.querySelector("[data-widget=map]")!, parts)
  const second = secondMap(stages, blank, first, parts)
  wireControls(root, stages, state)
  let shaped = stages.className
  const legend = stages.querySelector<HTMLDetailsElement>("[data-part=legend]")!
  const show = (): void => {
    const { compare } = state.get()
    if (compare !== null && shaped === "stages") legend.open = false
    stages.classList.toggle("is-side", compare !== null && state.get().with === "side")
    stages.classList.toggle("is-swipe", compare !== null && state.get().with === "swipe")
    second(compare)
    const shape = stages.className
    if (shape !== shaped && state.get().view === null)
      requestAnimationFrame(() => first.invalidateSize({ animate: false }).fitBounds(COUNTRY, { animate: false }))
    shaped = shape
    dayOf(stages.querySelector<HTMLElement>("[data-widget=map]")!, compare && captionText(words, state.get(), parts.store.get()))
  }
  state.watch((_state, changed) => {
    if (["compare", "with", "on", "attacks", "mode", "window", "months", "count"].some((name) => changed.has(name as keyof MapState)))
      show()
  })
}

/** Makes the second map when it is first wanted; tells it its day, or hides it. */
function secondMap(stages: HTMLElement, blank: HTMLElement, first: L.Map, parts: Parts): (day: string | null) => void {
  const { state, words } = parts
  const viewOf = viewer()
  const at = (day: string): View => {
    const now = state.get()
    return viewOf({ ...now, ...clockSet(now, day), at: null })
  }
  let view: Store<View> | null = null
  const make = (day: string): Store<View> => {
    const own = new Store<View>(at(day))
    blank.classList.add("stage--second")
    blank.querySelectorAll("[data-part=legend], [data-part=loading], .stage-search").forEach((part) => part.setAttribute("hidden", ""))
    stages.append(blank)
    inStep(first, mountMap(blank, { ...parts, store: own, second: true }))
    own.watch((seen) => {
      const at = openedIn(seen)
      if (at === null) return
      state.set({ at })
      own.set({ site: null, base: null, attack: null })
    })
    return own
  }
  return (day) => {
    blank.hidden = day === null
    if (day === null) return
    if (view === null) view = make(day)
    view.set(at(day))
    blank.setAttribute("aria-label", words.say("map_on", { day: words.day(day) }))
    dayOf(blank, captionText(words, state.get(), view.get()))
  }
}

/** Writes a map's day and counts over it; nothing while only one is seen. */
function dayOf(stage: HTMLElement, text: string | null): void {
  const caption = stage.querySelector<HTMLElement>("[data-part=day]")!
  caption.hidden = text === null
  caption.textContent = text
}

/** Whichever of two maps is moved, the other follows. */
function inStep(one: L.Map, other: L.Map): void {
  let following = false
  // A map that already glides there takes no second call.
  const glide = (follower: L.Map, { center, zoom }: L.ZoomAnimEvent): void => {
    if (following) return
    following = true
    follower.setView(center, zoom, { animate: true })
    following = false
  }
  const follow = (leader: L.Map, follower: L.Map): void => {
    if (following) return
    following = true
    follower.setView(leader.getCenter(), leader.getZoom(), { animate: false })
    following = false
  }
  one.on("move zoom resize", () => follow(one, other))
  other.on("move zoom", () => follow(other, one))
  one.on("zoomanim", (event) => glide(other, event as L.ZoomAnimEvent))
  other.on("zoomanim", (event) => glide(one, event as L.ZoomAnimEvent))
  follow(one, other)
}

function wireControls(root: HTMLElement, stages: HTMLElement, state: Store<MapState>): void {
  const part = <Kind extends HTMLElement>(name: string): Kind => root.querySelector<Kind>(`[data-part=${name}]`)!
  const [begin, controls, day, way] = [
    part<HTMLButtonElement>("begin"),
    part("controls"),
    part<HTMLInputElement>("second-day"),
    part<HTMLSelectElement>("way"),
  ]
  const { record } = state.get()
  ;[day.min, day.max] = [record.first_day, record.today]
  begin.addEventListener("click", () => {
    state.set({ compare: yearBefore(state.get()) })
    day.focus()
  })
  day.addEventListener("change", () => day.checkValidity() && days.valid(day.value) && state.set({ compare: day.value }))
  way.addEventListener("change", () => state.set({ with: way.value === "swipe" ? "swipe" : "side" }))
  part("end").addEventListener("click", () => {
    state.set({ compare: null })
    begin.focus()
  })
  const divider = stages.querySelector<HTMLElement>("[data-part=divider]")!
  mountDivider(stages, divider)
  state.watch(({ compare, with: how }) => {
    controls.hidden = compare === null
    begin.hidden = compare !== null
    divider.hidden = compare === null || how !== "swipe"
    if (compare !== null && document.activeElement !== day) day.value = compare
    way.value = how
  })
}

/** What is compared with at first: a year before the clock, as far as the record goes back; from its first day, today. */
function yearBefore({ on, record }: MapState): string {
  const before = days.addMonths(on, -12)
  if (on === record.first_day) return record.today
  return before < record.first_day ? record.first_day : before
}
