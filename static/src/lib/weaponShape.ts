const SHAPES: Record<string, Shape> = {
  rocket: "circle",
  mortar: "square",
  one_way_drone: "diamond",
  ballistic_missile: "triangle",
  cruise_missile: "triangle",
}

type Shape = "circle" | "square" | "diamond" | "triangle" | "pentagon"

/** The outline that an attack's mark has: one for what was fired; a pentagon for several kinds, another or none reported. */
export function weaponShape(weapons: string[]): Shape {
  const shapes = new Set(weapons.map((weapon) => SHAPES[weapon] ?? "pentagon"))
  const [first] = shapes
  return first !== undefined && shapes.size === 1 ? first : "pentagon"
}
