import type { Pen } from "../lib/pen"
import { layerOf } from "./canvasLayer"

type Place = (part: Element) => DOMRect

/** Draws what a map shows at this moment: its layers, its marks and their names. */
export function drawStage(pen: Pen, stage: HTMLElement): void {
  const origin = stage.getBoundingClientRect()
  const at = (part: Element): DOMRect => {
    const { x, y, width, height } = part.getBoundingClientRect()
    return new DOMRect(x - origin.x, y - origin.y, width, height)
  }
  const { x, y, width, height } = seenOf(stage, origin, at)
  pen.save()
  pen.beginPath()
  pen.rect(x, y, width, height)
  pen.clip()
  for (const canvas of stage.querySelectorAll<HTMLCanvasElement>("canvas.canvas-layer")) {
    pen.save()
    pen.translate(at(canvas).x, at(canvas).y)
    layerOf(canvas).drawWith(pen)
    pen.restore()
  }
  pen.letterSpacing = "0px"
  for (const button of stage.querySelectorAll<HTMLElement>(".mark:not([hidden])")) face(pen, button, at)
  for (const label of stage.querySelectorAll<HTMLElement>(".mark-label:not([hidden])")) name(pen, label, at(label))
  pen.restore()
  if (width < origin.width) edge(pen, x === 0 ? width : x, height)
}

/** Where one map ends and the other begins. */
function edge(pen: Pen, x: number, height: number): void {
  pen.beginPath()
  pen.moveTo(x, 0)
  pen.lineTo(x, height)
  pen.strokeStyle = getComputedStyle(document.body).color
  pen.lineWidth = 2
  pen.stroke()
}

/** The part of a map that is seen: a second one that is swiped over the first begins at the divider. */
function seenOf(stage: HTMLElement, whole: DOMRect, at: Place): DOMRect {
  const divider = stage.matches(".is-swipe > .stage--second") && stage.parentElement!.querySelector(".stage-divider")
  if (!divider) return new DOMRect(0, 0, whole.width, whole.height)
  const line = at(divider)
  const middle = line.x + line.width / 2
  return document.documentElement.dir === "rtl"
    ? new DOMRect(0, 0, middle, whole.height)
    : new DOMRect(middle, 0, whole.width - middle, whole.height)
}

function face(pen: Pen, button: HTMLElement, at: Place): void {
  const shape = button.firstElementChild as HTMLElement
  const style = getComputedStyle(shape)
  const box = at(shape)
  boxed(pen, box, style, shape.className.includes("unknown") ? [3, 2] : [])
  if (shape.textContent) write(pen, shape.textContent, box, style)
}

function boxed(pen: Pen, { x, y, width, height }: DOMRect, style: CSSStyleDeclaration, dash: number[]): void {
  const border = parseFloat(style.borderTopWidth) || 0
  pen.beginPath()
  pen.roundRect(x + border / 2, y + border / 2, width - border, height - border, Math.min(parseFloat(style.borderRadius) || 0, height / 2))
  pen.fillStyle = style.backgroundColor
  pen.fill()
  if (border === 0) return
  pen.strokeStyle = style.borderTopColor
  pen.lineWidth = border
  pen.setLineDash(dash)
  pen.stroke()
  pen.setLineDash([])
}

function name(pen: Pen, label: HTMLElement, box: DOMRect): void {
  pen.strokeStyle = getComputedStyle(label.closest(".stage")!).getPropertyValue("--land").trim()
  pen.lineWidth = 3
  pen.lineJoin = "round"
  write(pen, label.textContent, box, getComputedStyle(label), true)
}

function write(pen: Pen, text: string, { x, y, width, height }: DOMRect, style: CSSStyleDeclaration, halo = false): void {
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
  pen.textAlign = "center"
  pen.textBaseline = "middle"
  if (halo) pen.strokeText(text, x + width / 2, y + height / 2)
  pen.fillStyle = style.color
  pen.fillText(text, x + width / 2, y + height / 2)
}
