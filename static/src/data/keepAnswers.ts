import type { AttackSet } from "../lib/attackSet"
import type { Choices } from "../lib/choices"
import type { MapState } from "../lib/mapState"
import type { Store } from "../lib/store"
import { viewAddress } from "../lib/viewAddress"
import { fetchJson } from "./fetchJson"

/** Keeps the state's attacks and choices what the server answers to its filters; null where it did not answer. */
export function keepAnswers(store: Store<MapState>, urls: { attacks: string; choices: string }): void {
  let asked: string | undefined
  store.watch((state) => {
    const question = viewAddress.question(state)
    if (question === asked) return
    asked = question
    const keep = (change: Partial<MapState>): void => {
      if (question === asked) store.set(change)
    }
    const get = <Answer>(url: string): Promise<Answer | null> =>
      fetchJson<Answer>(question ? `${url}?${question}` : url).catch((problem: unknown) => {
        console.warn(problem)
        return null
      })
    void get<AttackSet>(urls.attacks).then((attacks) => keep({ attacks }))
    void get<Choices>(urls.choices).then((choices) => keep({ choices }))
  })
}
