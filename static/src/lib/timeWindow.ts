import { Buckets, type Width } from "./buckets"
import type { Asked } from "./mapState"

// The least pixels of a bar that can still be told from its neighbours; what does not fit is shown part by part.
const LEAST: Record<Width, number> = { month: 3, week: 6, day: 6 }
const AHEAD = 0.25
const EDGE = 0.06

/** As asked; else the narrowest of which the whole record still fits, months where none does. */
export function widthFor(first: number, last: number, pixels: number, asked: Asked["by"]): Width {
  if (asked !== null) return asked
  const fits = (by: Width, length: number): boolean => ((last - first + length) / length) * LEAST[by] <= pixels
  if (fits("day", 1)) return "day"
  return fits("week", 7) ? "week" : "month"
}

/** The places of the first bar shown and of the one after the last: all of them, or as many as fit, about the clock. */
export function partShown(
  buckets: Buckets,
  pixels: number,
  clock: number,
  before: readonly [number, number] | null,
): [number, number] {
  const most = Math.max(Math.floor(pixels / LEAST[buckets.by]), 8)
  if (buckets.length <= most) return [0, buckets.length]
  const place = buckets.at(clock)
  const margin = most * EDGE
  const kept = before !== null && before[1] - before[0] === most && before[1] <= buckets.length
  if (kept && place >= before[0] + margin && place < before[1] - margin) return [before[0], before[1]]
  const start = Math.min(Math.max(Math.round(place - most * (1 - AHEAD)), 0), buckets.length - most)
  return [start, start + most]
}
