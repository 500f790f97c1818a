import type { Geometry, Position } from "geojson"
import { geometryPoints } from "./geometryPoints"

/** Longitude and latitude of the middle of a geometry's largest ring (its area's centroid). */
export function centreOf(geometry: Geometry): [number, number] {
  const rings = geometryPoints(geometry).map(centroid)
  const largest = rings.reduce((a, b) => (b.area > a.area ? b : a), { area: 0, x: 0, y: 0 })
  return [largest.x, largest.y]
}

function centroid(ring: Position[]): { area: number; x: number; y: number } {
  let [twice, x, y] = [0, 0, 0]
  for (let index = 0; index + 1 < ring.length; index += 1) {
    const [ax, ay] = ring[index] as [number, number]
    const [bx, by] = ring[index + 1] as [number, number]
    const cross = ax * by - bx * ay
    twice += cross
    x += (ax + bx) * cross
    y += (ay + by) * cross
  }
  return twice === 0
    ? { area: 0, x: 0, y: 0 }
    : { area: Math.abs(twice / 2), x: x / (3 * twice), y: y / (3 * twice) }
}
