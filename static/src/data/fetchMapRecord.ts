import type { MapRecord } from "../lib/mapRecord"
import { fetchJson } from "./fetchJson"

/** The public record as the map draws it. */
export function fetchMapRecord(url: string): Promise<MapRecord> {
  return fetchJson<MapRecord>(url)
}
