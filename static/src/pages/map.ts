/** The map page: fetches the record and hands it to the page's widgets, which share one view. */
import { fetchBasemap } from "../data/fetchBasemap"
import { fetchMapRecord } from "../data/fetchMapRecord"
import { fetchPlaces } from "../data/fetchPlaces"
import { keepAnswers } from "../data/keepAnswers"
import { askedIn, keepAddress } from "../lib/keepAddress"
import type { MapState } from "../lib/mapState"
import { Store } from "../lib/store"
import { viewAddress } from "../lib/viewAddress"
import { viewStore } from "../lib/viewStore"
import { Words } from "../lib/words"
import { mountClock } from "../widgets/mountClock"
import { mountCopy } from "../widgets/mountCopy"
import { mountCounter } from "../widgets/mountCounter"
import { mountFiltered } from "../widgets/mountFiltered"
import { mountFire } from "../widgets/mountFire"
import { mountMap } from "../widgets/mountMap"
import { mountSaid } from "../widgets/mountSaid"
import { mountSiteList } from "../widgets/mountSiteList"

async function start(page: HTMLElement): Promise<void> {
  const widget = (name: string): HTMLElement => page.querySelector<HTMLElement>(`[data-widget=${name}]`)!
  const {
    record: recordUrl,
    basemap: basemapUrl,
    places: placesUrl,
    attacks: attacksUrl,
    texts,
    tilesUrl,
    tilesAttribution,
  } = page.dataset
  const words = new Words(JSON.parse(texts ?? "{}"), document.documentElement.lang)
  const [record, basemap, places] = await Promise.all([
    fetchMapRecord(recordUrl!),
    fetchBasemap(basemapUrl!),
    fetchPlaces(placesUrl!, document.documentElement.lang),
  ])
  const store = new Store<MapState>({
    ...askedIn(location.search, record),
    record,
    attacks: null,
  })
  const view = viewStore(store)
  mountCounter(widget("counter"), record, words, view)
  mountClock(widget("clock"), record, words, view, () => store.get())
  mountSiteList(widget("site-list"), record, words, view)
  mountFire(widget("fire"), record, words, view, () => viewAddress.question(store.get()))
  mountSaid(widget("said"), record, words, view)
  mountFiltered(widget("filtered"), words, store)
  mountCopy(widget("copy"), words)
  mountMap(widget("map"), {
    record,
    basemap,
    places,
    words,
    store: view,
    tiles: tilesUrl ? { url: tilesUrl, attribution: tilesAttribution ?? "" } : null,
  })
  keepAddress(store)
  keepAnswers(store, attacksUrl!)
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
