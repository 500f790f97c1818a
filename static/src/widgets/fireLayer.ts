import type { Geometry } from "geojson"
import type { Attack } from "../lib/attack"
import { attackRadius } from "../lib/attackRadius"
import type { Frame } from "../lib/frame"
import { type Hexagon, step, stepsOf } from "../lib/hexagons"
import type { Pen } from "../lib/pen"
import { geometryPoints } from "../lib/geometryPoints"
import { shapeCorners } from "../lib/shapeCorners"
import { weaponColour, weaponShape } from "../lib/weaponShape"

type Colours = Record<string, string>

/** Draws what lies under the marks: attacks, launch areas, circles of uncertainty and leader lines. */
export const fireLayer = {
  /** Shaped and coloured by what was fired, a thick edge where people were killed. Largest first, so that a small attack is never under a large one. */
  attacks(frame: Frame, attacks: Attack[], colours: Colours): void {
    const { context, zoom } = frame
    const sized = attacks
      .map((attack) => ({ attack, radius: attackRadius(attack, zoom) }))
      .sort((a, b) => b.radius - a.radius)
    for (const { attack, radius } of sized) {
      if (attack.longitude === null || attack.latitude === null) continue
      const deadly = (attack.killed_max ?? attack.killed_min ?? 0) > 0
      const known = (attack.munitions_max ?? attack.munitions_min) !== null
      const shape = weaponShape(attack.weapons)
      outline(frame, attack.longitude, attack.latitude, shape, radius)
      context.fillStyle = context.strokeStyle = colours[weaponColour(shape)]!
      context.globalAlpha = known ? (deadly ? 0.34 : 0.15) : 0
      context.fill()
      context.globalAlpha = deadly ? 1 : 0.8
      context.lineWidth = deadly ? 2.5 : 1.25
      context.setLineDash(known ? [] : [2, 2.5])
      context.stroke()
    }
    rest(context)
  },

  /** How many attacks lie where. */
  hexagons(frame: Frame, hexagons: Hexagon[], colours: Colours): void {
    const { context } = frame
    const steps = stepsOf(hexagons)
    context.strokeStyle = colours["density-line"]!
    for (const { corners, count } of hexagons) {
      context.beginPath()
      corners.forEach(([left, top]) => context.lineTo(left, top))
      context.closePath()
      context.fillStyle = colours[`density-${step(count, steps)}`]!
      context.globalAlpha = 0.82
      context.fill()
      context.globalAlpha = 1
      context.stroke()
    }
    rest(context)
  },

  /** The area that a place may lie in, when it is larger than its mark. */
  uncertainty(
    frame: Frame,
    place: { longitude: number; latitude: number; uncertainty: number },
    least: number,
    colours: Colours,
  ): void {
    const radius = frame.metres(place.uncertainty, place.latitude)
    if (radius < least) return
    const { context } = frame
    circle(frame, place.longitude, place.latitude, radius)
    context.fillStyle = context.strokeStyle = colours.teal!
    context.globalAlpha = 0.08
    context.fill()
    context.globalAlpha = 0.7
    context.setLineDash([4, 3])
    context.stroke()
    rest(context)
  },

  /** An area from which attacks were launched; stronger for the chosen place. */
  launchArea(frame: Frame, area: Geometry, chosen: boolean, colours: Colours): void {
    const { context } = frame
    context.beginPath()
    for (const ring of geometryPoints(area)) {
      ring.forEach(([longitude, latitude], index) => {
        const [x, y] = frame.at(longitude!, latitude!)
        if (index === 0) context.moveTo(x, y)
        else context.lineTo(x, y)
      })
    }
    context.fillStyle = context.strokeStyle = colours.rust!
    context.globalAlpha = chosen ? 0.12 : 0.05
    context.fill("evenodd")
    context.globalAlpha = chosen ? 0.8 : 0.35
    context.stroke()
    rest(context)
  },

  /** From the middle of a launch area to what was fired on, in dots. */
  launchLine(
    frame: Frame,
    from: [number, number],
    to: [number, number],
    chosen: boolean,
    colours: Colours,
  ): void {
    frame.context.strokeStyle = colours.rust!
    frame.context.globalAlpha = chosen ? 0.9 : 0.55
    line(frame, from, to, [1.5, 4], chosen ? 2.25 : 1.5)
    rest(frame.context)
  },

  /** From a mark that stepped aside to the place that it stands for. */
  leader(frame: Frame, from: [number, number], to: [number, number], colour: string): void {
    const { context } = frame
    context.strokeStyle = context.fillStyle = colour
    line(frame, from, to, [], 1.25)
    context.beginPath()
    context.arc(from[0], from[1], 2, 0, 2 * Math.PI)
    context.fill()
    rest(context)
  },
}

function circle(frame: Frame, longitude: number, latitude: number, radius: number): void {
  const [x, y] = frame.at(longitude, latitude)
  frame.context.beginPath()
  frame.context.arc(x, y, radius, 0, 2 * Math.PI)
}

function outline(frame: Frame, longitude: number, latitude: number, shape: string, radius: number): void {
  const corners = shapeCorners(shape, radius)
  if (!corners) return circle(frame, longitude, latitude, radius)
  const [x, y] = frame.at(longitude, latitude)
  frame.context.beginPath()
  corners.forEach(([dx, dy]) => frame.context.lineTo(x + dx, y + dy))
  frame.context.closePath()
}

function line(
  { context }: Frame,
  from: [number, number],
  to: [number, number],
  dash: number[],
  width: number,
): void {
  context.beginPath()
  context.moveTo(...from)
  context.lineTo(...to)
  context.lineCap = "round"
  context.lineWidth = width
  context.setLineDash(dash)
  context.stroke()
}

function rest(context: Pen): void {
  context.globalAlpha = 1
  context.lineWidth = 1
  context.setLineDash([])
}
