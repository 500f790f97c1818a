const TURNS: Record<string, { corners: number; turn: number }> = {
  square: { corners: 4, turn: Math.PI / 4 },
  diamond: { corners: 4, turn: 0 },
  triangle: { corners: 3, turn: 0 },
  pentagon: { corners: 5, turn: 0 },
}

/** The corners of a mark's outline around the origin, its area that of a circle of this radius; null for the circle itself. */
export function shapeCorners(shape: string, radius: number): Array<[number, number]> | null {
  const turns = TURNS[shape]
  if (!turns) return null
  const step = (2 * Math.PI) / turns.corners
  const reach = radius * Math.sqrt((2 * Math.PI) / (turns.corners * Math.sin(step)))
  return Array.from({ length: turns.corners }, (_, index) => {
    const angle = turns.turn - Math.PI / 2 + index * step
    return [reach * Math.cos(angle), reach * Math.sin(angle)]
  })
}
