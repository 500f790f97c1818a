import type { MapRecord } from "../lib/mapRecord"
import type { MapState } from "../lib/mapState"
import { clockSet } from "../lib/spanShown"
import { type Step, stopFrom } from "../lib/stops"
import type { Store } from "../lib/store"
import { viewAddress } from "../lib/viewAddress"
import type { Words } from "../lib/words"

/** The links of the served page, kept true to the day and to what the reader steps by; followed without leaving the page. */
export function mountSteps(
  root: HTMLElement,
  record: MapRecord,
  words: Words,
  store: Store<MapState>,
  setDay: (day: string) => void,
): void {
  const unit = root.querySelector<HTMLSelectElement>("[data-part=step]")!
  const links = (["previous", "next", "today"] as const).map((name) => ({
    name,
    link: root.querySelector<HTMLAnchorElement>(`[data-step=${name}]`)!,
  }))
  const target = (name: (typeof links)[number]["name"], { on, attacks }: MapState): string | null => {
    if (name === "today") return on === record.today ? null : record.today
    return stopFrom(on, name === "previous", unit.value as Step, record, attacks)
  }
  const show = (state: MapState): void => {
    for (const { name, link } of links) {
      const day = target(name, state)
      if (day === null) link.removeAttribute("href")
      else link.href = viewAddress.write(location.search, { ...state, ...clockSet(state, day) }, record.today) || location.pathname
      if (day === null) link.setAttribute("aria-disabled", "true")
      else link.removeAttribute("aria-disabled")
    }
  }
  for (const { name, link } of links)
    link.addEventListener("click", (event) => {
      event.preventDefault()
      const day = target(name, store.get())
      if (day !== null) setDay(day)
    })
  unit.addEventListener("change", () => {
    for (const { name, link } of links.slice(0, 2)) {
      link.title = words.name(name, unit.value)
      link.querySelector(".visually-hidden")!.textContent = link.title
    }
    show(store.get())
  })
  store.watch((state, changed) => {
    // The links need not be true to every frame of a play.
    if (!state.playing || changed.has("playing")) show(state)
  })
}
