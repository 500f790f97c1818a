import { feature, mesh } from "topojson-client"
import type { GeometryCollection, GeometryObject, Topology } from "topojson-specification"
import type { Basemap } from "../lib/basemap"
import { fetchJson } from "./fetchJson"

type Unit = { id: string; c: string }
type Layers = {
  countries: GeometryCollection<{ c: string }>
  admin1: GeometryCollection<Unit>
  rivers: GeometryCollection
  lakes: GeometryCollection
}

/** The base map's outlines: land, the host nation, borders, water, and each governorate's polygon. */
export async function fetchBasemap(url: string, host = "IRQ"): Promise<Basemap> {
  const topology = await fetchJson<Topology<Layers>>(url)
  const { countries, admin1, rivers, lakes } = topology.objects
  const lands = feature(topology, countries).features
  const hosts = feature(topology, admin1).features.filter((unit) => unit.properties.c === host)
  const of = (unit: GeometryObject<object>): string => (unit.properties as Unit).c
  return {
    land: lands.map(({ geometry }) => geometry),
    host: hosts.map(({ geometry }) => geometry),
    borders: mesh(topology, admin1, (a, b) => a !== b && of(a) !== of(b)),
    inner: mesh(topology, admin1, (a, b) => a !== b && of(a) === host && of(b) === host),
    beyond: mesh(topology, admin1, (a, b) => a !== b && of(a) === of(b) && of(a) !== host),
    coast: mesh(topology, admin1, (a, b) => a === b),
    rivers: mesh(topology, rivers),
    lakes: feature(topology, lakes).features.map(({ geometry }) => geometry),
    areas: new Map([
      ...hosts.map((unit) => [unit.properties.id, unit.geometry] as const),
      ...lands.map((land) => [land.properties.c, land.geometry] as const),
    ]),
  }
}
