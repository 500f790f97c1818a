import { captionText } from "../lib/captionText"
import type { MapState } from "../lib/mapState"
import { plainSvg } from "../lib/plainSvg"
import type { Store } from "../lib/store"
import type { View } from "../lib/view"
import type { Words } from "../lib/words"
import { drawStage } from "./stagePicture"

const SHARP = 2
const FOOT = 58

/** The map and its time bar as seen, with day, counts, credits and address: as a PNG, or the bar as an SVG. */
export function mountPicture(root: HTMLElement, page: HTMLElement, words: Words, view: Store<View>, store: Store<MapState>): void {
  const said = root.querySelector<HTMLElement>("[data-part=copied]")!
  const chart = page.querySelector<SVGSVGElement>("[data-part=chart]")!
  const day = (): string => view.get().day
  const save = async (make: () => Promise<Blob>, file: string): Promise<void> => {
    try {
      download(await make(), file)
      said.textContent = words.say("saved", { file })
    } catch (problem) {
      console.warn(problem)
      said.textContent = words.say("not_saved")
    }
  }
  root
    .querySelector("[data-act=png]")!
    .addEventListener("click", () => void save(() => picture(page, chart, captionOf(words, view.get(), store.get())), `handover-watch-${day()}.png`))
  root
    .querySelector("[data-act=svg]")!
    .addEventListener("click", () => void save(async () => new Blob([drawing(page, chart)], { type: "image/svg+xml" }), `handover-watch-${day()}-attacks.svg`))
}

function captionOf(words: Words, seen: View, state: MapState): string[] {
  return [
    captionText(words, state, seen),
    `Handover Watch, CC BY 4.0 · Natural Earth · GeoNames, CC BY 4.0 · ${location.href}`,
  ]
}

async function picture(page: HTMLElement, chart: SVGSVGElement, caption: string[]): Promise<Blob> {
  const stages = page.querySelector<HTMLElement>("[data-part=stages]")!.getBoundingClientRect()
  const bar = chart.getBoundingClientRect()
  const [width, height] = [Math.max(stages.width, bar.width), stages.height + bar.height + FOOT]
  const canvas = document.createElement("canvas")
  ;[canvas.width, canvas.height] = [Math.round(width * SHARP), Math.round(height * SHARP)]
  const context = canvas.getContext("2d")!
  context.scale(SHARP, SHARP)
  context.fillStyle = colour(page, "--paper")
  context.fillRect(0, 0, width, height)
  for (const stage of page.querySelectorAll<HTMLElement>(".stage:not([hidden])")) {
    const { x, y } = stage.getBoundingClientRect()
    context.save()
    context.translate(x - stages.x, y - stages.y)
    drawStage(context, stage)
    context.restore()
  }
  context.drawImage(await loaded(drawing(page, chart)), 0, stages.height, bar.width, bar.height)
  write(context, page, caption, stages.height + bar.height + 8)
  return new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png"),
  )
}

/** The bars with the names and numbers that stand over them. */
function drawing(page: HTMLElement, chart: SVGSVGElement): string {
  const texts = page.querySelectorAll<HTMLElement>("[data-part=marks] button:not([hidden]) span:not([hidden])")
  return plainSvg(chart, colour(page, "--paper"), [...texts])
}

function loaded(svg: string): Promise<HTMLImageElement> {
  return new Promise((done, failed) => {
    const image = new Image()
    image.onload = () => done(image)
    image.onerror = () => failed(new Error("the bar could not be drawn"))
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  })
}

function write(context: CanvasRenderingContext2D, page: HTMLElement, lines: string[], top: number): void {
  const { fontFamily } = getComputedStyle(page)
  context.textBaseline = "top"
  context.textAlign = "left"
  lines.forEach((line, index) => {
    context.font = `${index === 0 ? "600 14px" : "11px"} ${fontFamily}`
    context.fillStyle = colour(page, index === 0 ? "--ink" : "--ink-soft")
    context.fillText(line, 12, top + index * 22, context.canvas.width / SHARP - 24)
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
