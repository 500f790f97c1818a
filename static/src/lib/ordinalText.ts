import type { MapRecord } from "./mapRecord"

type Site = MapRecord["sites"][number]

/** "7", or "9–10" where windows overlap, or nothing for a site that has no place in the sequence. */
export function ordinalText(site: Pick<Site, "ordinal" | "ordinal_min" | "ordinal_max">): string {
  const { ordinal, ordinal_min: from, ordinal_max: to } = site
  if (from !== null && to !== null && from !== to) return `${from}–${to}`
  const known = ordinal ?? from
  return known === null ? "" : String(known)
}
