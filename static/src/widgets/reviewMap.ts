import { deskMap, drawGround } from "./deskMap"

const CLOSE = 9
const SIDES = ["public", "working"] as const

/** Where the public version has a record and where its working copy has it, each with the circle of its uncertainty. */
export function mountReviewMap(root: HTMLElement): void {
  const map = deskMap(root, root)
  root.setAttribute("role", "group")
  const shown = SIDES.flatMap((side) => {
    const [latitude, longitude, reach] = (root.dataset[side] ?? "").split(",").map(Number)
    if (latitude === undefined || longitude === undefined || Number.isNaN(latitude)) return []
    return [draw(map, side, L.latLng(latitude, longitude), reach ?? 0)]
  })
  const everything = shown.reduce((all, each) => all.extend(each), L.latLngBounds([]))
  if (everything.isValid()) map.fitBounds(everything.pad(0.3), { maxZoom: CLOSE })
  void drawGround(root, map)
}

function draw(map: L.Map, side: string, point: L.LatLng, reach: number): L.LatLngBounds {
  const className = `review-mark review-mark--${side}`
  L.marker(point, { icon: L.divIcon({ className, iconSize: [18, 18] }), interactive: false, keyboard: false }).addTo(
    map,
  )
  if (reach > 0) L.circle(point, { radius: reach, interactive: false, className: `review-reach--${side}` }).addTo(map)
  return point.toBounds(Math.max(2 * reach, 100))
}
