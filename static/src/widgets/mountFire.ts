import { attacksShown } from "../lib/attacksShown"
import { days } from "../lib/days"
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
  store.watch(({ day, months, attacks }) => {
    const shown = attacksShown(attacks, day, months)
    const deadly = shown.filter((attack) => (attack.killed_max ?? attack.killed_min ?? 0) > 0).length
    const text = words.count(months === null ? "attacks_all" : "attacks_year", shown.length, {
      months: months ?? 0,
    })
    said.textContent = `${text}, ${words.count("deadly", deadly)}`
    const from = months === null ? ".." : dayAfter(days.addMonths(day, -months))
    link.href = `${root.dataset.table}?${[`datetime=${from}/${day}`, question()].filter(Boolean).join("&")}`
  })
}

function dayAfter(day: string): string {
  return days.iso(days.number(day) + 1)
}
