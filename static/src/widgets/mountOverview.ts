import type { Basemap } from "../lib/basemap"
import { fitted, windowOn } from "../lib/overviewFrame"
import { pathOf } from "./basemapLayer"
import { palette, whenRecoloured } from "./palette"

const SIZE = 96
const COUNTRY: [[number, number], [number, number]] = [
  [28.7, 38.3],
  [37.7, 49.0],
]
/** From this zoom the window shows too little of the country to know where it is. */
const FROM_ZOOM = 7.25

/** A small map of the country with the window's place on it, while the map is zoomed in. */
export function mountOverview(canvas: HTMLCanvasElement, root: HTMLElement, map: L.Map, basemap: Basemap): void {
  const host = pathOf(basemap.host)
  const context = canvas.getContext("2d")!
  const ratio = Math.min(window.devicePixelRatio || 1, 2)
  canvas.width = canvas.height = SIZE * ratio
  const draw = (): void => {
    canvas.hidden = map.getZoom() < FROM_ZOOM
    if (!canvas.hidden) paint(context, ratio, host, map.getBounds(), palette(root))
  }
  map.on("moveend resize", draw)
  whenRecoloured(draw)
  draw()
}

function paint(
  context: CanvasRenderingContext2D,
  ratio: number,
  host: Path2D,
  bounds: L.LatLngBounds,
  colours: Record<string, string>,
): void {
  const place = fitted(COUNTRY, SIZE)
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, SIZE, SIZE)
  context.save()
  context.translate(place.left, place.top)
  context.scale(place.scale, place.scale)
  context.fillStyle = colours.land!
  context.fill(host, "evenodd")
  context.strokeStyle = colours.border!
  context.lineWidth = 1 / place.scale
  context.stroke(host)
  context.restore()
  const corners = [
    [bounds.getSouth(), bounds.getWest()],
    [bounds.getNorth(), bounds.getEast()],
  ] as [[number, number], [number, number]]
  const box = windowOn(place, corners, 7)
  context.strokeStyle = context.fillStyle = colours["weapon-rocket"]!
  context.lineWidth = 2
  context.globalAlpha = 0.15
  context.fillRect(box.x, box.y, box.width, box.height)
  context.globalAlpha = 1
  context.strokeRect(box.x, box.y, box.width, box.height)
}
