import { fetchUnderstood } from "../data/fetchUnderstood"
import { afterPause } from "../lib/afterPause"
import { looksSwapped, parseCoordinates, writeCoordinates, type Point } from "../lib/coordinates"
import { deskMap, drawGround } from "./deskMap"
import { element } from "./element"

const NOWHERE: L.LatLngTuple = [0, 0]
const CLOSE = 8
const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** A text that holds a point, and a map that shows it: a click, a drag or the arrow keys write it, typing moves the mark. */
export function mountPointPicker(root: HTMLElement): void {
  const input = root.querySelector("input")!
  const map = createMap(root)
  const mark = createMark(root, map, (point) => write(input, point))
  const circle = L.circle(NOWHERE, { radius: 1, interactive: false, className: "point-picker-reach" })
  const grid = readByTheDesk(input, () => show(true))
  const show = (look: boolean): void => {
    const known = grid(input.value)
    const point = parseCoordinates(input.value) ?? known?.point ?? null
    tell(root, input, point !== null && looksSwapped(point), point === null && look, known?.words ?? "")
    mark.show(point === null ? null : L.latLng(point.latitude, point.longitude), look)
    drawReach(root, map, circle, point === null ? null : L.latLng(point.latitude, point.longitude))
  }
  input.addEventListener("input", () => show(false))
  input.addEventListener("change", () => show(true))
  reachOf(root)?.addEventListener("input", () => show(false))
  map.on("click", ({ latlng }) => write(input, latlng))
  map.getContainer().addEventListener("keydown", ({ key, target }) => {
    if (key === "Enter" && target === map.getContainer()) write(input, map.getCenter())
  })
  void drawGround(root, map)
  show(true)
}

function createMap(root: HTMLElement): L.Map {
  const place = root.querySelector<HTMLElement>(".point-picker-map")!
  place.setAttribute("role", "application")
  return deskMap(place, root)
}

type Mark = { show: (point: L.LatLng | null, look: boolean) => void }

function createMark(root: HTMLElement, map: L.Map, moved: (point: L.LatLng) => void): Mark {
  const label = root.dataset.labelMark ?? ""
  const icon = L.divIcon({ className: "point-picker-mark", iconSize: [24, 24] })
  const mark = L.marker(NOWHERE, { icon, draggable: true, alt: label, title: label })
  mark.on("drag", () => moved(mark.getLatLng()))
  const nudge = (event: KeyboardEvent): void => {
    const arrow = ARROWS[event.key]
    if (!arrow) return
    event.preventDefault()
    event.stopPropagation()
    const step = L.point(arrow).multiplyBy(event.shiftKey ? 10 : 1)
    moved(map.unproject(map.project(mark.getLatLng()).add(step)))
  }
  mark.on("add", () => {
    mark.getElement()?.setAttribute("aria-label", label)
    mark.getElement()?.addEventListener("keydown", nudge)
  })
  return {
    show: (point, look) => {
      if (point === null) return void mark.remove()
      mark.setLatLng(point).addTo(map)
      if (look) map.setView(point, Math.max(map.getZoom(), CLOSE))
      else map.panInside(point, { padding: [30, 30] })
    },
  }
}

/** Writes a point as the editor would have, so that whatever listens hears of it. */
function write(input: HTMLInputElement, point: L.LatLng): void {
  input.value = writeCoordinates(point.lat, point.wrap().lng)
  input.dispatchEvent(new Event("input", { bubbles: true }))
}

interface Known {
  point: Point | null
  words: string
}

/** What the desk reads and the page does not, such as MGRS: asked for after a pause, remembered, then shown. */
function readByTheDesk(input: HTMLInputElement, show: () => void): (text: string) => Known | null {
  const answers = new Map<string, Known>()
  const ask = afterPause(250, () => {
    const text = input.value
    if (!input.form || !text.trim() || parseCoordinates(text) || answers.has(text)) return
    fetchUnderstood(input.form, "point", text).then(
      ({ words, problem, values: { latitude, longitude } }) => {
        const found = latitude !== undefined && longitude !== undefined
        answers.set(text, {
          point: found ? { latitude, longitude, explicit: true } : null,
          words: problem ? "" : words,
        })
        if (input.value === text) show()
      },
      () => undefined,
    )
  })
  input.addEventListener("input", ask)
  input.addEventListener("change", ask)
  ask()
  return (text) => answers.get(text) ?? null
}

function tell(root: HTMLElement, input: HTMLInputElement, swapped: boolean, unreadable: boolean, words: string): void {
  const note = root.querySelector<HTMLElement>(".point-picker-note")!
  const { labelSwapped = "", labelSwap = "", labelUnreadable = "" } = root.dataset
  const swap = element("button", { type: "button", class: "button" }, labelSwap)
  swap.addEventListener("click", () => {
    const point = parseCoordinates(input.value)
    if (point === null) return
    input.value = writeCoordinates(point.longitude, point.latitude)
    input.dispatchEvent(new Event("change", { bubbles: true }))
    input.focus()
  })
  const unread = unreadable && input.value.trim() ? [labelUnreadable] : []
  const said = swapped ? [labelSwapped, " ", swap] : words ? [words] : unread
  note.classList.toggle("point-picker-note--known", words !== "" && !swapped)
  note.replaceChildren(...said)
  note.hidden = said.length === 0
}

function reachOf(root: HTMLElement): HTMLInputElement | null {
  return root.closest("form")?.querySelector<HTMLInputElement>("[name=uncertainty_m]") ?? null
}

/** The circle in which the true place very likely lies. */
function drawReach(root: HTMLElement, map: L.Map, circle: L.Circle, point: L.LatLng | null): void {
  const radius = Number(reachOf(root)?.value)
  if (point === null || !(radius > 0)) return void circle.remove()
  circle.setLatLng(point).setRadius(radius).addTo(map)
}
