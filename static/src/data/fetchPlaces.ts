import type { PlaceName } from "../lib/placeName"
import { fetchJson } from "./fetchJson"

type Town = [number, number, number, number, string, string]
type Label = [number, number, number, PlaceName["kind"], string, string, string]

/** Names of towns, countries, governorates and waters, in the page's language. */
export async function fetchPlaces(url: string, language: string): Promise<PlaceName[]> {
  const { towns, labels } = await fetchJson<{ towns: Town[]; labels: Label[] }>(url)
  const chosen = (name: string, arabic: string): string => (language === "ar" ? arabic : name)
  return [
    ...labels.map(([longitude, latitude, fromZoom, kind, code, name, arabic]): PlaceName => ({
      longitude,
      latitude,
      fromZoom,
      kind,
      code,
      people: 0,
      name: chosen(name, arabic),
    })),
    ...towns.map(([longitude, latitude, fromZoom, people, name, arabic]): PlaceName => ({
      longitude,
      latitude,
      fromZoom,
      kind: "town",
      code: "",
      people,
      name: chosen(name, arabic),
    })),
  ]
}
