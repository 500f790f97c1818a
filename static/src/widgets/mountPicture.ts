import { captionText } from "../lib/captionText"
import type { MapState } from "../lib/mapState"
import type { Pen } from "../lib/pen"
import { plainSvg } from "../lib/plainSvg"
import type { Store } from "../lib/store"
import { svgElement } from "../lib/svgElement"
import { SvgPen } from "../lib/svgPen"
import type { View } from "../lib/view"
import type { Words } from "../lib/words"
import { drawStage } from "./stagePicture"

const SHARP = 2
const LINE = 22

/** The map and its time bar as seen, with day, counts, credits and address: as a PNG or an SVG; or the bar alone. */
export function mountPicture(root: HTMLElement, page: HTMLElement, words: Words, view: Store<View>, store: Store<MapState>): void {
  const said = root.querySelector<HTMLElement>("[data-part=copied]")!
  const chart = page.querySelector<SVGSVGElement>("[data-part=chart]")!
  const caption = (): string[] => captionOf(page, captionText(words, store.get(), view.get()))
  const save = async (make: () => Promise<Blob>, end: string): Promise<void> => {
    const file = `handover-watch-${view.get().day}${end}`
    try {
      download(await make(), file)
      said.textContent = words.say("saved", { file })
    } catch (problem) {
      console.warn(problem)
      said.textContent = words.say("not_saved")
    }
  }
  const acts: Record<string, () => void> = {
    png: () => void save(() => picture(page, chart, caption()), ".png"),
    svg: () => void save(async () => asFile(drawing(page, chart, caption())), ".svg"),
    bars: () => void save(async () => asFile(bars(page, chart)), "-attacks.svg"),
  }
  for (const [name, act] of Object.entries(acts)) root.querySelector(`[data-act=${name}]`)!.addEventListener("click", act)
}

/** What it shows: a line for each day that is compared, or `one`; then whose it is and where it is found. */
function captionOf(page: HTMLElement, one: string): string[] {
  const compared = [...page.querySelectorAll<HTMLElement>(".stage:not([hidden]) > .stage-day:not([hidden])")]
  const shown = compared.map(({ textContent }) => textContent)
  return [
    ...(shown.length > 0 ? shown : [one]),
    `Handover Watch, CC BY 4.0 · Natural Earth · GeoNames, CC BY 4.0 · ${location.href}`,
  ]
}

async function picture(page: HTMLElement, chart: SVGSVGElement, caption: string[]): Promise<Blob> {
  const { width, height, bar } = sizeOf(page, chart, caption)
  const canvas = document.createElement("canvas")
  ;[canvas.width, canvas.height] = [Math.round(width * SHARP), Math.round(height * SHARP)]
  const context = canvas.getContext("2d")!
  context.scale(SHARP, SHARP)
  drawPage(context, page, width, height)
  const image = await loaded(new XMLSerializer().serializeToString(bars(page, chart)))
  context.drawImage(image, 0, bar.top, bar.width, bar.height)
  write(context, page, caption, bar.top + bar.height + 8, width)
  return new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png"),
  )
}

/** The same as shapes and texts. */
function drawing(page: HTMLElement, chart: SVGSVGElement, caption: string[]): SVGElement {
  const { width, height, bar } = sizeOf(page, chart, caption)
  const root = svgElement("svg", { width, height, viewBox: `0 0 ${width} ${height}` })
  const pen = new SvgPen(root, width, height)
  drawPage(pen, page, width, height)
  const below = bars(page, chart)
  below.setAttribute("y", String(bar.top))
  root.append(below)
  write(pen, page, caption, bar.top + bar.height + 8, width)
  return root
}

function sizeOf(page: HTMLElement, chart: SVGSVGElement, { length }: string[]): { width: number; height: number; bar: Bar } {
  const stages = stagesOf(page).getBoundingClientRect()
  const bar = chart.getBoundingClientRect()
  const width = Math.max(stages.width, bar.width)
  return { width, height: stages.height + bar.height + 14 + LINE * length, bar: { top: stages.height, width: bar.width, height: bar.height } }
}

type Bar = { top: number; width: number; height: number }

function stagesOf(page: HTMLElement): HTMLElement {
  return page.querySelector<HTMLElement>("[data-part=stages]")!
}

/** The ground and the maps on it. */
function drawPage(pen: Pen, page: HTMLElement, width: number, height: number): void {
  const stages = stagesOf(page).getBoundingClientRect()
  pen.fillStyle = colour(page, "--paper")
  pen.fillRect(0, 0, width, height)
  for (const stage of page.querySelectorAll<HTMLElement>(".stage:not([hidden])")) {
    const { x, y } = stage.getBoundingClientRect()
    pen.save()
    pen.translate(x - stages.x, y - stages.y)
    drawStage(pen, stage)
    pen.restore()
  }
}

/** The bars with the names and numbers that stand over them. */
function bars(page: HTMLElement, chart: SVGSVGElement): SVGSVGElement {
  const texts = page.querySelectorAll<HTMLElement>("[data-part=marks] button:not([hidden]) span:not([hidden])")
  return plainSvg(chart, colour(page, "--paper"), [...texts])
}

function asFile(drawn: SVGElement): Blob {
  return new Blob([new XMLSerializer().serializeToString(drawn)], { type: "image/svg+xml" })
}

function loaded(svg: string): Promise<HTMLImageElement> {
  return new Promise((done, failed) => {
    const image = new Image()
    image.onload = () => done(image)
    image.onerror = () => failed(new Error("the bar could not be drawn"))
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  })
}

/** Lines under each other, each as large as lets it stand on the picture whole. */
function write(pen: Pen, page: HTMLElement, lines: string[], top: number, width: number): void {
  const { fontFamily } = getComputedStyle(page)
  const measuring = document.createElement("canvas").getContext("2d")!
  pen.textBaseline = "top"
  pen.textAlign = "left"
  lines.forEach((line, index) => {
    const foot = index === lines.length - 1
    const [weight, size] = foot ? [400, 11] : [600, 14]
    measuring.font = `${weight} ${size}px ${fontFamily}`
    const fits = Math.min(1, (width - 24) / measuring.measureText(line).width)
    pen.font = `${weight} ${Math.floor(size * fits * 10) / 10}px ${fontFamily}`
    pen.fillStyle = colour(page, foot ? "--ink-soft" : "--ink")
    pen.fillText(line, 12, top + index * LINE)
  })
}

function colour(page: HTMLElement, name: string): string {
  return getComputedStyle(page).getPropertyValue(name).trim()
}

function download(blob: Blob, file: string): void {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(blob)
  link.download = file
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
