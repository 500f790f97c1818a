/** Draws what a map shows at this moment on a canvas: its layers, its marks and their names. */
export function drawStage(context: CanvasRenderingContext2D, stage: HTMLElement): void {
  const origin = stage.getBoundingClientRect()
  const at = (part: Element): DOMRect => {
    const { x, y, width, height } = part.getBoundingClientRect()
    return new DOMRect(x - origin.x, y - origin.y, width, height)
  }
  context.save()
  context.beginPath()
  context.rect(0, 0, origin.width, origin.height)
  context.clip()
  for (const layer of stage.querySelectorAll<HTMLCanvasElement>("canvas.canvas-layer")) {
    const { x, y, width, height } = at(layer)
    context.drawImage(layer, x, y, width, height)
  }
  for (const button of stage.querySelectorAll<HTMLElement>(".mark:not([hidden])")) face(context, button, at)
  for (const label of stage.querySelectorAll<HTMLElement>(".mark-label:not([hidden])")) name(context, label, at(label))
  context.restore()
}

function face(context: CanvasRenderingContext2D, button: HTMLElement, at: (part: Element) => DOMRect): void {
  const shape = button.firstElementChild as HTMLElement
  const { x, y, width, height } = at(shape)
  const style = getComputedStyle(shape)
  const border = parseFloat(style.borderTopWidth) || 0
  context.beginPath()
  context.roundRect(x + border / 2, y + border / 2, width - border, height - border, Math.min(parseFloat(style.borderRadius) || 0, height / 2))
  context.fillStyle = style.backgroundColor
  context.fill()
  if (border > 0) {
    context.strokeStyle = style.borderTopColor
    context.lineWidth = border
    context.setLineDash(shape.className.includes("unknown") ? [3, 2] : [])
    context.stroke()
    context.setLineDash([])
  }
  if (shape.textContent) write(context, shape.textContent, x + width / 2, y + height / 2, style, "center")
}

function name(context: CanvasRenderingContext2D, label: HTMLElement, box: DOMRect): void {
  const style = getComputedStyle(label)
  context.strokeStyle = getComputedStyle(label.closest(".stage")!).getPropertyValue("--land")
  context.lineWidth = 3
  context.lineJoin = "round"
  write(context, label.textContent, box.x + box.width / 2, box.y + box.height / 2, style, "center", true)
}

function write(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  style: CSSStyleDeclaration,
  align: CanvasTextAlign,
  halo = false,
): void {
  context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
  context.textAlign = align
  context.textBaseline = "middle"
  if (halo) context.strokeText(text, x, y)
  context.fillStyle = style.color
  context.fillText(text, x, y)
}
