/** A name on the base map and the zoom from which it is written. */
export interface PlaceName {
  longitude: number
  latitude: number
  fromZoom: number
  kind: "town" | "country" | "governorate" | "water" | "river"
  code: string
  people: number
  name: string
}
