import type { Attack } from "../lib/attack"
import { attacksText } from "../lib/attacksText"
import { countText } from "../lib/countText"
import type { Mark } from "../lib/mark"
import type { View } from "../lib/view"
import type { Words } from "../lib/words"
import { attackItem } from "./attackItem"
import { element } from "./element"

const MOST = 5

/** The attacks at a place that the map shows, newest first, the chosen one before all; each opens and leads to its dossier. */
export function attackList(words: Words, view: View, mark: Mark, url: string): HTMLElement {
  const chosen = mark.attacks.find(({ slug }) => slug === view.attack)
  const attacks = chosen ? [chosen, ...mark.attacks.filter((attack) => attack !== chosen)] : mark.attacks
  const heading = element("h3", {}, attacksText(words, view, attacks.length))
  const items = attacks
    .slice(0, MOST)
    .map((attack) => attackItem(words, attack, facts(words, attack), url, attack === chosen))
  const rest = attacks.length - items.length
  return element(
    "div",
    { class: "map-card-attacks" },
    heading,
    items.length > 0 ? element("ul", {}, ...items) : null,
    rest > 0 ? more(words, mark, rest) : null,
  )
}

function more(words: Words, mark: Mark, count: number): HTMLElement {
  const text = words.count("more", count)
  return element("p", {}, mark.base ? element("a", { href: mark.base.url }, text) : text)
}

function facts(words: Words, attack: Attack): HTMLElement {
  const weapons = attack.weapons.map((code) => words.name("weapon", code)).join(", ")
  const munitions = countText(words, attack.munitions_min, attack.munitions_max)
  const hurt = [
    hurtText(words, "killed", attack.killed_min, attack.killed_max),
    hurtText(words, "wounded", attack.wounded_min, attack.wounded_max),
  ].filter(Boolean)
  const nobody = attack.killed_max === 0 && attack.wounded_max === 0 ? words.say("nobody_hurt") : ""
  const parts = [munitions ? `${weapons} × ${munitions}` : weapons, ...hurt, nobody].filter(Boolean)
  return element("span", { class: (attack.killed_max ?? 0) > 0 ? "rust" : "soft" }, parts.join(" · "))
}

function hurtText(words: Words, key: string, least: number | null, most: number | null): string {
  const top = most ?? least ?? 0
  if (top === 0) return ""
  return words.count(key, top, { count: countText(words, least, most)! })
}
