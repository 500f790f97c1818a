import type { Frame } from "../lib/frame"
import { placeLabels } from "../lib/placeLabels"
import type { PlaceName } from "../lib/placeName"
import { CanvasLayer } from "./canvasLayer"
import { LabelPen } from "./labelPen"
import { palette } from "./palette"

/** The base map's names alone, as many as find room. */
export function namesLayer(root: HTMLElement, places: PlaceName[]): CanvasLayer {
  return new CanvasLayer((frame) => paint(frame, root, places), "names", 0)
}

function paint(frame: Frame, root: HTMLElement, places: PlaceName[]): void {
  const colours = palette(root)
  const pen = new LabelPen(getComputedStyle(root).fontFamily, document.documentElement.lang === "ar")
  const shown = places.filter((place) => frame.zoom >= place.fromZoom)
  const labels = shown.map((place) => ({ ...labelOf(frame, pen, place), place }))
  for (const [label, { x, y }] of placeLabels(labels, [], frame)) {
    const { place } = label as (typeof labels)[number]
    if (place.kind === "town") pen.dot(frame, label.x, label.y, place.people > 500_000, colours)
    pen.write(frame, pen.writing(place, frame.zoom), x, y + label.height / 2, colours.land!, colours)
  }
}

function labelOf(frame: Frame, pen: LabelPen, place: PlaceName): Parameters<typeof placeLabels>[0][number] {
  const [x, y] = frame.at(place.longitude, place.latitude)
  const town = place.kind === "town"
  return {
    x,
    y,
    clear: town ? 5 : 0,
    width: pen.writing(place, frame.zoom).width,
    height: 14,
    priority: town ? place.people : 1e8,
    sides: town ? ["right", "left", "above", "below"] : ["over"],
  }
}
