import { fetchBasemap } from "../data/fetchBasemap"
import { fetchPlaces } from "../data/fetchPlaces"
import { basemapLayer } from "./basemapLayer"
import { namesLayer } from "./namesLayer"
import { whenRecoloured } from "./palette"

const COUNTRY: L.LatLngBoundsLiteral = [
  [29.0, 38.7],
  [37.4, 48.7],
]
const CREDIT = "Natural Earth · GeoNames, CC BY 4.0"

/** A map of the desk in a place that was hidden until now; `root` names it and says where its ground comes from. */
export function deskMap(place: HTMLElement, root: HTMLElement): L.Map {
  place.hidden = false
  place.setAttribute("aria-label", root.dataset.labelMap ?? "")
  const map = L.map(place, { zoomSnap: 0.5, minZoom: 3, maxZoom: 15, scrollWheelZoom: false })
  map.attributionControl.setPrefix(false).addAttribution(CREDIT)
  L.control.scale({ imperial: false }).addTo(map)
  map.createPane("basemap").style.zIndex = "150"
  map.createPane("names").style.zIndex = "160"
  // The wheel scrolls the page, until the map is meant.
  map.on("focus", () => map.scrollWheelZoom.enable()).on("blur", () => map.scrollWheelZoom.disable())
  return map.fitBounds(COUNTRY)
}

/** Land, water, borders and names, in the colours of the reader's scheme. */
export async function drawGround(root: HTMLElement, map: L.Map): Promise<void> {
  const { basemap, places } = root.dataset
  const ground = basemapLayer(root, await fetchBasemap(basemap!)).addTo(map)
  const names = namesLayer(root, await fetchPlaces(places!, document.documentElement.lang)).addTo(map)
  whenRecoloured(() => [ground, names].forEach((layer) => layer.redraw()))
}
