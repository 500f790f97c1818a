import { mercator } from "./mercator"
import type { Pen } from "./pen"

/** A canvas over the map, at one moment: its size, and where the world's pixels at zoom 0 lie on it. */
export class Frame {
  constructor(
    readonly context: Pen,
    readonly width: number,
    readonly height: number,
    readonly zoom: number,
    readonly left: number,
    readonly top: number,
    /** How far the canvas reaches beyond the window on each side. */
    readonly marginX = 0,
    readonly marginY = 0,
  ) {}

  get scale(): number {
    return 2 ** this.zoom
  }

  /** The pixel of a place in degrees. */
  at(longitude: number, latitude: number): [number, number] {
    const [x, y] = mercator(longitude, latitude)
    return [x * this.scale + this.left, y * this.scale + this.top]
  }

  /** Pixels for a length in metres at a latitude. */
  metres(length: number, latitude: number): number {
    const circumference = 40_075_017 * Math.cos((latitude * Math.PI) / 180)
    return (length / circumference) * 256 * this.scale
  }
}
