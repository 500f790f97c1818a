import type { MapRecord } from "./mapRecord"

type Spell = MapRecord["bases"][number]["spells"][number]

/** The spell that holds on a day. The server computes the spells; this only looks one up. */
export function statusOn(spells: Spell[], day: string): Spell | null {
  let holding: Spell | null = null
  for (const spell of spells) {
    if (spell.from === null || spell.from <= day) holding = spell
  }
  return holding
}
