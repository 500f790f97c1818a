import type { Attack } from "./attack"
import type { Cells } from "./attackSet"
import type { Frame } from "./frame"
import type { Span } from "./spanShown"

/** One hexagon on the canvas, and how many attacks lie in it. */
export interface Hexagon {
  corners: Array<[number, number]>
  x: number
  y: number
  count: number
}

/** More attacks than this within the window are drawn as hexagons: shapes would cover each other. */
export const MANY = 900
const RADIUS = 20
const DEGREE = 10_000

/** The server's hexagons with the attacks of the months that the span of days meets; empty ones are left out. */
export function hexagonsOf(cells: Cells, { from, to }: Span, frame: Frame): Hexagon[] {
  const [first, last] = [from === null ? -Infinity : month(from), month(to)]
  const counts = new Map<number, number>()
  for (const [cell, when, count] of cells.months)
    if (when !== null && when >= first && when <= last) counts.set(cell, (counts.get(cell) ?? 0) + count)
  return [...counts].map(([cell, count]) => {
    const corners = cornersOf(cells.corners[cell]!).map(([lat, lon]) => frame.at(lon, lat))
    return { corners, ...middle(corners), count }
  })
}

/** Attacks one by one, gathered into hexagons of the canvas that stay where they are while the map is dragged. */
export function gathered(attacks: Attack[], frame: Frame): Hexagon[] {
  const [wide, high] = [Math.sqrt(3) * RADIUS, 1.5 * RADIUS]
  const found = new Map<string, Hexagon>()
  const [left, top] = [frame.left % wide, frame.top % (2 * high)]
  for (const { longitude, latitude } of attacks) {
    if (longitude === null || latitude === null) continue
    const [x, y] = frame.at(longitude, latitude)
    if (x < -RADIUS || y < -RADIUS || x > frame.width + RADIUS || y > frame.height + RADIUS) continue
    const [column, row] = nearest((x - left) / wide, (y - top) / high)
    const key = `${column} ${row}`
    const here = found.get(key)
    if (here) here.count += 1
    else found.set(key, hexagon(left + column * wide, top + row * high))
  }
  return [...found.values()]
}

/** The counts at which five steps begin, few to many: 1, 3, 10, 30 and 100, or so many times more that the largest tells apart. */
export function stepsOf(hexagons: Hexagon[]): number[] {
  const most = hexagons.reduce((largest, { count }) => Math.max(largest, count), 1)
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(most / 100)))
  return [1, 3 * unit, 10 * unit, 30 * unit, 100 * unit]
}

/** Which of the steps, from 1 on, a count belongs to. */
export function step(count: number, steps: number[]): number {
  return steps.filter((least) => count >= least).length
}

/** The hexagon under a point, if any. */
export function hexagonAt(hexagons: Hexagon[], x: number, y: number): Hexagon | null {
  return hexagons.find(({ corners }) => inside(corners, x, y)) ?? null
}

function month(day: string): number {
  return (Number(day.slice(0, 4)) - 1970) * 12 + Number(day.slice(5, 7)) - 1
}

function cornersOf(steps: number[]): Array<[number, number]> {
  const points: Array<[number, number]> = []
  let [lat, lon] = [0, 0]
  for (let at = 0; at < steps.length; at += 2) {
    ;[lat, lon] = [lat + steps[at]!, lon + steps[at + 1]!]
    points.push([lat / DEGREE, lon / DEGREE])
  }
  return points
}

function middle(corners: Array<[number, number]>): { x: number; y: number } {
  const sum = corners.reduce(([a, b], [x, y]) => [a + x, b + y], [0, 0])
  return { x: sum[0]! / corners.length, y: sum[1]! / corners.length }
}

/** The hexagon of an offset grid whose middle is nearest, in units of its columns and rows. */
function nearest(across: number, down: number): [number, number] {
  let best: [number, number] = [0, 0]
  let least = Infinity
  for (const row of [Math.floor(down), Math.floor(down) + 1]) {
    const shift = row % 2 === 0 ? 0 : 0.5
    const column = Math.round(across - shift) + shift
    const distance = ((across - column) * Math.sqrt(3)) ** 2 + ((down - row) * 1.5) ** 2
    if (distance < least) [least, best] = [distance, [column, row]]
  }
  return best
}

function hexagon(x: number, y: number): Hexagon {
  const corners = [30, 90, 150, 210, 270, 330].map((degrees): [number, number] => {
    const angle = (degrees * Math.PI) / 180
    return [x + RADIUS * Math.cos(angle), y + RADIUS * Math.sin(angle)]
  })
  return { corners, x, y, count: 1 }
}

function inside(corners: Array<[number, number]>, x: number, y: number): boolean {
  let within = false
  corners.forEach(([ax, ay], index) => {
    const [bx, by] = corners[(index + 1) % corners.length]!
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) within = !within
  })
  return within
}
