import { type Attack, attacksOf } from "./attack"
import { attacksShown } from "./attacksShown"
import type { MapState } from "./mapState"
import { type Span, clockSet, spanShown } from "./spanShown"
import { Store } from "./store"
import type { View } from "./view"

const NONE: Attack[] = []
const NOUNS = { site: "handovers", base: "bases", attack: "attacks" } as const

/** The part of the page's state that the marks, the card and the lists look at, as a store of its own kept equal to it. */
export function viewStore(store: Store<MapState>): Store<View> {
  const viewOf = viewer()
  const view = new Store<View>(viewOf(store.get()))
  store.watch((state) => view.set(viewOf(state)))
  view.watch((wanted) => store.set({ ...clockSet(store.get(), wanted.day), at: openedIn(wanted) }))
  return view
}

/** What is chosen in a view, as the address names it: `bases/kirkuk-k1`, say. */
export function openedIn(view: View): string | null {
  const kind = (["site", "attack", "base"] as const).find((each) => view[each] !== null)
  return kind ? `${NOUNS[kind]}/${view[kind]}` : null
}

/** Tells the view of a state; the attacks shown stay the same list until other attacks or days are asked for. */
export function viewer(): (state: MapState) => View {
  const shownOf = remembering()
  return (state) => {
    const { on, at, window, mode, count, attacks } = state
    const [noun, slug = null] = (at ?? "").split("/")
    const named = (kind: keyof typeof NOUNS): string | null => (noun === NOUNS[kind] ? slug : null)
    const span = spanShown(state)
    const all = attacksOf(attacks)
    return {
      day: on,
      site: named("site"),
      base: named("base"),
      attack: named("attack"),
      ...span,
      months: mode === "window" && window === null ? state.months : null,
      shown: attacks.all ? shownOf(all, span, count) : NONE,
      cells: attacks.all ? null : attacks.cells,
      attacks: all,
    }
  }
}

function remembering(): (attacks: Attack[], span: Span, count: MapState["count"]) => Attack[] {
  let [asked, known, of]: [string, Attack[], Attack[] | null] = ["", [], null]
  return (attacks, span, count) => {
    const question = `${span.from}/${span.to} ${count}`
    if (question !== asked || attacks !== of) known = attacksShown(attacks, span, count)
    ;[asked, of] = [question, attacks]
    return known
  }
}
