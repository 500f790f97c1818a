import type { MapState } from "./mapState"
import { Store } from "./store"
import type { View } from "./view"
import { viewAddress } from "./viewAddress"

const NOUNS = { site: "handovers", base: "bases", attack: "attacks" } as const

/** The part of the page's state that the marks, the card and the lists look at, as a store of its own kept equal to it. */
export function viewStore(store: Store<MapState>): Store<View> {
  const view = new Store<View>({ ...viewOf(store.get()), among: null })
  store.watch((state, changed) => {
    const among = changed.has("attacks") ? { among: amongOf(state) } : {}
    view.set({ ...viewOf(state), ...among })
  })
  view.watch((wanted) => {
    const chosen = (["site", "attack", "base"] as const).find((kind) => wanted[kind] !== null)
    store.set({
      on: wanted.day,
      at: chosen ? `${NOUNS[chosen]}/${wanted[chosen]}` : null,
      months: wanted.months,
    })
  })
  return view
}

/** Null too where the answer is too large to name each attack. */
export function amongOf(state: MapState): ReadonlySet<string> | null {
  const { attacks } = state
  return attacks?.all && viewAddress.question(state) ? new Set(attacks.columns.slug) : null
}

function viewOf({ on, at, months }: MapState): View {
  const [noun, slug = null] = (at ?? "").split("/")
  const named = (kind: keyof typeof NOUNS): string | null => (noun === NOUNS[kind] ? slug : null)
  return { day: on, site: named("site"), base: named("base"), attack: named("attack"), months }
}
