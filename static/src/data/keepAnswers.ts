import type { AttackSet } from "../lib/attackSet"
import { attacksQuestion } from "../lib/attacksQuestion"
import type { MapState } from "../lib/mapState"
import type { Store } from "../lib/store"
import { fetchAttacks } from "./fetchAttacks"

/** Keeps the state's attacks what the server answers to its filters. Where it does not, the answer before stays and the state says so. */
export function keepAnswers(store: Store<MapState>, url: string): void {
  let asked = attacksQuestion(store.get())
  const told = (question: string, answer: { attacks: AttackSet; failed: false } | { failed: true }): void => {
    if (question === asked) store.set(answer)
  }
  store.watch((state) => {
    const question = attacksQuestion(state)
    if (question === asked) return
    asked = question
    fetchAttacks(url, question).then(
      (attacks) => told(question, { attacks, failed: false }),
      (problem: unknown) => {
        console.warn(problem)
        told(question, { failed: true })
      },
    )
  })
}
