import type { Attack } from "./attack"
import type { MapRecord } from "./mapRecord"
import type { Mark } from "./mark"
import { ordinalText } from "./ordinalText"
import { shortName } from "./shortName"
import { sitesOn } from "./sitesOn"
import { statusOn } from "./statusOn"
import type { View } from "./view"

/** The marks of a day in reading order: sites by their place in the sequence, then bases, then other attacked places. */
export function marksOn(record: MapRecord, view: View): Mark[] {
  const attacks = [...view.shown].reverse()
  const byBase = attacksByBase(attacks)
  const onBase = (slug: string): Attack[] => byBase.get(slug) ?? []
  const passed = sitesOn(record.sites, view.day).passed
  const numbered = new Set(passed.map((site) => site.base))
  const chosenBase = baseOf(record, view)
  return [
    ...passed.filter(located).map((site): Mark => ({
      ...placeOf(site),
      key: `site ${site.slug}`,
      kind: "site",
      name: shortName(site.name),
      ordinal: ordinalText(site),
      status: "transferred",
      site,
      base: record.bases.find(({ slug }) => slug === site.base) ?? null,
      attacks: onBase(site.base),
      selected: view.site === null ? site.base === chosenBase : view.site === site.slug,
    })),
    ...record.bases
      .filter((base) => located(base) && !numbered.has(base.slug))
      .map((base): Mark => ({
        ...placeOf(base),
        key: `base ${base.slug}`,
        kind: "base",
        name: shortName(base.name),
        ordinal: "",
        status: base.counts ? (statusOn(base.spells, view.day)?.status ?? "unknown") : "none",
        site: null,
        base,
        attacks: onBase(base.slug),
        selected: base.slug === chosenBase,
      })),
    ...placesOf(
      attacks.filter((attack) => attack.base === null && located(attack)),
      view.attack,
    ),
  ]
}

function attacksByBase(attacks: Attack[]): Map<string | null, Attack[]> {
  const byBase = new Map<string | null, Attack[]>()
  for (const attack of attacks) {
    const here = byBase.get(attack.base)
    if (here) here.push(attack)
    else byBase.set(attack.base, [attack])
  }
  return byBase
}

type Located = { latitude: number | null; longitude: number | null; uncertainty_m: number | null }

function located(thing: Located): boolean {
  return thing.latitude !== null && thing.longitude !== null
}

function placeOf(thing: Located): Pick<Mark, "latitude" | "longitude" | "uncertainty"> {
  return { latitude: thing.latitude!, longitude: thing.longitude!, uncertainty: thing.uncertainty_m ?? 0 }
}

/** The base that the view's selection lies at, whichever way it is named. */
function baseOf(record: MapRecord, view: View): string | null {
  if (view.base !== null) return view.base
  if (view.attack !== null) return view.attacks.find(({ slug }) => slug === view.attack)?.base ?? null
  return record.sites.find(({ slug }) => slug === view.site)?.base ?? null
}

function placesOf(attacks: Attack[], chosen: string | null): Mark[] {
  const places = new Map<string, Attack[]>()
  for (const attack of attacks) {
    const key = `place ${attack.latitude},${attack.longitude}`
    const here = places.get(key)
    if (here) here.push(attack)
    else places.set(key, [attack])
  }
  return [...places].map(([key, here]): Mark => ({
    ...placeOf(here[0]!),
    key,
    kind: "place",
    name: here[0]!.place || here[0]!.title,
    ordinal: "",
    status: "none",
    site: null,
    base: null,
    attacks: here,
    selected: here.some(({ slug }) => slug === chosen),
  }))
}
