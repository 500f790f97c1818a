/** The map page: fetches the record and hands it to the page's widgets, which share one view. */
import { fetchAttacks } from "../data/fetchAttacks"
import { fetchBasemap } from "../data/fetchBasemap"
import { fetchDay } from "../data/fetchDay"
import { fetchMapRecord } from "../data/fetchMapRecord"
import { fetchPlaces } from "../data/fetchPlaces"
import { keepAnswers } from "../data/keepAnswers"
import { attacksOf } from "../lib/attack"
import { attacksQuestion } from "../lib/attacksQuestion"
import { askedIn, keepAddress } from "../lib/keepAddress"
import type { MapState } from "../lib/mapState"
import { Store } from "../lib/store"
import { viewAddress } from "../lib/viewAddress"
import { viewStore } from "../lib/viewStore"
import { Words } from "../lib/words"
import { mountClock } from "../widgets/mountClock"
import { mountCompare } from "../widgets/mountCompare"
import { mountCounter } from "../widgets/mountCounter"
import { mountFilters } from "../widgets/mountFilters"
import { mountFire } from "../widgets/mountFire"
import { mountPicture } from "../widgets/mountPicture"
import { mountSaid } from "../widgets/mountSaid"
import { mountSiteList } from "../widgets/mountSiteList"
import { mountTable } from "../widgets/mountTable"
import { mountTaken } from "../widgets/mountTaken"

async function start(page: HTMLElement): Promise<void> {
  const widget = (name: string): HTMLElement => page.querySelector<HTMLElement>(`[data-widget=${name}]`)!
  const { attacks: attacksUrl, texts, tilesUrl, tilesAttribution } = page.dataset
  const words = new Words(JSON.parse(texts ?? "{}"), document.documentElement.lang)
  const { state, basemap, places } = await loaded(page.dataset)
  const { record } = state
  const store = new Store<MapState>(state)
  const view = viewStore(store)
  mountCounter(widget("counter"), record, words, view)
  mountClock(widget("clock"), record, words, store)
  mountSiteList(widget("site-list"), record, words, view)
  mountFire(widget("fire"), words, view, store)
  mountSaid(widget("said"), record, words, view, store)
  mountFilters(widget("filters"), words, store)
  mountTaken(widget("taken"), words, view, store)
  mountPicture(widget("taken"), page, words, view, store)
  mountTable(document.querySelector<HTMLDetailsElement>("[data-widget=table]")!, words, view, store, attacksUrl!)
  mountCompare(widget("compare"), page.querySelector<HTMLElement>("[data-part=stages]")!, {
    record,
    basemap,
    places,
    words,
    store: view,
    state: store,
    attacksUrl: attacksUrl!,
    attackUrl: page.dataset.attack!,
    tiles: tilesUrl ? { url: tilesUrl, attribution: tilesAttribution ?? "" } : null,
  })
  keepAddress(store)
  keepAnswers(store, attacksUrl!)
}

async function loaded(urls: DOMStringMap): Promise<Loaded> {
  const language = document.documentElement.lang
  const [record, basemap, places, attacks] = await Promise.all([
    fetchMapRecord(urls.record!),
    fetchBasemap(urls.basemap!),
    fetchPlaces(urls.places!, language),
    fetchAttacks(urls.attacks!, attacksQuestion(viewAddress.read(location.search, urls.today!))),
  ])
  const near = attacksOf(attacks)
  const opened = viewAddress.read(location.search, record.today).at
  const [noun, slug = ""] = (opened ?? "").split("/")
  // A link to an attack that its filters leave out still tells its day.
  const apart = noun === "attacks" && !near.some((attack) => attack.slug === slug)
  const known = apart ? [{ slug, date_latest: await fetchDay(urls.attack!, slug) }] : near
  return {
    state: { ...askedIn(location.search, record, known), record, attacks, failed: false, playing: false },
    basemap,
    places,
  }
}

type Loaded = {
  state: MapState
  basemap: Awaited<ReturnType<typeof fetchBasemap>>
  places: Awaited<ReturnType<typeof fetchPlaces>>
}

async function run(page: HTMLElement): Promise<void> {
  const part = (name: string): HTMLElement => page.querySelector<HTMLElement>(`[data-part=${name}]`)!
  part("failed").hidden = true
  part("loading").hidden = false
  try {
    await start(page)
    page.classList.add("is-ready")
  } catch (problem) {
    part("failed").hidden = false
    console.warn(problem)
  } finally {
    part("loading").hidden = true
  }
}

document.querySelectorAll<HTMLElement>("[data-page=map]").forEach((page) => {
  page.querySelector("[data-act=retry]")?.addEventListener("click", () => void run(page))
  void run(page)
})
