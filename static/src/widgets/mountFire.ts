import { attacksText } from "../lib/attacksText"
import { countShown } from "../lib/countShown"
import type { MapState } from "../lib/mapState"
import { shownQuestion } from "../lib/shownQuestion"
import type { Store } from "../lib/store"
import type { View } from "../lib/view"
import type { Words } from "../lib/words"

/** How many attacks the map shows and how many of them killed someone, and the way to the same ones as a table. */
export function mountFire(root: HTMLElement, words: Words, view: Store<View>, store: Store<MapState>): void {
  const link = root.querySelector<HTMLAnchorElement>("[data-part=table]")!
  const said = root.querySelector<HTMLElement>("[data-part=said]")!
  view.watch((seen) => {
    const { attacks, count } = store.get()
    const deadly = seen.shown.filter((attack) => (attack.killed_max ?? attack.killed_min ?? 0) > 0).length
    const text = attacksText(words, seen, countShown(attacks, seen.shown, seen, count))
    // Of attacks that come only as counts it is not known here whom they killed.
    said.textContent = attacks.all ? `${text}, ${words.count("deadly", deadly)}` : text
    link.href = `${root.dataset.table}?${shownQuestion(store.get())}`
  })
}
