import { days } from "./days"
import type { Asked } from "./mapState"

/** The days whose attacks are shown, both included, ISO; `from` is null where all before are. */
export interface Span {
  from: string | null
  to: string
}

type Clock = Pick<Asked, "on" | "window" | "mode" | "months">

/** The brushed window, or the months up to the clock, or everything up to it. */
export function spanShown({ on, window, mode, months }: Clock): Span {
  if (mode === "cumulative") return { from: null, to: on }
  if (window) return { from: window.from, to: window.to ?? on }
  return { from: days.add(days.addMonths(on, -months), 1), to: on }
}

/** The clock set to a day; a window that was brushed goes along and keeps its length. */
export function clockSet({ on, window }: Clock, day: string): Pick<Asked, "on" | "window"> {
  const by = days.number(day) - days.number(on)
  if (window === null || by === 0) return { on: day, window }
  const [from, to] = [window.from, window.to].map((end) => (end === null ? null : days.add(end, by)))
  return { on: day, window: { from: from!, to: to! } }
}
