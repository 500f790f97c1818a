import { fetchAttacks } from "../data/fetchAttacks"
import { afterPause } from "../lib/afterPause"
import { type Attack, attacksOf } from "../lib/attack"
import { attacksText } from "../lib/attacksText"
import { countText } from "../lib/countText"
import type { MapState } from "../lib/mapState"
import { shownQuestion } from "../lib/shownQuestion"
import { ORDERS, orderOf, sorted } from "../lib/sorted"
import type { Store } from "../lib/store"
import type { View } from "../lib/view"
import type { Words } from "../lib/words"
import { element } from "./element"

const PAGE = 100
const PAUSE_MS = 250

/** The attacks that the map shows as a table, sorted by its heads; of too many to send one by one, the first. */
export function mountTable(root: HTMLDetailsElement, words: Words, view: Store<View>, store: Store<MapState>, url: string): void {
  const part = (name: string): HTMLElement => root.querySelector<HTMLElement>(`[data-part=${name}]`)!
  const more = part("more")
  let [rows, written] = [[] as Attack[], 0]
  const write = (count: number): void => {
    part("rows").append(...rows.slice(written, written + count).map((row) => tableRow(words, row)))
    written = Math.min(rows.length, written + count)
    more.hidden = written === rows.length
  }
  const show = (found: Attack[], total: number): void => {
    const seen = view.get()
    ;[rows, written] = [found, 0]
    part("rows").replaceChildren()
    write(PAGE)
    const text = attacksText(words, seen, total)
    part("caption").textContent = found.length < total ? words.say("first_rows", { text, count: found.length }) : text
    part("none").hidden = total > 0
  }
  const refresh = (): void => {
    const state = store.get()
    if (!root.open || state.playing) return
    if (state.attacks.all) return show(sorted(view.get().shown, state.sort), view.get().shown.length)
    const question = `${shownQuestion(state)}&sort=${state.sort ?? "-date"}`
    fetchAttacks(url, question).then(
      (answer) => shownQuestion(store.get()) === shownQuestion(state) && show(attacksOf(answer), answer.count),
      (problem: unknown) => console.warn(problem),
    )
  }
  const soon = afterPause(PAUSE_MS, refresh)
  more.addEventListener("click", () => {
    const next = written
    write(PAGE)
    part("rows").children[next]?.querySelector("a")?.focus()
  })
  root.addEventListener("toggle", refresh)
  document.querySelector("[data-act=open-table]")?.addEventListener("click", () => {
    root.open = true
    root.querySelector("summary")!.focus()
  })
  wireHeads(root, store)
  view.watch(soon)
  store.watch((_state, changed) => (changed.has("sort") ? refresh() : changed.has("playing") && soon()))
}

/** Each head that names an order is a button; a second press turns the order round. */
function wireHeads(root: HTMLElement, store: Store<MapState>): void {
  for (const name of ORDERS) {
    const button = root.querySelector<HTMLElement>(`[data-sort=${name}]`)!
    button.addEventListener("click", () => {
      const now = orderOf(store.get().sort)
      const down = now.name === name ? !now.down : true
      const sort = `${down ? "-" : ""}${name}`
      store.set({ sort: sort === "-date" ? null : sort })
    })
  }
  store.watch(({ sort }) => {
    const now = orderOf(sort)
    for (const name of ORDERS) {
      const head = root.querySelector(`[data-sort=${name}]`)!.closest("th")!
      if (now.name === name) head.setAttribute("aria-sort", now.down ? "descending" : "ascending")
      else head.removeAttribute("aria-sort")
    }
  })
}

function tableRow(words: Words, attack: Attack): HTMLElement {
  const [what, where] = attack.title.split(/: (.*)/s)
  const number = (least: number | null, most: number | null): HTMLElement => {
    const text = countText(words, least, most)
    const known = text !== null
    return element("td", { class: known ? ((most ?? least ?? 0) > 0 ? "rust" : "") : "silent" }, text ?? words.say("unreported"))
  }
  return element(
    "tr",
    { "data-slug": attack.slug },
    element("td", { class: "cell-date" }, words.window(attack.date_earliest, attack.date_latest) || words.say("no_day")),
    element("th", { scope: "row" }, element("a", { href: attack.url }, what)),
    element("td", {}, where),
    number(attack.killed_min, attack.killed_max),
    number(attack.wounded_min, attack.wounded_max),
    element("td", { class: "cell-date" }, String(attack.source_count)),
  )
}
