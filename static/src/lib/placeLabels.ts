/** Places labels greedily, the most important first, where they meet neither an obstacle nor another label nor the edge. */
export function placeLabels(
  labels: Label[],
  obstacles: Box[],
  frame: { width: number; height: number },
): Map<Label, { x: number; y: number; side: Side }> {
  const taken = new Buckets()
  obstacles.forEach((box) => taken.add(box))
  const placed = new Map<Label, { x: number; y: number; side: Side }>()
  for (const label of [...labels].sort((a, b) => b.priority - a.priority)) {
    const dot = dotOf(label)
    if (dot && taken.meets(dot)) continue
    for (const side of label.sides) {
      const box = boxAt(label, side)
      if (outside(box, frame) || taken.meets(box)) continue
      taken.add(box)
      if (dot) taken.add(dot)
      placed.set(label, { x: box.x, y: box.y, side })
      break
    }
  }
  return placed
}

type Box = { x: number; y: number; width: number; height: number }
type Side = "right" | "left" | "above" | "below" | "over"
type Label = {
  /** The point that the label names, and how far from it the text must keep. */
  x: number
  y: number
  clear: number
  width: number
  height: number
  priority: number
  sides: Side[]
  /** Half the size of the dot at the point, when it must be seen too. */
  dot?: number
}

const MARGIN = 2

function boxAt(label: Label, side: Side): Box {
  const { x, y, clear, width, height } = label
  const centred = { x: x - width / 2, y: y - height / 2, width, height }
  if (side === "right") return { ...centred, x: x + clear }
  if (side === "left") return { ...centred, x: x - clear - width }
  if (side === "above") return { ...centred, y: y - clear - height }
  if (side === "below") return { ...centred, y: y + clear }
  return centred
}

function dotOf({ x, y, dot }: Label): Box | null {
  return dot === undefined ? null : { x: x - dot, y: y - dot, width: 2 * dot, height: 2 * dot }
}

function outside(box: Box, frame: { width: number; height: number }): boolean {
  return (
    box.x < MARGIN ||
    box.y < MARGIN ||
    box.x + box.width > frame.width - MARGIN ||
    box.y + box.height > frame.height - MARGIN
  )
}

/** Boxes sorted into squares, so that a label is compared with its neighbours only. */
class Buckets {
  private readonly squares = new Map<string, Box[]>()

  add(box: Box): void {
    for (const key of this.keys(box)) {
      const square = this.squares.get(key)
      if (square) square.push(box)
      else this.squares.set(key, [box])
    }
  }

  meets(box: Box): boolean {
    return this.keys(box).some((key) => this.squares.get(key)?.some((other) => overlap(box, other)))
  }

  private keys(box: Box): string[] {
    const keys: string[] = []
    for (let column = Math.floor(box.x / 64); column <= Math.floor((box.x + box.width) / 64); column += 1) {
      for (let row = Math.floor(box.y / 64); row <= Math.floor((box.y + box.height) / 64); row += 1) {
        keys.push(`${column},${row}`)
      }
    }
    return keys
  }
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
