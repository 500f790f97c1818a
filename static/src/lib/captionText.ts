import { attacksText } from "./attacksText"
import { countShown } from "./countShown"
import type { MapState } from "./mapState"
import { sitesOn } from "./sitesOn"
import type { View } from "./view"
import type { Words } from "./words"

/** A map in a line: its day, the sites handed over by then, the attacks that it shows. */
export function captionText(words: Words, { record, attacks, count }: MapState, seen: View): string {
  const sites = sitesOn(record.sites, seen.day).passed.length
  const shown = attacksText(words, seen, countShown(attacks, seen.shown, seen, count))
  return words.say("compared", { day: words.day(seen.day), sites: words.count("said_sites_short", sites), attacks: shown })
}
