import type { PlaceName } from "./placeName"

/** How a name is written on the base map: its font, colour token, letter spacing, and who gives way to whom. */
export function placeWriting(place: PlaceName, zoom: number, family: string): Writing {
  const font = (pixels: number, weight = 400, style = "normal"): string =>
    `${style} ${weight} ${pixels}px ${family}`
  const large = place.people > 900_000
  switch (place.kind) {
    case "country":
      return {
        font: font(zoom < 6 ? 11 : 12),
        height: 14,
        colour: "place-quiet",
        spacing: 3,
        capitals: true,
        priority: 70,
      }
    case "governorate":
      return {
        font: font(zoom < 7.5 ? 11 : 13),
        height: 14,
        colour: "place-quiet",
        spacing: zoom < 7.5 ? 0.3 : 1,
        capitals: false,
        priority: 40,
      }
    case "water":
    case "river":
      return {
        font: font(11, 400, "italic"),
        height: 13,
        colour: "place-water",
        spacing: 0.5,
        capitals: false,
        priority: 20,
      }
    default:
      return {
        font: font(large ? 12 : 11, large ? 600 : 400),
        height: 13,
        colour: "place",
        spacing: 0,
        capitals: false,
        priority: 60 - 2 * place.fromZoom,
      }
  }
}

type Writing = {
  font: string
  height: number
  colour: string
  spacing: number
  capitals: boolean
  priority: number
}
