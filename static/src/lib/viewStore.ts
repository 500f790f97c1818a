import { attacksOf } from "./attack"
import type { MapState } from "./mapState"
import { Store } from "./store"
import type { View } from "./view"

const NOUNS = { site: "handovers", base: "bases", attack: "attacks" } as const

/** The part of the page's state that the marks, the card and the lists look at, as a store of its own kept equal to it. */
export function viewStore(store: Store<MapState>): Store<View> {
  const view = new Store<View>(viewOf(store.get()))
  store.watch((state) => view.set(viewOf(state)))
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

function viewOf({ on, at, months, attacks }: MapState): View {
  const [noun, slug = null] = (at ?? "").split("/")
  const named = (kind: keyof typeof NOUNS): string | null => (noun === NOUNS[kind] ? slug : null)
  return { day: on, site: named("site"), base: named("base"), attack: named("attack"), months, attacks: attacksOf(attacks) }
}
