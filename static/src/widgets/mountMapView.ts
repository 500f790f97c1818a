import type { MapState } from "../lib/mapState"
import type { Store } from "../lib/store"

/** How long after a touch of the map its movement is the reader's own: a zoom runs on for a while. */
const REACH_MS = 2000

/** The map's window and the address follow each other; a button searches in the window, and another lets go of it. */
export function mountMapView(root: HTMLElement, map: L.Map, store: Store<MapState>): void {
  const search = root.querySelector<HTMLButtonElement>("[data-act=search-here]")!
  const everywhere = root.querySelector<HTMLButtonElement>("[data-act=search-everywhere]")!
  let own = false
  const { view } = store.get()
  if (view) map.setView([view.lat, view.lon], view.zoom, { animate: false })
  // What the reader moves; where the page itself brings a chosen mark into view, the address stays as it is.
  let touched = -Infinity
  for (const event of ["wheel", "pointerdown", "keydown"])
    root.addEventListener(event, () => (touched = performance.now()), { passive: true, capture: true })
  const moved = (): void => {
    if (performance.now() - touched > REACH_MS) return
    search.hidden = store.get().bbox === boxOf(map)
    own = true
    store.set({ view: viewOf(map, store.get().view) })
    own = false
  }
  map.on("dragend zoomend", moved)
  map.getContainer().addEventListener("keyup", (event) => event.key.startsWith("Arrow") && moved())
  search.addEventListener("click", () => {
    store.set({ bbox: boxOf(map) })
    search.hidden = true
    everywhere.focus()
  })
  everywhere.addEventListener("click", () => {
    store.set({ bbox: null })
    root.querySelector<HTMLElement>("[data-part=map]")!.focus()
  })
  store.watch(({ view: wanted, bbox }, changed) => {
    everywhere.hidden = bbox === null
    if (own || !changed.has("view") || wanted === null || same(wanted, viewOf(map, null))) return
    map.setView([wanted.lat, wanted.lon], wanted.zoom, { animate: false })
  })
}

type MapView = NonNullable<MapState["view"]>

/** The window as the address tells it; the same object while it is the same, so that nothing counts as changed. */
function viewOf(map: L.Map, before: MapState["view"]): MapView {
  const { lat, lng } = map.getCenter()
  const now = { zoom: round(map.getZoom(), 2), lat: round(lat, 4), lon: round(lng, 4) }
  return before && same(before, now) ? before : now
}

function same(one: MapView, other: MapView): boolean {
  return (["zoom", "lat", "lon"] as const).every((part) => Math.abs(one[part] - other[part]) < 0.001)
}

function round(value: number, places: number): number {
  return Number(value.toFixed(places))
}

function boxOf(map: L.Map): string {
  const seen = map.getBounds()
  return [seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()]
    .map((degrees) => degrees.toFixed(2))
    .join(",")
}
