import type { Frame } from "../lib/frame"
import type { Pen } from "../lib/pen"
import type { PlaceName } from "../lib/placeName"
import { placeWriting } from "../lib/placeWriting"

type Colours = Record<string, string>
type Writing = ReturnType<typeof placeWriting>

/** Measures and writes the base map's names on a canvas. */
export class LabelPen {
  private readonly widths = new Map<string, number>()
  private readonly measuring = document.createElement("canvas").getContext("2d")!

  constructor(
    private readonly family: string,
    private readonly arabic: boolean,
  ) {}

  writing(place: PlaceName, zoom: number): Writing & { text: string; width: number } {
    const writing = placeWriting(place, zoom, this.family)
    const text = writing.capitals && !this.arabic ? place.name.toUpperCase() : place.name
    return { ...writing, text, width: this.measure(text, writing.font, this.spacing(writing)) }
  }

  /** Pixels of a text; each is measured once. */
  measure(text: string, font: string, spacing = 0): number {
    const key = `${font} ${spacing} ${text}`
    let width = this.widths.get(key)
    if (width === undefined) {
      this.measuring.font = font
      space(this.measuring, spacing)
      width = Math.ceil(this.measuring.measureText(text).width)
      this.widths.set(key, width)
    }
    return width
  }

  write({ context }: Frame, writing: Writing & { text: string }, x: number, y: number, halo: string, colours: Colours): void {
    context.font = writing.font
    space(context, this.spacing(writing))
    context.direction = this.arabic ? "rtl" : "ltr"
    context.textAlign = "left"
    context.textBaseline = "middle"
    context.lineJoin = "round"
    context.lineWidth = 3
    context.strokeStyle = halo
    context.globalAlpha = 0.85
    context.strokeText(writing.text, x, y)
    context.globalAlpha = 1
    context.fillStyle = colours[writing.colour]!
    context.fillText(writing.text, x, y)
  }

  dot(frame: Frame, x: number, y: number, large: boolean, colours: Colours): void {
    const { context } = frame
    context.beginPath()
    context.arc(x, y, large ? 2.5 : 1.75, 0, 2 * Math.PI)
    context.fillStyle = colours.place!
    context.fill()
  }

  /** Arabic letters are joined: they are never spaced. */
  private spacing(writing: Writing): number {
    return this.arabic ? 0 : writing.spacing
  }
}

function space(context: Pen, pixels: number): void {
  if ("letterSpacing" in context) context.letterSpacing = `${pixels}px`
}
