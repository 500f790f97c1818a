import type { MapRecord } from "../lib/mapRecord"
import type { Mark } from "../lib/mark"
import { statusOn } from "../lib/statusOn"
import type { View } from "../lib/view"
import type { Words } from "../lib/words"
import { attackList } from "./attackList"
import { element } from "./element"

type Site = MapRecord["sites"][number]

/** The card of what is chosen: what, when, who says so, on what they disagree, and the way to the dossier. Returns how to show one. */
export function mountCard(
  root: HTMLElement,
  words: Words,
  attackUrl: string,
  close: () => void,
): (view: View, mark: Mark | null) => void {
  let shown: string | null | undefined
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close()
  })
  return (view, mark) => {
    root.hidden = mark === null
    const key = mark?.key ?? null
    if (mark) {
      const button = element(
        "button",
        { type: "button", class: "map-card-close", "aria-label": words.say("close") },
        "×",
      )
      button.addEventListener("click", close)
      root.replaceChildren(
        button,
        ...(mark.site ? siteParts(words, mark, mark.site) : baseParts(words, mark, view.day)),
        attackList(words, view, mark, attackUrl),
      )
      root.setAttribute("aria-label", mark.name)
    }
    if (key !== shown && key !== null && shown !== undefined) root.focus({ preventScroll: true })
    shown = key
  }
}

function siteParts(words: Words, mark: Mark, site: Site): HTMLElement[] {
  const forces = site.transferring.join(words.say("list_and"))
  const passage = site.receiving
    ? words.say("from_to", { from: forces, to: site.receiving })
    : words.say("from_only", { from: forces })
  return [
    element(
      "h2",
      {},
      element("span", { class: "disc", "aria-hidden": "true" }, mark.ordinal),
      element("span", {}, site.name),
    ),
    site.site_name ? element("p", { class: "soft" }, site.site_name) : null,
    element(
      "p",
      {},
      element("strong", {}, words.say("handed_over", { day: site.date_text })),
      element("br"),
      passage,
    ),
    element("p", { class: "rust" }, since(words, site.days_since_last_attack)),
    site.disputed.length > 0
      ? element(
          "p",
          { class: "map-card-dispute" },
          element("span", { class: "badge badge--ochre", "aria-hidden": "true" }, "≠"),
          element("span", {}, words.say("dispute", { fields: site.disputed.join(", ") })),
        )
      : null,
    element(
      "p",
      { class: "soft" },
      `${words.count("sources", site.source_count)}, ${words.count("independent", site.independent_source_count)}`,
      site.sources.length
        ? ` · ${site.sources.slice(0, 3).join(", ")}${site.sources.length > 3 ? " …" : ""}`
        : "",
    ),
    links([site.url, words.say("open_handover")], mark.base ? [mark.base.url, words.say("open_base")] : null),
  ].filter((part): part is HTMLElement => part !== null)
}

function baseParts(words: Words, mark: Mark, day: string): HTMLElement[] {
  const spell = mark.base ? statusOn(mark.base.spells, day) : null
  const maybe = spell?.maybe.map((code) => words.name("status", code)) ?? []
  const status = mark.kind === "base" ? words.name("status", mark.status) : null
  return [
    element(
      "h2",
      {},
      mark.kind === "base"
        ? element("span", { class: `ring ring--${mark.status}`, "aria-hidden": "true" })
        : element("span", { class: "fire", "aria-hidden": "true" }),
      element("span", {}, mark.base?.name ?? mark.name),
    ),
    mark.status === "none" && mark.base ? element("p", {}, words.say("not_counted_base")) : null,
    status && mark.status !== "none"
      ? element("p", {}, element("strong", {}, status), ` ${words.say("on_day", { day: words.day(day) })}`)
      : null,
    maybe.length > 0
      ? element("p", { class: "soft" }, words.say("maybe", { statuses: maybe.join(", ") }))
      : null,
    mark.uncertainty >= 3000
      ? element(
          "p",
          { class: "soft" },
          words.say("uncertain_place", { km: Math.round(mark.uncertainty / 1000) }),
        )
      : null,
    mark.base ? links([mark.base.url, words.say("open_base")], null) : null,
  ].filter((part): part is HTMLElement => part !== null)
}

function since(words: Words, days: number | null): string {
  if (days === null) return words.say("no_attack")
  return days === 0 ? words.say("same_day") : words.count("after_attack", days)
}

function links(...pairs: Array<[string, string] | null>): HTMLElement {
  const items = pairs.filter((pair): pair is [string, string] => pair !== null)
  return element(
    "ul",
    { class: "links" },
    ...items.map(([href, text]) => element("li", {}, element("a", { href }, text))),
  )
}
