import type { Geometry, MultiLineString } from "geojson"

/** Outlines in degrees. `areas` has the governorates by ISO 3166-2 and the countries by three letters. */
export interface Basemap {
  land: Geometry[]
  host: Geometry[]
  borders: MultiLineString
  inner: MultiLineString
  beyond: MultiLineString
  coast: MultiLineString
  rivers: MultiLineString
  lakes: Geometry[]
  areas: Map<string, Geometry>
}
