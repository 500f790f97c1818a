import { areaCode } from "../lib/areaCode"
import { arrange } from "../lib/arrange"
import type { Basemap } from "../lib/basemap"
import { centreOf } from "../lib/centreOf"
import type { Frame } from "../lib/frame"
import { type Hexagon, MANY, gathered, hexagonsOf, step, stepsOf } from "../lib/hexagons"
import { launchLines } from "../lib/launchLines"
import type { Mark } from "../lib/mark"
import { placeLabels } from "../lib/placeLabels"
import type { PlaceName } from "../lib/placeName"
import type { View } from "../lib/view"
import type { Words } from "../lib/words"
import { fireLayer } from "./fireLayer"
import { LabelPen } from "./labelPen"
import { palette } from "./palette"
import type { SiteMarks } from "./siteMarks"

/** Marks whose name stands beside them. */
const NAMED = new Set(["site", "base"])

type Arranged = ReturnType<typeof arrange>[number]
type Label = Parameters<typeof placeLabels>[0][number]
type Drawn = Label & { draw: (x: number, y: number) => void }

/** Paints everything over the base map for one set of marks, and tells the buttons where to stand. */
export class Overlay {
  private readonly family = getComputedStyle(document.body).fontFamily
  private readonly pen = new LabelPen(this.family, document.documentElement.lang === "ar")

  constructor(
    private readonly root: HTMLElement,
    private readonly words: Words,
    private readonly basemap: Basemap,
    private readonly places: PlaceName[],
    private readonly buttons: SiteMarks,
    private readonly withNames: boolean,
  ) {}

  /** Draws; returns the hexagons that stand for attacks, if there are too many of these. */
  paint(frame: Frame, all: Mark[], seen: Pick<View, "shown" | "cells" | "from" | "to">): Hexagon[] {
    const colours = palette(this.root)
    const hexagons = tooMany(frame, seen)
    const marks = hexagons ? all.filter(({ kind, selected }) => kind !== "place" || selected) : all
    const arranged = arrange(frame, marks)
    const launches = hexagons ? [] : this.launches(frame, arranged, colours)
    marks.forEach((mark) => fireLayer.uncertainty(frame, mark, mark.kind === "place" ? 40 : 16, colours))
    if (hexagons) fireLayer.hexagons(frame, hexagons, colours)
    else
      fireLayer.attacks(
        frame,
        marks.flatMap(({ attacks }) => attacks),
        colours,
      )
    arranged
      .filter(stepped)
      .forEach(({ mark, home, x, y }) => fireLayer.leader(frame, home, [x, y], colours[NAMED.has(mark.kind) ? "teal" : "rust"]!))
    this.letter(frame, arranged, [...launches, ...this.numbers(frame, hexagons ?? [], colours)], colours)
    return hexagons ?? []
  }

  /** Sets the names: those of marks first, then the base map's; what finds no room is left out. */
  private letter(
    frame: Frame,
    arranged: Arranged[],
    launches: Drawn[],
    colours: Record<string, string>,
  ): void {
    const own = arranged
      .filter((one) => !one.quiet && NAMED.has(one.mark.kind) && inWindow(one, frame))
      .map((one) => ({ ...markLabel(one, this.pen, this.family, frame), one }))
    const names = this.withNames
      ? this.places
          .filter((place) => frame.zoom >= place.fromZoom)
          .flatMap((place) => this.nameLabel(frame, place, colours))
      : []
    const obstacles = arranged
      .filter(({ quiet }) => !quiet)
      .map(({ mark, x, y, radius }) => box(x, y, mark.kind === "base" ? 8 : radius))
    const placed = placeLabels([...own, ...launches, ...names], obstacles, frame)
    for (const label of [...launches, ...names]) {
      const spot = placed.get(label)
      if (spot) label.draw(spot.x, spot.y)
    }
    const sides = new Map(own.map((label) => [label.one.mark.key, placed.get(label)?.side ?? null]))
    this.buttons.show(
      arranged.map(({ mark, home, x, y, quiet }) => ({
        mark,
        x: x - home[0],
        y: y - home[1],
        side: sides.get(mark.key) ?? null,
        hidden: quiet,
      })),
    )
  }

  /** The count of each hexagon that is wide enough for it, where no mark and no name of one stands. */
  private numbers({ context }: Frame, hexagons: Hexagon[], colours: Record<string, string>): Drawn[] {
    const steps = stepsOf(hexagons)
    return hexagons.flatMap(({ corners, x, y, count }) => {
      const text = String(count)
      const width = 7 * text.length
      if (Math.max(...corners.map(([left]) => Math.abs(left - x))) * 1.6 < width) return []
      const draw = (left: number, top: number): void => {
        context.font = `600 11px ${this.family}`
        context.textBaseline = "middle"
        context.fillStyle = colours[step(count, steps) >= 4 ? "paper" : "ink"]!
        context.fillText(text, left, top + 7)
      }
      return [{ x, y, clear: 0, width, height: 14, priority: 60, sides: ["over"], draw }]
    })
  }

  private nameLabel(frame: Frame, place: PlaceName, colours: Record<string, string>): Drawn[] {
    const [x, y] = frame.at(place.longitude, place.latitude)
    if (x < 0 || y < 0 || x > frame.width || y > frame.height) return []
    const { pen } = this
    const writing = pen.writing(place, frame.zoom)
    const town = place.kind === "town"
    return [
      {
        x,
        y,
        clear: town ? 5 : 0,
        width: writing.width,
        height: writing.height,
        priority: writing.priority,
        ...(town ? { dot: 3 } : {}),
        sides: town ? ["right", "left", "above", "below"] : ["over"],
        draw: (left, top) => {
          pen.write(
            frame,
            writing,
            left,
            top + writing.height / 2,
            colours[place.kind === "water" ? "sea" : "land"]!,
            colours,
          )
          if (town) pen.dot(frame, x, y, place.people > 900_000, colours)
        },
      },
    ]
  }

  /** The areas from which the shown attacks were launched, joined to what they hit; those of the chosen place are named. */
  private launches(
    frame: Frame,
    arranged: Arranged[],
    colours: Record<string, string>,
  ): Drawn[] {
    const at = new Map(arranged.map(({ mark, x, y }) => [mark.key, [x, y] as [number, number]]))
    return launchLines(arranged.map(({ mark }) => mark)).flatMap(({ code, targets, chosen }) => {
      const shape = this.basemap.areas.get(code)
      if (!shape) return []
      const from = frame.at(...centreOf(shape))
      fireLayer.launchArea(frame, shape, chosen, colours)
      targets.forEach((mine, key) => fireLayer.launchLine(frame, from, at.get(key)!, mine, colours))
      return chosen ? [this.launchLabel(frame, ...from, code, colours)] : []
    })
  }

  private launchLabel(
    frame: Frame,
    x: number,
    y: number,
    code: string,
    colours: Record<string, string>,
  ): Drawn {
    const area = this.places.find((place) => place.code !== "" && areaCode(place.code) === code)?.name ?? code
    const text = this.words.say("launched_from", { area })
    const font = `italic 600 12px ${this.family}`
    const writing = { text, font, height: 14, colour: "rust", spacing: 0, capitals: false, priority: 95 }
    return {
      x,
      y,
      clear: 8,
      width: this.pen.measure(text, font),
      height: 14,
      priority: 95,
      sides: ["above", "right", "below", "left"],
      draw: (left, top) => this.pen.write(frame, writing, left, top + 7, colours.land!, colours),
    }
  }
}

/** The attacks as hexagons, where the server counted them or too many lie in the window; else null. */
function tooMany(frame: Frame, { shown, cells, from, to }: Pick<View, "shown" | "cells" | "from" | "to">): Hexagon[] | null {
  if (cells) return hexagonsOf(cells, { from, to }, frame)
  if (shown.length <= MANY) return null
  const found = gathered(shown, frame)
  return found.reduce((sum, { count }) => sum + count, 0) > MANY ? found : null
}

function inWindow({ x, y }: Arranged, { marginX, marginY, width, height }: Frame): boolean {
  return x > marginX && y > marginY && x < width - marginX && y < height - marginY
}

function stepped({ home, x, y, quiet }: Arranged): boolean {
  return !quiet && Math.hypot(home[0] - x, home[1] - y) > 6
}

function box(x: number, y: number, radius: number): { x: number; y: number; width: number; height: number } {
  return { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius }
}

function markLabel({ mark, x, y, radius }: Arranged, pen: LabelPen, family: string, frame: Frame): Label {
  const site = mark.kind === "site"
  const width = pen.measure(mark.name, `${site ? 700 : 500} ${site ? 13 : 12}px ${family}`) + 2
  return {
    x,
    y,
    clear: site ? radius + 4 : 11,
    width,
    height: 16,
    priority: mark.selected ? 200 : site ? 100 : mark.status === "none" ? 50 : 90,
    sides: sidesInView(x, width, radius + 4, frame),
  }
}

/** The sides on which the whole name stands within the window. */
function sidesInView(
  x: number,
  width: number,
  clear: number,
  { marginX, width: whole }: Frame,
): Label["sides"] {
  const [start, end] = [marginX + 2, whole - marginX - 2]
  const centred = x - width / 2 > start && x + width / 2 < end
  return [
    ...(x + clear + width < end ? (["right"] as const) : []),
    ...(x - clear - width > start ? (["left"] as const) : []),
    ...(centred ? (["above", "below"] as const) : []),
  ]
}
