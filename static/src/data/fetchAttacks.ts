import type { AttackSet } from "../lib/attackSet"
import { fetchJson } from "./fetchJson"

/** The attacks that a question leaves. */
export function fetchAttacks(url: string, question: string): Promise<AttackSet> {
  return fetchJson<AttackSet>(question === "" ? url : `${url}?${question}`)
}
