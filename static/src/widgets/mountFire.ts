import { attacksText } from "../lib/attacksText"
import type { Store } from "../lib/store"
import type { View } from "../lib/view"
import type { Words } from "../lib/words"

/** How many attacks the map shows and how many of them killed someone, and the way to the same ones as a table. */
export function mountFire(
  root: HTMLElement,
  words: Words,
  store: Store<View>,
  question: () => string,
): void {
  const link = root.querySelector<HTMLAnchorElement>("[data-part=table]")!
  const said = root.querySelector<HTMLElement>("[data-part=said]")!
  store.watch((view) => {
    const { shown, from, to } = view
    const deadly = shown.filter((attack) => (attack.killed_max ?? attack.killed_min ?? 0) > 0).length
    said.textContent = `${attacksText(words, view, shown.length)}, ${words.count("deadly", deadly)}`
    link.href = `${root.dataset.table}?${[`datetime=${from ?? ".."}/${to}`, question()].filter(Boolean).join("&")}`
  })
}
