import { fetchJson } from "./fetchJson"

/** The latest possible day of one attack; null where it has none or is not on record. */
export async function fetchDay(url: string, slug: string): Promise<string | null> {
  try {
    const card = await fetchJson<{ date_latest: string | null }>(`${url}?slug=${encodeURIComponent(slug)}`)
    return card.date_latest
  } catch (problem) {
    console.warn(problem)
    return null
  }
}
