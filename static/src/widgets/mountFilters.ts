import { fetchJson } from "../data/fetchJson"
import { afterPause } from "../lib/afterPause"
import { type Choices, filtersIn, setValues, withoutValue } from "../lib/choices"
import type { MapState } from "../lib/mapState"
import { shownQuestion } from "../lib/shownQuestion"
import type { Store } from "../lib/store"
import { viewAddress } from "../lib/viewAddress"
import type { Words } from "../lib/words"
import { element } from "./element"
import { FilterForm } from "./filterForm"

const WORDS_PAUSE_MS = 400
const COUNTS_PAUSE_MS = 250

/** The filters: a panel with counts, what is set as chips, and the ways to let go of one and of all. */
export function mountFilters(root: HTMLElement, words: Words, store: Store<MapState>): void {
  const panel = root.querySelector<HTMLDetailsElement>("[data-part=panel]")!
  const form = new FilterForm(root.querySelector("form")!, words)
  const apply = (): void => {
    const data = new FormData(form.form)
    const asked = { filters: filtersIn(data), q: String(data.get("q") ?? "").trim() }
    const { bbox } = store.get()
    if (viewAddress.question({ ...asked, bbox }) !== viewAddress.question(store.get())) store.set(asked)
  }
  const applySoon = afterPause(WORDS_PAUSE_MS, apply)
  form.form.addEventListener("change", apply)
  form.form.addEventListener("input", ({ target }) => {
    if ((target as HTMLInputElement).name === "q") applySoon()
  })
  form.form.addEventListener("submit", (event) => {
    event.preventDefault()
    apply()
  })
  wirePanel(root, panel)
  keepCounts(root.dataset.choices!, panel, form, store)
  mountChips(root, words, store, form)
  store.watch((state, changed) => {
    if (changed.has("filters") || changed.has("q")) form.show(state.filters, state.q)
  })
}

/** The panel closes with Escape and its own button, and gives the focus back. */
function wirePanel(root: HTMLElement, panel: HTMLDetailsElement): void {
  const close = (): void => {
    panel.open = false
    panel.querySelector("summary")!.focus()
  }
  root.querySelector("[data-act=close]")!.addEventListener("click", close)
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel.open) close()
  })
}

/** Asks for the counts while the panel is open, once the reader pauses; an answer to an older question is dropped. */
function keepCounts(url: string, panel: HTMLDetailsElement, form: FilterForm, store: Store<MapState>): void {
  let told = ""
  const ask = async (): Promise<void> => {
    const state = store.get()
    const question = shownQuestion(state)
    if (!panel.open || state.playing || question === told) return
    told = question
    try {
      const choices = await fetchJson<Choices>(`${url}?${question}`)
      if (told === question) form.count(choices)
    } catch (problem) {
      told = ""
      console.warn(problem)
    }
  }
  const askSoon = afterPause(COUNTS_PAUSE_MS, () => void ask())
  panel.addEventListener("toggle", () => void ask())
  store.watch(askSoon)
}

function mountChips(root: HTMLElement, words: Words, store: Store<MapState>, form: FilterForm): void {
  const part = (name: string): HTMLElement => root.querySelector<HTMLElement>(`[data-part=${name}]`)!
  const [list, said, button, clear] = [part("chips"), part("filtered"), part("button"), part("clear")]
  clear.addEventListener("click", () => {
    store.set({ filters: {}, q: "", bbox: null })
    part("panel").querySelector("summary")!.focus()
  })
  store.watch((state, changed) => {
    if (!["filters", "q", "bbox", "attacks", "failed"].some((name) => changed.has(name as keyof MapState))) return
    const chips = chipsOf(state, words, form)
    const focused = [...list.querySelectorAll("button")].indexOf(document.activeElement as HTMLButtonElement)
    list.replaceChildren(...chips.map((chip) => element("li", {}, chipButton(chip, words, store))))
    if (focused >= 0) (list.querySelectorAll("button")[Math.min(focused, chips.length - 1)] ?? panelButton(root)).focus()
    clear.hidden = chips.length === 0
    button.textContent = chips.length === 0 ? words.say("filter") : words.count("filters_set", chips.length)
    said.hidden = chips.length === 0 && !state.failed
    said.textContent = state.failed ? words.say("not_filtered") : words.count("filtered", state.attacks.count)
  })
}

function panelButton(root: HTMLElement): HTMLElement {
  return root.querySelector<HTMLElement>("summary")!
}

type Chip = { text: string; without: Partial<MapState> }

function chipsOf({ filters, q, bbox }: MapState, words: Words, form: FilterForm): Chip[] {
  const chips = setValues(filters).map(({ name, value }): Chip => {
    const { filter, label } = form.named(name, value)
    return { text: `${filter}: ${label}`, without: { filters: withoutValue(filters, name, value) } }
  })
  if (q) chips.unshift({ text: words.say("words_chip", { words: q }), without: { q: "" } })
  if (bbox) chips.push({ text: words.say("window_chip"), without: { bbox: null } })
  return chips
}

function chipButton({ text, without }: Chip, words: Words, store: Store<MapState>): HTMLElement {
  const button = element(
    "button",
    { type: "button", class: "chip", "aria-label": words.say("remove_filter", { filter: text }) },
    text,
    element("span", { "aria-hidden": "true" }, " ×"),
  )
  button.addEventListener("click", () => store.set(without))
  return button
}
