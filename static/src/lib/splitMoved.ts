const STEP = 2
const LEAP = 10

/** Where a key moves the divider: a share of the width in percent from the left, or null for a key that does not. */
export function splitMoved(key: string, at: number): number | null {
  const moves: Record<string, number> = {
    ArrowLeft: at - STEP,
    ArrowDown: at - STEP,
    ArrowRight: at + STEP,
    ArrowUp: at + STEP,
    PageDown: at - LEAP,
    PageUp: at + LEAP,
    Home: 0,
    End: 100,
  }
  const wanted = moves[key]
  return wanted === undefined ? null : Math.min(100, Math.max(0, wanted))
}
