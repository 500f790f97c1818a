import type { Fired } from "./attackSet"

const SHAPES: Partial<Record<Fired, Shape>> = {
  rocket: "circle",
  mortar: "square",
  one_way_drone: "diamond",
  ballistic_missile: "triangle",
  cruise_missile: "triangle",
}

const COLOURS = {
  circle: "weapon-rocket",
  square: "weapon-mortar",
  diamond: "weapon-drone",
  triangle: "weapon-missile",
  pentagon: "weapon-other",
} as const

type Shape = "circle" | "square" | "diamond" | "triangle" | "pentagon"

/** The outline that an attack's mark has: one for what was fired; a pentagon for several kinds, another or none reported. */
export function weaponShape(weapons: Fired[]): Shape {
  const shapes = new Set(weapons.map((weapon) => SHAPES[weapon] ?? "pentagon"))
  const [first] = shapes
  return first !== undefined && shapes.size === 1 ? first : "pentagon"
}

/** The token of an outline's colour: each has one of its own, so that colour never says what shape does not. */
export function weaponColour(shape: Shape): (typeof COLOURS)[Shape] {
  return COLOURS[shape]
}
