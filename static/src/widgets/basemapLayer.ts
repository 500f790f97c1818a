import type { Geometry } from "geojson"
import type { Basemap } from "../lib/basemap"
import type { Frame } from "../lib/frame"
import { geometryPoints } from "../lib/geometryPoints"
import { mercator } from "../lib/mercator"
import { Outline } from "../lib/outline"
import { CanvasLayer } from "./canvasLayer"
import { palette } from "./palette"

/** Land, water and borders, drawn from outlines that are projected once. */
export function basemapLayer(root: Element, basemap: Basemap): CanvasLayer {
  const paths = projected(basemap)
  return new CanvasLayer((frame) => paint(frame, paths, palette(root)), "basemap")
}

type Paths = Record<Exclude<keyof Basemap, "areas">, Outline>

function projected({ areas: _, ...outlines }: Basemap): Paths {
  const entries = Object.entries(outlines).map(([name, shapes]) => [name, pathOf([shapes].flat())])
  return Object.fromEntries(entries) as Paths
}

/** Outlines as one path in pixels of the world at zoom 0. */
export function pathOf(geometries: Geometry[]): Outline {
  const path = new Outline()
  for (const line of geometries.flatMap(geometryPoints)) {
    line.forEach(([longitude, latitude], index) => {
      const [x, y] = mercator(longitude!, latitude!)
      if (index === 0) path.moveTo(x, y)
      else path.lineTo(x, y)
    })
  }
  return path
}

function paint(frame: Frame, paths: Paths, colours: Record<string, string>): void {
  const { context, width, height, scale, zoom } = frame
  context.fillStyle = colours.sea!
  context.fillRect(0, 0, width, height)
  context.translate(frame.left, frame.top)
  context.scale(scale, scale)
  context.lineJoin = "round"
  const fill = (path: Outline, colour: string): void => {
    context.fillStyle = colour
    context.fill(path, "evenodd")
  }
  const stroke = (path: Outline, colour: string, pixels: number): void => {
    context.strokeStyle = colour
    context.lineWidth = pixels / scale
    context.stroke(path)
  }
  fill(paths.land, colours["land-beyond"]!)
  fill(paths.host, colours.land!)
  stroke(paths.beyond, colours["border-beyond"]!, 0.75)
  fill(paths.lakes, colours.sea!)
  stroke(paths.lakes, colours["water-line"]!, 0.75)
  stroke(paths.rivers, colours["water-line"]!, zoom < 6 ? 1 : Math.min(zoom / 4.5, 2.5))
  stroke(paths.inner, colours["border-inner"]!, zoom < 7 ? 1 : 1.25)
  stroke(paths.coast, colours["water-line"]!, 1)
  stroke(paths.borders, colours.border!, zoom < 7 ? 1.25 : 1.75)
}
