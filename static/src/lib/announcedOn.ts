import type { MapRecord } from "./mapRecord"

type Site = MapRecord["sites"][number]

/** Sites whose handover had been announced by a day and had not happened: what "more announced" counts. */
export function announcedOn(sites: Site[], day: string): Site[] {
  return sites.filter((site) => {
    const dropped = site.status === "cancelled"
    const done = site.status === "completed" && site.date_latest !== null && site.date_latest <= day
    return site.counted && !dropped && !done && site.announced_on !== null && site.announced_on <= day
  })
}
