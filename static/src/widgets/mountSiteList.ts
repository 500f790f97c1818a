import type { MapRecord } from "../lib/mapRecord"
import { sitesOn } from "../lib/sitesOn"
import { statusOn } from "../lib/statusOn"
import type { Store } from "../lib/store"
import type { View } from "../lib/view"
import type { Words } from "../lib/words"
import { element } from "./element"

type Site = MapRecord["sites"][number]

/** The served list, kept in step with the clock: sites become ghosts or real, bases move to the status that they have. */
export function mountSiteList(root: HTMLElement, record: MapRecord, words: Words, store: Store<View>): void {
  const rows = new Map(
    [...root.querySelectorAll<HTMLElement>("[data-site]")].map((row) => [row.dataset.site ?? "", row]),
  )
  for (const site of record.sites) {
    const row = rows.get(site.slug)
    if (row && site.latitude !== null) row.append(showButton(site, words, store))
  }
  store.watch((view) => {
    const { passed, uncounted, ahead } = sitesOn(record.sites, view.day)
    ;[...passed, ...uncounted].forEach((site) => setRow(rows.get(site.slug), site, view, true))
    ahead.forEach((site) => setRow(rows.get(site.slug), site, view, false))
    root.querySelector<HTMLElement>("[data-part=empty]")!.hidden = passed.length > 0
    setStatuses(root, record, new Set(passed.map(({ base }) => base)), view.day)
  })
}

function showButton(site: Site, words: Words, store: Store<View>): HTMLElement {
  const name = words.say("show_on_map", { name: site.name })
  const button = element(
    "button",
    { type: "button", class: "site-show", "aria-label": name, title: name },
    "◎",
  )
  button.addEventListener("click", () => {
    const { day } = store.get()
    const done = site.date_latest !== null && site.date_latest > day ? { day: site.date_latest } : {}
    store.set({ site: site.slug, base: null, attack: null, ...done })
  })
  return button
}

function setRow(row: HTMLElement | undefined, site: Site, view: View, passed: boolean): void {
  if (!row) return
  const told = site.status === "completed" || site.announced_on === null || site.announced_on <= view.day
  row.hidden = !passed && !told
  row.classList.toggle("is-ahead", !passed)
  row.classList.toggle("is-selected", view.site === site.slug)
  row.querySelector(".disc")?.classList.toggle("disc--ghost", !passed)
  const late =
    site.status === "scheduled" && site.scheduled_latest !== null && site.scheduled_latest < view.day
  row.querySelectorAll<HTMLElement>("[data-when]").forEach((text) => {
    text.hidden = { passed: !passed, ahead: passed, late: !late }[text.dataset.when ?? ""] ?? false
  })
}

function setStatuses(root: HTMLElement, record: MapRecord, numbered: Set<string>, day: string): void {
  const groups = [...root.querySelectorAll<HTMLElement>("[data-status]")]
  for (const base of record.bases) {
    const item = root.querySelector<HTMLElement>(`[data-base="${CSS.escape(base.slug)}"]`) ?? newItem(base)
    const status = base.counts ? (statusOn(base.spells, day)?.status ?? "unknown") : "none"
    const group = numbered.has(base.slug) ? undefined : groups.find((one) => one.dataset.status === status)
    const list = group?.querySelector("ul")
    if (!list) item.remove()
    else if (item.parentElement !== list) list.append(item)
  }
  for (const group of groups) {
    const count = group.querySelectorAll("[data-base]").length
    group.hidden = count === 0
    group.querySelector("[data-part=count]")!.textContent = String(count)
  }
}

function newItem(base: MapRecord["bases"][number]): HTMLElement {
  return element("li", { "data-base": base.slug }, element("a", { href: base.url }, base.name))
}
