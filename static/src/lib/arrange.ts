import type { Frame } from "./frame"
import type { Mark } from "./mark"
import { gatherPlaces } from "./gatherPlaces"
import { quietMarks } from "./quietMarks"
import { stepAside } from "./stepAside"

/** Where each mark stands on the canvas: its place, or beside it where it would cover another; crowded places as one; `quiet` ones are left out. */
export function arrange(frame: Frame, all: Mark[]): Arranged[] {
  const marks = gatherPlaces(all, frame)
  const homes = marks.map((mark) => frame.at(mark.longitude, mark.latitude))
  const spots = homes.map(([x, y]) => ({ x, y }))
  const quiet = quietMarks(marks, spots, 22)
  const loud = marks
    .map((mark, index) => ({ mark, index }))
    .filter(({ mark }) => !quiet.has(mark.key))
  const moved = stepAside(
    loud.map(({ mark, index }) => ({ ...spots[index]!, radius: radiusOf(mark), weight: weightOf(mark) })),
  )
  loud.forEach(({ index }, turn) => (spots[index] = moved[turn]!))
  return marks.map((mark, index) => ({
    mark,
    home: homes[index]!,
    x: spots[index]!.x,
    y: spots[index]!.y,
    radius: radiusOf(mark),
    quiet: quiet.has(mark.key),
  }))
}

/** What is sure stays: places known only for attacks make way for bases. */
const WEIGHTS = { site: 4, base: 1, bunch: 0.4, place: 0.3 }

type Arranged = { mark: Mark; home: [number, number]; x: number; y: number; radius: number; quiet: boolean }

function radiusOf(mark: Mark): number {
  if (mark.kind === "bunch") return 11 + String(mark.attacks.length).length * 3
  return mark.kind === "site" ? 13 + Math.max(0, mark.ordinal.length - 2) * 5 : 12
}

function weightOf(mark: Mark): number {
  if (mark.selected) return 12
  return WEIGHTS[mark.kind]
}
