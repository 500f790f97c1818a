import type { Geometry, Position } from "geojson"

/** The rings or lines of a geometry, so that one routine draws them all. */
export function geometryPoints(geometry: Geometry): Position[][] {
  switch (geometry.type) {
    case "Polygon":
    case "MultiLineString":
      return geometry.coordinates
    case "MultiPolygon":
      return geometry.coordinates.flat()
    case "LineString":
      return [geometry.coordinates]
    case "GeometryCollection":
      return geometry.geometries.flatMap(geometryPoints)
    default:
      return []
  }
}
