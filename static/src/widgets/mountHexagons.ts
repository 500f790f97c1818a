import { fetchJson } from "../data/fetchJson"
import { afterPause } from "../lib/afterPause"
import type { Cells } from "../lib/attackSet"
import type { Frame } from "../lib/frame"
import { type Hexagon, hexagonAt, stepsOf } from "../lib/hexagons"
import type { MapState } from "../lib/mapState"
import type { Store } from "../lib/store"
import { viewAddress } from "../lib/viewAddress"
import type { Words } from "../lib/words"

const PAUSE_MS = 250

/** Keeps hexagons as fine as the map's zoom: tells which to draw for an answer, its own until finer ones have come. */
export function keepCells(map: L.Map, state: Store<MapState>, url: string, redraw: () => void): (own: Cells) => Cells {
  let [asked, finer, of]: [string, Cells | null, Cells | null] = ["", null, null]
  const ask = async (): Promise<void> => {
    const { attacks } = state.get()
    if (attacks.all) return
    const question = [viewAddress.question(state.get()), "part=cells", `zoom=${Math.round(map.getZoom())}`, windowOf(map)]
      .filter(Boolean)
      .join("&")
    if (question === asked) return
    asked = question
    try {
      const { cells } = await fetchJson<{ cells: Cells }>(`${url}?${question}`)
      if (asked !== question) return
      ;[finer, of] = [cells, attacks.cells]
      redraw()
    } catch (problem) {
      asked = ""
      console.warn(problem)
    }
  }
  const askSoon = afterPause(PAUSE_MS, () => void ask())
  map.on("moveend", askSoon)
  state.watch((_state, changed) => changed.has("attacks") && askSoon())
  return (own) => (finer && of === own ? finer : own)
}

function windowOf(map: L.Map): string {
  const seen = map.getBounds().pad(0.25)
  const ends = [seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()]
  const held = ends.map((degrees, place) => Math.max(-1, Math.min(1, degrees / (place % 2 ? 90 : 180))) * (place % 2 ? 90 : 180))
  return `window=${held.map((degrees) => degrees.toFixed(2)).join(",")}`
}

/** Says how many attacks lie in the hexagon under the pointer, and in the legend what the colours mean. */
export function mountHexagons(root: HTMLElement, map: L.Map, words: Words): (frame: Frame, drawn: Hexagon[]) => void {
  const tip = root.querySelector<HTMLElement>("[data-part=hexagon]")!
  const legend = root.querySelectorAll<HTMLElement>("[data-legend=hexagons]")
  const shapes = root.querySelectorAll<HTMLElement>("[data-legend=shapes]")
  const steps = root.querySelector<HTMLElement>("[data-part=steps]")!
  let [hexagons, margin]: [Hexagon[], [number, number]] = [[], [0, 0]]
  let pointer: L.Point | null = null
  const tell = (): void => {
    const here = pointer && hexagonAt(hexagons, pointer.x + margin[0], pointer.y + margin[1])
    tip.hidden = !here
    if (!here) return
    tip.textContent = words.count("hexagon", here.count)
    tip.style.setProperty("translate", `${pointer!.x}px ${pointer!.y}px`)
  }
  const point = (at: L.Point | null): void => {
    pointer = at
    tell()
  }
  map.on("mousemove", ({ containerPoint }) => point(containerPoint))
  map.on("click", ({ containerPoint }) => point(containerPoint))
  map.on("mouseout movestart zoomstart", () => point(null))
  return (frame, drawn) => {
    ;[hexagons, margin] = [drawn, [frame.marginX, frame.marginY]]
    if (drawn.length > 0)
      steps.textContent = words.say("steps", { steps: stepsOf(drawn).join(words.say("comma")) })
    legend.forEach((item) => (item.hidden = drawn.length === 0))
    shapes.forEach((item) => (item.hidden = drawn.length > 0))
    // The clock may go on under a pointer that rests.
    tell()
  }
}
