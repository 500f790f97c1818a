import { countShown } from "../lib/countShown"
import type { MapRecord } from "../lib/mapRecord"
import type { MapState } from "../lib/mapState"
import { sitesOn } from "../lib/sitesOn"
import { clockSet } from "../lib/spanShown"
import type { Store } from "../lib/store"
import type { View } from "../lib/view"
import { viewer } from "../lib/viewStore"
import type { Words } from "../lib/words"

const PAUSE_MS = 500
const viewOf = viewer()

/** The quiet line for screen readers: what a change of the clock or a filter did, told once the reader pauses and no play runs. */
export function mountSaid(
  root: HTMLElement,
  record: MapRecord,
  words: Words,
  view: Store<View>,
  store: Store<MapState>,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let told = said(record, words, view.get(), store.get())
  store.watch(({ playing }) => {
    clearTimeout(timer)
    if (playing) return
    timer = setTimeout(() => {
      const text = said(record, words, view.get(), store.get())
      if (text !== told) root.textContent = told = text
    }, PAUSE_MS)
  })
}

function said(record: MapRecord, words: Words, view: View, state: MapState): string {
  const { compare } = state
  const day = dayText(record, words, view, state)
  if (compare === null) return day
  const other = dayText(record, words, viewOf({ ...state, ...clockSet(state, compare) }), state)
  return words.say("said_compared", { day, other })
}

function dayText(record: MapRecord, words: Words, view: View, { attacks, count }: MapState): string {
  const sites = sitesOn(record.sites, view.day).passed.length
  const shown = countShown(attacks, view.shown, view, count)
  return words.say("said", {
    day: words.day(view.day),
    sites: words.count("said_sites_short", sites),
    attacks: words.count("said_attacks", shown),
  })
}
