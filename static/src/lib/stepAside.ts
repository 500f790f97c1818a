/** Moves circles apart until none overlap, each as little as it can; heavier ones move less. The same input gives the same output. */
export function stepAside(circles: Circle[], gap = 2, rounds = 120): Array<{ x: number; y: number }> {
  const places = circles.map(({ x, y }) => ({ x, y }))
  for (let round = 0; round < rounds; round += 1) {
    if (!pushApart(circles, places, gap)) break
    if (round < rounds * 0.6) pullHome(circles, places)
  }
  return places
}

type Circle = { x: number; y: number; radius: number; weight: number }
type Place = { x: number; y: number }

function pushApart(circles: Circle[], places: Place[], gap: number): boolean {
  const side = 2 * Math.max(...circles.map(({ radius }) => radius)) + gap
  const squares = new Map<string, number[]>()
  let moved = false
  places.forEach(({ x, y }, j) => {
    const [column, row] = [Math.floor(x / side), Math.floor(y / side)]
    for (let left = column - 1; left <= column + 1; left += 1)
      for (let top = row - 1; top <= row + 1; top += 1)
        for (const i of squares.get(`${left} ${top}`) ?? [])
          moved = separate(circles[i]!, circles[j]!, places[i]!, places[j]!, gap, i + j * 2.4) || moved
    const key = `${column} ${row}`
    const here = squares.get(key)
    if (here) here.push(j)
    else squares.set(key, [j])
  })
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
