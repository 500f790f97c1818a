import { Outline } from "./outline"
import type { Pen } from "./pen"
import { svgElement } from "./svgElement"

const FONT = /^(italic )?(?:(\d{3}) )?([\d.]+)px (.+)$/
/** Points nearer than this to the one before are left out: no eye tells them apart. */
const FINE = 0.6

/** Where the origin is, how large a unit, and what the shapes go into. */
type At = { left: number; top: number; scale: number; into: SVGElement }

/** A pen that leaves SVG: what is drawn with it as on a canvas becomes shapes and texts in `root`. */
export class SvgPen implements Pen {
  fillStyle: Pen["fillStyle"] = "#000"
  strokeStyle: Pen["strokeStyle"] = "#000"
  globalAlpha = 1
  lineWidth = 1
  lineJoin: CanvasLineJoin = "miter"
  lineCap: CanvasLineCap = "butt"
  font = "400 10px sans-serif"
  textAlign: CanvasTextAlign = "left"
  textBaseline: CanvasTextBaseline = "alphabetic"
  direction: CanvasDirection = "ltr"
  letterSpacing = "0px"
  private dash: number[] = []
  private path = ""
  private at: At
  private readonly kept: At[] = []

  /** `width` and `height`: of what is seen; lines that lie wholly beyond it are left out. */
  constructor(
    readonly root: SVGElement,
    private readonly width: number,
    private readonly height: number,
  ) {
    this.at = { left: 0, top: 0, scale: 1, into: root }
  }

  save(): void {
    this.kept.push({ ...this.at })
  }

  restore(): void {
    this.at = this.kept.pop() ?? this.at
  }

  translate(x: number, y: number): void {
    const { left, top, scale } = this.at
    this.at = { ...this.at, left: left + x * scale, top: top + y * scale }
  }

  /** The same both ways: nothing here is ever stretched. */
  scale(factor: number): void {
    this.at = { ...this.at, scale: this.at.scale * factor }
  }

  setLineDash(dash: number[]): void {
    this.dash = dash
  }

  beginPath(): void {
    this.path = ""
  }

  moveTo(x: number, y: number): void {
    this.path += `M${this.point(x, y)}`
  }

  lineTo(x: number, y: number): void {
    this.path += `${this.path === "" ? "M" : "L"}${this.point(x, y)}`
  }

  closePath(): void {
    this.path += "Z"
  }

  /** A whole circle, whatever the angles: the map has no other arcs. */
  arc(x: number, y: number, radius: number): void {
    const size = tidy(radius * this.at.scale)
    const half = `A${size} ${size} 0 1 1 `
    this.path += `M${this.point(x - radius, y)}${half}${this.point(x + radius, y)}${half}${this.point(x - radius, y)}Z`
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.roundRect(x, y, width, height, 0)
  }

  roundRect(x: number, y: number, width: number, height: number, radii?: Parameters<Pen["roundRect"]>[4]): void {
    const radius = Math.min(Number(radii ?? 0), width / 2, height / 2)
    const size = tidy(radius * this.at.scale)
    const to = (toX: number, toY: number): string => `A${size} ${size} 0 0 1 ${this.point(toX, toY)}`
    const [right, bottom] = [x + width, y + height]
    this.path +=
      `M${this.point(x + radius, y)}L${this.point(right - radius, y)}${to(right, y + radius)}` +
      `L${this.point(right, bottom - radius)}${to(right - radius, bottom)}` +
      `L${this.point(x + radius, bottom)}${to(x, bottom - radius)}L${this.point(x, y + radius)}${to(x + radius, y)}Z`
  }

  fill(path?: Path2D | CanvasFillRule, rule?: CanvasFillRule): void {
    const word = typeof path === "string" ? path : (rule ?? "nonzero")
    this.draw(path, { fill: String(this.fillStyle), "fill-opacity": this.globalAlpha, "fill-rule": word })
  }

  stroke(path?: Path2D): void {
    this.draw(path, this.line())
  }

  clip(): void {
    const id = `clip-${this.root.querySelectorAll("clipPath").length}`
    const shape = svgElement("clipPath", { id })
    shape.append(svgElement("path", { d: this.path }))
    const group = svgElement("g", { "clip-path": `url(#${id})` })
    this.at.into.append(shape, group)
    this.at = { ...this.at, into: group }
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.beginPath()
    this.rect(x, y, width, height)
    this.fill()
  }

  fillText(text: string, x: number, y: number): void {
    this.write(text, x, y, { fill: String(this.fillStyle), "fill-opacity": this.globalAlpha })
  }

  strokeText(text: string, x: number, y: number): void {
    this.write(text, x, y, this.line())
  }

  private point(x: number, y: number): string {
    const { left, top, scale } = this.at
    return `${tidy(x * scale + left)} ${tidy(y * scale + top)}`
  }

  private line(): Record<string, string | number> {
    return {
      fill: "none",
      stroke: String(this.strokeStyle),
      "stroke-opacity": this.globalAlpha,
      "stroke-width": tidy(this.lineWidth * this.at.scale),
      "stroke-linejoin": this.lineJoin,
      "stroke-linecap": this.lineCap,
      ...(this.dash.length > 0 ? { "stroke-dasharray": this.dash.join(" ") } : {}),
    }
  }

  private draw(path: unknown, attributes: Record<string, string | number>): void {
    const closed = attributes.fill !== "none"
    const d = path instanceof Outline ? this.followed(path, closed) : this.path
    if (d !== "" && (attributes["fill-opacity"] ?? 1) !== 0) this.at.into.append(svgElement("path", { d, ...attributes }))
  }

  /** An outline where it comes into the drawing. */
  private followed({ lines }: Outline, closed: boolean): string {
    const { left, top, scale } = this.at
    return lines
      .map((line) => line.map(([x, y]): [number, number] => [x * scale + left, y * scale + top]))
      .filter((line) => this.meets(line))
      .map((line) => `M${thinned(line).map((point) => point.map(tidy).join(" ")).join("L")}${closed ? "Z" : ""}`)
      .join("")
  }

  private meets(line: Array<[number, number]>): boolean {
    const beyond = (place: 0 | 1, end: number): boolean =>
      line.every((point) => point[place] < 0) || line.every((point) => point[place] > end)
    return !beyond(0, this.width) && !beyond(1, this.height)
  }

  private write(text: string, x: number, y: number, attributes: Record<string, string | number>): void {
    const [, italic, weight = "400", size = "10", family = "sans-serif"] = FONT.exec(this.font) ?? []
    const [left, top] = this.point(x, y).split(" ")
    const label = svgElement("text", {
      ...attributes,
      x: left!,
      y: top!,
      "font-family": family,
      "font-size": size,
      "font-weight": weight,
      ...(italic ? { "font-style": "italic" } : {}),
      ...(parseFloat(this.letterSpacing) > 0 ? { "letter-spacing": this.letterSpacing } : {}),
      "text-anchor": this.textAlign === "center" ? "middle" : "start",
      "dominant-baseline": this.textBaseline === "top" ? "text-before-edge" : "central",
    })
    label.textContent = text
    this.at.into.append(label)
  }
}

function tidy(value: number): number {
  return Math.round(value * 10) / 10
}

function thinned(line: Array<[number, number]>): Array<[number, number]> {
  const kept: Array<[number, number]> = []
  line.forEach((point, index) => {
    const [x, y] = kept.at(-1) ?? [Infinity, Infinity]
    if (index === line.length - 1 || Math.hypot(point[0] - x, point[1] - y) >= FINE) kept.push(point)
  })
  return kept
}
