import { days } from "./days"

const SECOND = 1000
const STRIDE = 30

/**
 * The day that a play has come to after `gone` milliseconds at `speed` days a second, never beyond `last`, and the
 * milliseconds that are left over. Where motion is to be little, in strides of a month's length, so that the picture
 * changes seldom.
 */
export function played(on: string, gone: number, speed: number, last: string, still: boolean): { day: string; left: number } {
  const stride = still ? STRIDE : 1
  // A stride is at most one a second where motion is to be little.
  const lasts = still ? Math.max((stride / speed) * SECOND, SECOND) : SECOND / speed
  const strides = Math.floor(gone / lasts)
  const day = days.add(on, strides * stride)
  return { day: day < last ? day : last, left: gone - strides * lasts }
}
