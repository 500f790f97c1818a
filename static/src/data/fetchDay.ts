import type { AttackRow } from "../lib/api"
import { fetchJson } from "./fetchJson"

/** The latest possible day of one attack; null where it has none or is not on record. */
export async function fetchDay(url: string, slug: string): Promise<string | null> {
  try {
    const card = await fetchJson<Pick<AttackRow, "date_latest">>(`${url}?slug=${encodeURIComponent(slug)}`)
    return card.date_latest
  } catch (problem) {
    console.warn(problem)
    return null
  }
}
