import { fetchJson } from "../data/fetchJson"
import type { Attack } from "../lib/attack"
import type { Words } from "../lib/words"
import { element } from "./element"

/** What the server says of one attack for a card; counts are in words, null is "not reported". */
interface Told {
  url: string
  title: string
  killed: string | null
  wounded: string | null
  summary: string
  attributions: Array<{ actor: string; stance: string; speaker: string | null }>
  disputed: string[]
  source_count: number
  independent_source_count: number
  sources: string[]
}

/** One attack of a list that opens: what happened, who says so, on what they disagree, and the way to its dossier. */
export function attackItem(words: Words, attack: Attack, line: HTMLElement, url: string, open: boolean): HTMLElement {
  const body = element("div", { class: "map-card-attack" })
  const day = words.window(attack.date_earliest, attack.date_latest)
  const item = element("details", {}, element("summary", {}, element("strong", {}, day), " ", line), body)
  item.addEventListener("toggle", () => {
    if (!item.open || body.childElementCount > 0) return
    body.append(element("p", {}, element("a", { href: attack.url }, words.say("open_handover"))))
    asked(url, attack.slug).then(
      (told) => body.prepend(...parts(words, told)),
      (problem: unknown) => console.warn(problem),
    )
  })
  item.open = open
  return element("li", {}, item)
}

const known = new Map<string, Promise<Told>>()

/** Asked once: a card is made anew with each step of the clock. */
function asked(url: string, slug: string): Promise<Told> {
  const answer = known.get(slug) ?? fetchJson<Told>(`${url}?slug=${encodeURIComponent(slug)}`)
  known.set(slug, answer)
  answer.catch(() => known.delete(slug))
  return answer
}

function parts(words: Words, told: Told): HTMLElement[] {
  const sources = [
    words.count("sources", told.source_count),
    words.count("independent", told.independent_source_count),
  ].join(", ")
  const named = told.sources.slice(0, 3).join(", ") + (told.sources.length > 3 ? " …" : "")
  return [
    element("p", {}, told.title),
    told.summary ? element("p", {}, told.summary) : null,
    ...told.attributions.map(({ actor, stance, speaker }): HTMLElement =>
      element("p", { class: "soft" }, [`${actor}: ${stance}`, speaker].filter(Boolean).join(" · ")),
    ),
    told.disputed.length > 0
      ? element(
          "p",
          { class: "map-card-dispute" },
          element("span", { class: "badge badge--ochre", "aria-hidden": "true" }, "≠"),
          element("span", {}, words.say("dispute", { fields: told.disputed.join(", ") })),
        )
      : null,
    element("p", { class: "soft" }, named ? `${sources} · ${named}` : sources),
  ].filter((part) => part !== null)
}
