/** The map page: fetches the record and hands it to the page's widgets, which share one view. */
import { fetchBasemap } from "../data/fetchBasemap"
import { fetchMapRecord } from "../data/fetchMapRecord"
import { fetchPlaces } from "../data/fetchPlaces"
import { Store } from "../lib/store"
import type { View } from "../lib/view"
import { viewAddress } from "../lib/viewAddress"
import { Words } from "../lib/words"
import { mountClock } from "../widgets/mountClock"
import { mountCounter } from "../widgets/mountCounter"
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
  const store = new Store<View>(viewAddress.read(location.search, record.today))
  mountCounter(widget("counter"), record, words, store)
  mountClock(widget("clock"), record, words, store)
  mountSiteList(widget("site-list"), record, words, store)
  mountFire(widget("fire"), record, words, store)
  mountSaid(widget("said"), record, words, store)
  mountMap(widget("map"), {
    record,
    basemap,
    places,
    words,
    store,
    tiles: tilesUrl ? { url: tilesUrl, attribution: tilesAttribution ?? "" } : null,
  })
  keepAddress(store, record.today)
}

/** The address follows the view, so that any view can be linked to. */
function keepAddress(store: Store<View>, today: string): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let first = true
  store.watch((view) => {
    clearTimeout(timer)
    if (!first) {
      timer = setTimeout(
        () =>
          history.replaceState(
            null,
            "",
            viewAddress.write(location.search, view, today) || location.pathname,
          ),
        200,
      )
    }
    first = false
  })
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
