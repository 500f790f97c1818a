import type { TimeScale } from "../lib/timeScale"

/** What a pointer takes hold of. */
export type Hand = "on" | "from" | "to"

/** What is done with the hands; days are numbers. */
export interface Moves {
  /** A hand was put on a day. */
  set: (hand: Hand, day: number) => void
  /** Days were brushed over. */
  brush: (first: number, last: number) => void
  /** A pointer is over a place of the bars, or no longer. */
  over: (x: number | null) => void
  /** A hand was taken, or let go of. */
  hold: (held: boolean) => void
}

/** Where things are: asked anew each time, since they move. */
export interface Layout {
  scale: TimeScale
  /** Pixels from above where the axis begins: below it a pointer takes the clock, above it brushes. */
  floor: number
  hands: Array<{ hand: Hand; x: number }>
}

const [NEAR, NEAR_FINGER, BRUSH] = [9, 20, 6]

/** Moves by pointer and touch: a hand is dragged, a press sets the clock, and a stroke over the bars brushes a window. */
export function timeHands(root: HTMLElement, layout: () => Layout, moves: Moves): void {
  let doing: Doing | null = null
  const xOf = (event: PointerEvent): number => event.clientX - root.getBoundingClientRect().left
  const day = (x: number): number => layout().scale.day(x)
  const stop = (): void => {
    if (doing) moves.hold(false)
    doing = null
  }
  root.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || (event.target as Element).closest("button")) return
    const x = xOf(event)
    const low = event.clientY - root.getBoundingClientRect().top > layout().floor
    doing = { start: x, hand: taken(layout(), x, event.pointerType === "mouse" ? NEAR : NEAR_FINGER) ?? (low ? "on" : null), moved: false }
    root.setPointerCapture(event.pointerId)
    moves.hold(true)
    if (low && doing.hand === "on") moves.set("on", day(x))
  })
  root.addEventListener("pointermove", (event) => {
    const x = xOf(event)
    if (!doing) return moves.over((event.target as Element).closest("button") ? null : x)
    if (doing.hand) return moves.set(doing.hand, day(x) + (doing.hand === "from" ? 1 : 0))
    if (Math.abs(x - doing.start) > BRUSH) doing.moved = true
    const [a, b] = [day(doing.start), day(x)]
    if (doing.moved) moves.brush(Math.min(Math.min(a, b) + 1, Math.max(a, b)), Math.max(a, b))
  })
  root.addEventListener("pointerup", (event) => {
    if (doing && !doing.hand && !doing.moved) moves.set("on", day(xOf(event)))
    stop()
  })
  root.addEventListener("pointercancel", stop)
  root.addEventListener("pointerleave", () => moves.over(null))
}

type Doing = { start: number; hand: Hand | null; moved: boolean }

/** The nearest hand within reach. */
function taken({ hands }: Layout, x: number, reach: number): Hand | null {
  const near = hands.map((one) => ({ ...one, off: Math.abs(one.x - x) })).sort((a, b) => a.off - b.off)
  return near[0] && near[0].off <= reach ? near[0].hand : null
}
