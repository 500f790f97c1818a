/** Moves circles apart until none overlap, each as little as it can; heavier ones move less. The same input gives the same output. */
export function stepAside(circles: Circle[], gap = 2, rounds = 120): Place[] {
  const places = circles.map(({ x, y }) => ({ x, y }))
  const pairs = pairsOf(circles, gap)
  let settling = Math.round(rounds * 0.6)
  for (let round = 0; round < rounds; round += 1) {
    const before = round < settling ? places.map(({ x, y }) => ({ x, y })) : []
    if (!pushApart(circles, places, pairs, gap)) break
    if (round >= settling) continue
    pullHome(circles, places)
    if (places.every(({ x, y }, index) => Math.hypot(x - before[index]!.x, y - before[index]!.y) < STILL)) settling = round
  }
  return places
}

type Circle = { x: number; y: number; radius: number; weight: number }
type Place = { x: number; y: number }
type Pair = [number, number]

/** Pixels that a round may move what has come to rest. */
const STILL = 0.1
/** How far apart, in pixels beyond touching, two circles may begin that still come to touch. */
const REACH = 120

/** The circles that may meet. */
function pairsOf(circles: Circle[], gap: number): Pair[] {
  const order = circles.map((_circle, index) => index).sort((a, b) => circles[a]!.x - circles[b]!.x)
  const far = 2 * Math.max(0, ...circles.map(({ radius }) => radius)) + gap + REACH
  const pairs: Pair[] = []
  order.forEach((i, place) => {
    for (let next = place + 1; next < order.length; next += 1) {
      const j = order[next]!
      if (circles[j]!.x - circles[i]!.x > far) break
      if (Math.abs(circles[j]!.y - circles[i]!.y) <= far) pairs.push(i < j ? [i, j] : [j, i])
    }
  })
  return pairs.sort(([a, b], [c, d]) => a - c || b - d)
}

function pushApart(circles: Circle[], places: Place[], pairs: Pair[], gap: number): boolean {
  let moved = false
  for (const [i, j] of pairs) moved = separate(circles[i]!, circles[j]!, places[i]!, places[j]!, gap, i + j * 2.4) || moved
  return moved
}

function separate(a: Circle, b: Circle, p: Place, q: Place, gap: number, turn: number): boolean {
  let [dx, dy] = [q.x - p.x, q.y - p.y]
  let distance = Math.hypot(dx, dy)
  const wanted = a.radius + b.radius + gap
  if (distance >= wanted - 0.1) return false
  if (distance < 0.01) [dx, dy, distance] = [Math.cos(turn), Math.sin(turn), 1]
  const missing = (wanted - Math.hypot(q.x - p.x, q.y - p.y)) / distance
  const share = b.weight / (a.weight + b.weight)
  p.x -= dx * missing * share
  p.y -= dy * missing * share
  q.x += dx * missing * (1 - share)
  q.y += dy * missing * (1 - share)
  return true
}

function pullHome(circles: Circle[], places: Place[]): void {
  circles.forEach(({ x, y }, index) => {
    const place = places[index]!
    place.x += (x - place.x) * 0.08
    place.y += (y - place.y) * 0.08
  })
}
