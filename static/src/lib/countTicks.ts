/** Round counts for lines across the bars, at most three, none above the most. */
export function countTicks(most: number): number[] {
  const rough = most / 3
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)))
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? 10 * power
  const ticks: number[] = []
  for (let tick = step; tick <= most; tick += step) ticks.push(tick)
  return ticks
}
