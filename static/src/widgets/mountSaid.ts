import type { MapRecord } from "../lib/mapRecord"
import { sitesOn } from "../lib/sitesOn"
import type { Store } from "../lib/store"
import type { View } from "../lib/view"
import type { Words } from "../lib/words"

/** The quiet line for screen readers: what a change of the clock did, told once the reader pauses. */
export function mountSaid(root: HTMLElement, record: MapRecord, words: Words, store: Store<View>): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let told = false
  store.watch((view) => {
    if (!told) {
      told = true
      return
    }
    clearTimeout(timer)
    timer = setTimeout(() => (root.textContent = said(record, words, view)), 500)
  })
}

function said(record: MapRecord, words: Words, view: View): string {
  const sites = sitesOn(record.sites, view.day).passed.length
  const attacks = view.shown.length
  return `${words.count("said_sites", sites, { day: words.day(view.day) })} ${words.count("said_attacks", attacks)}`
}
