import { announcedOn } from "../lib/announcedOn"
import type { MapRecord } from "../lib/mapRecord"
import { sitesOn } from "../lib/sitesOn"
import { statusOn } from "../lib/statusOn"
import type { Store } from "../lib/store"
import type { View } from "../lib/view"
import type { Words } from "../lib/words"

/** The counter: sites handed over as of the chosen day, what was announced by then, and how far the record is known. */
export function mountCounter(root: HTMLElement, record: MapRecord, words: Words, store: Store<View>): void {
  const part = (name: string): HTMLElement => root.querySelector<HTMLElement>(name)!
  store.watch(({ day }) => {
    const { passed } = sitesOn(record.sites, day)
    const numbered = new Set(passed.map(({ base }) => base))
    part("[data-counter]").textContent = String(passed.length)
    part("[data-part=noun]").textContent = words.count("sites", passed.length)
    part("[data-part=by]").textContent = words.say("by", { day: words.day(day) })
    const announced = announcedOn(record.sites, day).length
    part("[data-part=announced]").textContent = words.count("announced", announced)
    part("[data-part=announced]").hidden = announced === 0
    part("[data-part=held]").textContent = words.count(
      "held",
      record.bases.filter((base) => !numbered.has(base.slug) && isHeld(base, day)).length,
    )
    part("[data-part=known]").hidden = record.known_to === null || day <= record.known_to
  })
}

function isHeld(base: MapRecord["bases"][number], day: string): boolean {
  const status = base.counts ? statusOn(base.spells, day)?.status : undefined
  return status === "coalition" || status === "shared"
}
