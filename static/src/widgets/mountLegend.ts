import { attackKind, KINDS } from "../lib/attackKind"
import type { AttackSet } from "../lib/attackSet"
import { attacksOf } from "../lib/attack"
import type { MapState } from "../lib/mapState"
import type { Store } from "../lib/store"
import type { Words } from "../lib/words"
import { element } from "./element"

/** What the bars' colours mean: the kinds that the attacks have. */
export function mountLegend(root: HTMLElement, words: Words, store: Store<MapState>): void {
  store.watch(({ attacks }, changed) => {
    if (!changed.has("attacks")) return
    const kinds = kindsOf(attacks)
    const items = KINDS.filter((_kind, place) => kinds.has(place)).map((kind) => item(kind, words.name("kind", kind)))
    root.replaceChildren(...items)
  })
}

function item(kind: string, text: string): HTMLElement {
  return element("li", {}, element("span", { class: `swatch ${kind}`, "aria-hidden": "true" }), text)
}

function kindsOf(set: AttackSet): Set<number> {
  if (set.all) return new Set(attacksOf(set).map(({ weapons }) => attackKind(weapons)))
  return new Set(set.bars.map(([, weapon]) => attackKind([set.words.weapons[weapon]?.code ?? "unknown"])))
}
