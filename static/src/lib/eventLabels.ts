/** Where a name stands beside its line: the row, and where its text begins. */
export interface LabelSpot {
  row: number
  left: number
}

const GAP = 5

/**
 * Room for the names of lines, in the order given: right of the line, else left of it, in the first row that is free;
 * null for a name that would collide. `wanted` and `widths` are pixels.
 */
export function eventLabels(
  wanted: number[],
  widths: number[],
  rows: number,
  from: number,
  to: number,
): Array<LabelSpot | null> {
  const taken: Array<Array<[number, number]>> = Array.from({ length: rows }, () => [])
  return wanted.map((x, index) => {
    const width = widths[index]!
    for (const left of [x + GAP, x - GAP - width]) {
      if (left < from || left + width > to) continue
      const row = taken.findIndex((spans) => spans.every(([a, b]) => left + width + GAP < a || left - GAP > b))
      if (row < 0) continue
      taken[row]!.push([left, left + width])
      return { row, left }
    }
    return null
  })
}
