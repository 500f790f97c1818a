/** A word at a place along the bar, for eyes alone: what has the focus or the pointer is named already. */
export function timeTip(tip: HTMLElement, bar: HTMLElement): (text: string | null, x: number) => void {
  return (text, x) => {
    tip.hidden = text === null
    if (text === null) return
    tip.textContent = text
    const half = tip.offsetWidth / 2
    const middle = Math.min(Math.max(x, half), Math.max(bar.clientWidth - half, half))
    tip.style.transform = `translate(calc(${middle.toFixed(0)}px - 50%), -100%)`
  }
}
