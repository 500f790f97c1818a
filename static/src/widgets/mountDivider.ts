import { splitMoved } from "../lib/splitMoved"

const MIDDLE = 50
/** Pixels that a focused mark keeps from the divider. */
const CLEAR = 28

/** The divider between two maps that lie over one another; pointer, touch and keys move it, and it makes way for a focused mark. */
export function mountDivider(stages: HTMLElement, divider: HTMLElement): void {
  let at = MIDDLE
  const set = (share: number): void => {
    at = Math.min(100, Math.max(0, share))
    stages.style.setProperty("--divide", `${at.toFixed(2)}%`)
    divider.setAttribute("aria-valuenow", String(Math.round(at)))
    divider.setAttribute("aria-valuetext", `${Math.round(at)}%`)
  }
  const shareOf = (x: number): number => {
    const { left, width } = stages.getBoundingClientRect()
    return ((x - left) / width) * 100
  }
  divider.addEventListener("pointerdown", (event) => {
    event.preventDefault()
    divider.setPointerCapture(event.pointerId)
    divider.focus()
  })
  divider.addEventListener("pointermove", (event) => {
    if (divider.hasPointerCapture(event.pointerId)) set(shareOf(event.clientX))
  })
  divider.addEventListener("keydown", (event) => {
    const wanted = splitMoved(event.key, at)
    if (wanted === null) return
    event.preventDefault()
    set(wanted)
  })
  stages.addEventListener("focusin", ({ target }) => {
    const mark = target as HTMLElement
    if (divider.hidden || !mark.matches("[data-mark]")) return
    const { left, right } = mark.getBoundingClientRect()
    const onRight = (mark.closest(".stage--second") === null) === (getComputedStyle(stages).direction === "rtl")
    if (onRight) set(Math.min(at, shareOf(left - CLEAR)))
    else set(Math.max(at, shareOf(right + CLEAR)))
  })
  set(MIDDLE)
}
