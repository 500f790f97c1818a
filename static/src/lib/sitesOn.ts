import type { MapRecord } from "./mapRecord"

type Site = MapRecord["sites"][number]

/** The sites as they stood on a day, each in one group; the counter is the length of the first. */
export function sitesOn(sites: Site[], day: string): { passed: Site[]; uncounted: Site[]; ahead: Site[] } {
  const done = (site: Site): boolean =>
    site.status === "completed" && site.date_latest !== null && site.date_latest <= day
  return {
    passed: sites.filter((site) => site.counted && done(site)),
    uncounted: sites.filter((site) => !site.counted && done(site)),
    ahead: sites.filter((site) => !done(site)),
  }
}
