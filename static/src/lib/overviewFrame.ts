import { mercator } from "./mercator"

/** How a country's corners fit into a small square of so many pixels: scale and shift of pixels at zoom 0. */
export function fitted([[south, west], [north, east]]: Corners, size: number): Fitted {
  const [[left, top], [right, bottom]] = [mercator(west, north), mercator(east, south)]
  const scale = Math.min(size / (right - left), size / (bottom - top))
  return {
    scale,
    left: size / 2 - ((left + right) / 2) * scale,
    top: size / 2 - ((top + bottom) / 2) * scale,
  }
}

/** The window's rectangle on the small map; never under `least` pixels, so that it can be found. */
export function windowOn({ scale, left, top }: Fitted, [[south, west], [north, east]]: Corners, least: number): Box {
  const [[x0, y0], [x1, y1]] = [mercator(west, north), mercator(east, south)]
  const [width, height] = [Math.max((x1 - x0) * scale, least), Math.max((y1 - y0) * scale, least)]
  return {
    x: ((x0 + x1) / 2) * scale + left - width / 2,
    y: ((y0 + y1) / 2) * scale + top - height / 2,
    width,
    height,
  }
}

/** South-west and north-east, latitude first. */
type Corners = [[number, number], [number, number]]
type Fitted = { scale: number; left: number; top: number }
type Box = { x: number; y: number; width: number; height: number }
