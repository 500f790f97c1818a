import { attackRadius } from "../lib/attackRadius"
import type { Basemap } from "../lib/basemap"
import { CLOSEST } from "../lib/gatherPlaces"
import type { MapRecord } from "../lib/mapRecord"
import type { MapState } from "../lib/mapState"
import type { Mark } from "../lib/mark"
import { marksOn } from "../lib/marksOn"
import type { PlaceName } from "../lib/placeName"
import type { Store } from "../lib/store"
import type { View } from "../lib/view"
import type { Words } from "../lib/words"
import { basemapLayer } from "./basemapLayer"
import { CanvasLayer } from "./canvasLayer"
import { mountCard } from "./mountCard"
import { keepCells, mountHexagons } from "./mountHexagons"
import { mountMapView } from "./mountMapView"
import { mountOverview } from "./mountOverview"
import { Overlay } from "./overlay"
import { whenRecoloured } from "./palette"
import { SiteMarks } from "./siteMarks"

export type Parts = {
  record: MapRecord
  basemap: Basemap
  places: PlaceName[]
  words: Words
  store: Store<View>
  state: Store<MapState>
  second?: boolean
  attacksUrl: string
  attackUrl: string
  tiles: { url: string; attribution: string } | null
}

const EXTENT: L.LatLngBoundsLiteral = [
  [22.2, 29.2],
  [42.8, 63.8],
]
export const COUNTRY: L.LatLngBoundsLiteral = [
  [29.0, 38.7],
  [37.4, 48.7],
]
const MOVES = !matchMedia("(prefers-reduced-motion: reduce)").matches
const CREDIT = "Natural Earth · GeoNames, CC BY 4.0"

/** The map: base map, attacks, marks, labels and the card of what is chosen. A second one of another day has no card and follows the first. */
export function mountMap(root: HTMLElement, parts: Parts): L.Map {
  const { record, words, store } = parts
  const map = createMap(root.querySelector<HTMLElement>("[data-part=map]")!, parts)
  let marks: Mark[] = []
  const choose = (mark: Mark | null): void =>
    mark?.places ? openBunch(map, mark.places) : void store.set(selectionOf(mark))
  const buttons = new SiteMarks(map, words, choose)
  const overlay = new Overlay(root, words, parts.basemap, parts.places, buttons, parts.tiles === null)
  const ground = basemapLayer(root, parts.basemap).addTo(map)
  const cells = keepCells(map, parts.state, parts.attacksUrl, () => layer.refresh())
  const tell = mountHexagons(root, map, words)
  const layer: CanvasLayer = new CanvasLayer((frame) => {
    const view = store.get()
    tell(frame, overlay.paint(frame, marks, { ...view, cells: view.cells && cells(view.cells) }))
  }, "fire").addTo(map)
  const cardRoot = root.querySelector<HTMLElement>("[data-part=card]")!
  const card = mountCard(cardRoot, words, parts.attackUrl, () => {
    const chosen = marks.find(({ selected }) => selected)
    choose(null)
    if (chosen) buttons.focus(chosen.key)
  })
  wireButtons(root, map)
  if (!parts.second) {
    mountMapView(root, map, parts.state)
    mountOverview(root.querySelector<HTMLCanvasElement>("[data-part=overview]")!, root, map, parts.basemap)
  }
  root.querySelector<HTMLDetailsElement>("[data-part=legend]")!.open = map.getSize().x > 860
  map.on("click", ({ containerPoint }) => choose(hit(map, marks, containerPoint)))
  whenRecoloured(() => [ground, layer].forEach((one) => one.redraw()))
  store.watch((view) => {
    marks = marksOn(record, view)
    layer.refresh()
    const chosen = marks.find(({ selected }) => selected) ?? null
    if (parts.second) return
    card(view, chosen)
    if (chosen) bringIntoView(map, cardRoot, chosen)
  })
  return map
}

function createMap(place: HTMLElement, { tiles }: Parts): L.Map {
  const map = L.map(place, {
    zoomControl: false,
    zoomSnap: 0.25,
    maxBounds: EXTENT,
    maxBoundsViscosity: 1,
    maxZoom: CLOSEST,
    zoomAnimation: MOVES,
    inertia: MOVES,
  })
  const corner = document.documentElement.dir === "rtl" ? "bottomleft" : "bottomright"
  map.attributionControl.setPosition(corner).setPrefix(false).addAttribution(CREDIT)
  L.control.scale({ imperial: false, position: corner }).addTo(map)
  for (const [name, level] of [
    ["basemap", "150"],
    ["fire", "350"],
    ["marks", "600"],
  ] as const)
    map.createPane(name).style.zIndex = level
  if (tiles) L.tileLayer(tiles.url, { attribution: tiles.attribution }).addTo(map)
  const fit = (): void => void map.setMinZoom(map.getBoundsZoom(EXTENT, true))
  map.on("resize", fit)
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(place)
  fit()
  map.fitBounds(COUNTRY)
  return map
}

/** Moves the map as little as shows the chosen mark beside the card that covers a part of it. */
function bringIntoView(map: L.Map, card: HTMLElement, { latitude, longitude }: Mark): void {
  const size = map.getSize()
  const across = card.offsetWidth > size.x * 0.8
  const start = document.documentElement.dir === "rtl"
  const aside = across ? 40 : card.offsetWidth + 40
  map.panInside([latitude, longitude], {
    animate: MOVES,
    paddingTopLeft: [start ? aside : 40, 40],
    paddingBottomRight: [start ? 40 : aside, across ? card.offsetHeight + 30 : 40],
  })
}

function wireButtons(root: HTMLElement, map: L.Map): void {
  const acts: Record<string, () => void> = {
    in: () => map.zoomIn(1),
    out: () => map.zoomOut(1),
    reset: () => map.fitBounds(COUNTRY, { animate: MOVES }),
  }
  root.querySelectorAll<HTMLElement>("[data-act]").forEach((button) => {
    const act = acts[button.dataset.act ?? ""]
    if (act) button.addEventListener("click", act)
  })
}

/** Goes near enough to tell the places of a bunch apart, by one step at least. */
function openBunch(map: L.Map, places: Mark[]): void {
  const bounds = L.latLngBounds(places.map(({ latitude, longitude }) => [latitude, longitude]))
  const zoom = Math.max(map.getBoundsZoom(bounds.pad(0.5)), map.getZoom() + 1)
  map.setView(bounds.getCenter(), Math.min(zoom, CLOSEST), { animate: MOVES })
}

/** What a click beside every button means: the nearest mark whose attacks reach there, or nothing. */
function hit(map: L.Map, marks: Mark[], point: L.Point): Mark | null {
  const reach = (mark: Mark): number =>
    Math.max(0, ...mark.attacks.map((attack) => attackRadius(attack, map.getZoom())))
  const distance = (mark: Mark): number =>
    map.latLngToContainerPoint([mark.latitude, mark.longitude]).distanceTo(point)
  const near = marks.filter((mark) => distance(mark) <= reach(mark))
  return near.sort((a, b) => distance(a) - distance(b))[0] ?? null
}

function selectionOf(mark: Mark | null): Pick<View, "site" | "base" | "attack"> {
  return {
    site: mark?.site?.slug ?? null,
    base: mark !== null && mark.site === null ? (mark.base?.slug ?? null) : null,
    attack: mark?.kind === "place" ? (mark.attacks[0]?.slug ?? null) : null,
  }
}
