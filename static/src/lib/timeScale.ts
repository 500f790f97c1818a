import { days } from "./days"

// Half of the slider's thumb: a native slider's ends lie that far inside it.
const INSET = 8

/** Pixels along the time bar for a day, from the first day of the record to the last; mirrored where text runs right to left. */
export function timeScale(first: string, last: string, width: number, rtl: boolean): Scale {
  const [start, end] = [days.number(first), days.number(last)]
  const span = Math.max(end - start, 1)
  return {
    rtl,
    from: INSET,
    to: width - INSET,
    x(day) {
      const share = Math.min(Math.max((days.number(day) - start) / span, 0), 1)
      return INSET + (rtl ? 1 - share : share) * (width - 2 * INSET)
    },
  }
}

type Scale = { rtl: boolean; from: number; to: number; x: (day: string) => number }
