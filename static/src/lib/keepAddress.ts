import { attacksOf } from "./attack"
import { type Dated, dayOfRecord } from "./dayOfRecord"
import type { MapRecord } from "./mapRecord"
import type { Asked, MapState } from "./mapState"
import type { Store } from "./store"
import { viewAddress } from "./viewAddress"

const PAUSE_MS = 200
// What is chosen in one act, and so is a step that "back" undoes; the clock, the brush and the map move all the time.
const STEPS = new Set<keyof MapState>(["mode", "months", "count", "by", "compare", "with", "filters", "q", "bbox", "at", "sort"])
const DATA = new Set<keyof MapState>(["record", "attacks", "failed", "playing"])

/** What an address asks; a record's own link without a day sets the clock to the record's, if it is among the attacks. */
export function askedIn(search: string, record: MapRecord, attacks: Dated[]): Asked {
  const asked = viewAddress.read(search, record.today)
  const query = new URLSearchParams(search)
  if (query.has("on") || query.has("datetime")) return asked
  return { ...asked, on: dayOfRecord(record, attacks, asked.at) ?? asked.on }
}

/** The address follows the state, so that any view can be linked to; back and forward set the state from it. */
export function keepAddress(store: Store<MapState>): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let told = store.get()
  let returning = true
  const address = (state: MapState): string =>
    viewAddress.write(location.search, state, state.record.today) || location.pathname
  const flush = (state: MapState): void => {
    if (timer === undefined) return
    clearTimeout(timer)
    timer = undefined
    history.replaceState(null, "", address(state))
  }
  store.watch((state, changed) => {
    const names = [...changed].filter((name) => !DATA.has(name))
    // A window begins and ends with a step; in between its ends move with the clock.
    const brushed = (state.window === null) !== (told.window === null)
    if (!returning && (brushed || names.some((name) => STEPS.has(name)))) {
      flush(told)
      history.pushState(null, "", address(state))
    } else if (!returning && names.length > 0) {
      clearTimeout(timer)
      timer = setTimeout(() => flush(store.get()), PAUSE_MS)
    }
    told = state
  })
  returning = false
  addEventListener("popstate", () => {
    clearTimeout(timer)
    timer = undefined
    returning = true
    const { record, attacks } = store.get()
    store.set(askedIn(location.search, record, attacksOf(attacks)))
    returning = false
  })
}
