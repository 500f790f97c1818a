import type { Frame } from "./frame"
import type { Mark } from "./mark"

/** The closest that the map goes: nearer than this, what crowds can only step aside. */
export const CLOSEST = 11
const REACH = 26

/** Attacked places that would cover each other as one mark that stands for all of them; every other mark as it is. */
export function gatherPlaces(marks: Mark[], frame: Frame): Mark[] {
  if (frame.zoom >= CLOSEST) return marks
  const alone = (mark: Mark): boolean => mark.kind !== "place" || mark.selected
  const bunches: Bunch[] = []
  const places = marks.filter((mark) => !alone(mark)).sort((a, b) => b.attacks.length - a.attacks.length)
  for (const mark of places) {
    const [x, y] = frame.at(mark.longitude, mark.latitude)
    const near = bunches.find((bunch) => Math.hypot(bunch.x - x, bunch.y - y) < REACH)
    if (near) near.places.push(mark)
    else bunches.push({ x, y, places: [mark] })
  }
  return [...marks.filter(alone), ...bunches.map(({ places: [first, ...others] }) => asOne(first!, others))]
}

type Bunch = { x: number; y: number; places: Mark[] }

/** It stands where the place with the most attacks lies, so that it does not drift as attacks come and go. */
function asOne(first: Mark, others: Mark[]): Mark {
  if (others.length === 0) return first
  const places = [first, ...others]
  const attacks = places.flatMap((place) => place.attacks).sort((a, b) => newer(a.date_latest, b.date_latest))
  return { ...first, key: `bunch ${first.key}`, kind: "bunch", attacks, places }
}

/** What has no day comes last. */
function newer(a: string | null, b: string | null): number {
  return (b ?? "").localeCompare(a ?? "")
}
