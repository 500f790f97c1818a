import { svgElement } from "./svgElement"

const DRAWN = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-opacity",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "visibility",
  "display",
] as const

/** A drawing of the page as a file of its own: what its stylesheet says is written on each of its parts; texts that lie over it are drawn into it. */
export function plainSvg(drawing: SVGSVGElement, ground: string, texts: HTMLElement[] = []): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement
  const [parts, copies] = [drawing.querySelectorAll<SVGElement>("*"), copy.querySelectorAll<SVGElement>("*")]
  parts.forEach((part, index) => {
    const style = getComputedStyle(part)
    const twin = copies[index]!
    for (const name of DRAWN) {
      const value = style.getPropertyValue(name)
      if (value !== "") twin.setAttribute(name, value)
    }
    twin.removeAttribute("class")
  })
  const origin = drawing.getBoundingClientRect()
  const { width, height } = origin
  copy.removeAttribute("class")
  copy.setAttribute("width", String(width))
  copy.setAttribute("height", String(height))
  copy.prepend(svgElement("rect", { width: "100%", height: "100%", fill: ground }))
  copy.append(...texts.flatMap((text) => written(text, origin)))
  return copy
}

/** A text where it stands over the drawing, on its ground if it has one; what its box cuts off is cut off here too. */
function written(text: HTMLElement, origin: DOMRect): SVGElement[] {
  const style = getComputedStyle(text)
  const { x, y, width, height } = text.getBoundingClientRect()
  const [left, top] = [x - origin.x, y - origin.y]
  const whole = text.textContent
  const shown = Math.floor((whole.length * text.clientWidth) / Math.max(text.scrollWidth, 1))
  const centred = style.textAlign === "center" || style.justifyContent === "center" || style.placeItems.includes("center")
  const label = svgElement("text", {
    x: String(centred ? left + width / 2 : left),
    y: String(top + height / 2),
    fill: style.color,
    "font-family": style.fontFamily,
    "font-size": style.fontSize,
    "font-weight": style.fontWeight,
    "text-anchor": centred ? "middle" : "start",
    "dominant-baseline": "central",
  })
  label.textContent = shown > 0 && shown < whole.length ? `${whole.slice(0, shown - 1)}…` : whole
  if (style.backgroundColor === "rgba(0, 0, 0, 0)") return [label]
  const edged = parseFloat(style.borderTopWidth) > 0
  const ground = { x: String(left), y: String(top), width: String(width), height: String(height), rx: style.borderRadius === "0px" ? "0" : String(height / 2) }
  return [svgElement("rect", { ...ground, fill: style.backgroundColor, stroke: edged ? style.borderTopColor : "none" }), label]
}
