import type { AttackSet } from "../lib/attackSet"
import type { MapState } from "../lib/mapState"
import type { Store } from "../lib/store"
import { viewAddress } from "../lib/viewAddress"
import { fetchJson } from "./fetchJson"

/**
 * Keeps the state's attacks what the server answers to its filters: null where nothing is filtered, for then the record
 * itself has them all, and where the server did not answer.
 */
export function keepAnswers(store: Store<MapState>, url: string): void {
  let asked = ""
  store.watch((state) => {
    const question = viewAddress.question(state)
    if (question === asked) return
    asked = question
    if (question === "") return store.set({ attacks: null })
    fetchJson<AttackSet>(`${url}?${question}`)
      .catch((problem: unknown) => {
        console.warn(problem)
        return null
      })
      .then((attacks) => {
        if (question === asked) store.set({ attacks })
      })
  })
}
