import type { Fired } from "./attackSet"
import { weaponColour, weaponShape } from "./weaponShape"

/** What bars are stacked by, from the ground up: the colours that attacks have on the map. */
export const KINDS = [
  "weapon-rocket",
  "weapon-mortar",
  "weapon-ied",
  "weapon-drone",
  "weapon-missile",
  "weapon-other",
] as const

const PLACES = new Map<string, number>(KINDS.map((kind, place) => [kind, place]))

/** The place in KINDS of what was fired. */
export function attackKind(weapons: Fired[]): number {
  return PLACES.get(weaponColour(weaponShape(weapons))) ?? KINDS.length - 1
}
