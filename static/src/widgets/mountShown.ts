import type { MapState } from "../lib/mapState"
import type { Store } from "../lib/store"
import type { Words } from "../lib/words"

/** What is shown and how it is counted: the months before the clock, all up to it or a window; the width of bars; uncertain days. */
export function mountShown(root: HTMLElement, words: Words, store: Store<MapState>): void {
  const select = (name: string): HTMLSelectElement => root.querySelector<HTMLSelectElement>(`[data-part=${name}]`)!
  const [months, by, count] = [select("months"), select("width"), select("uncertain")]
  const more = root.querySelector<HTMLDetailsElement>("[data-part=more]")!
  more.addEventListener("toggle", () => root.classList.toggle("is-more", more.open))
  more.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return
    more.open = false
    more.querySelector("summary")!.focus()
  })
  more.addEventListener("focusout", ({ relatedTarget: next }) => {
    if (!more.contains(next as Node | null) && !more.matches(":hover")) more.open = false
  })
  const brushed = months.querySelector<HTMLOptionElement>("[value=window]")!
  months.addEventListener("change", () => {
    if (months.value === "all") store.set({ mode: "cumulative", window: null })
    else if (months.value !== "window") store.set({ mode: "window", window: null, months: Number(months.value) })
  })
  by.addEventListener("change", () => store.set({ by: (by.value || null) as MapState["by"] }))
  count.addEventListener("change", () => store.set({ count: count.value as MapState["count"] }))
  store.watch((state) => {
    brushed.hidden = brushed.disabled = state.window === null
    if (state.window) brushed.textContent = words.window(state.window.from, state.window.to)
    months.value = state.mode === "cumulative" ? "all" : state.window ? "window" : String(state.months)
    by.value = state.by ?? ""
    count.value = state.count
  })
}
