/** Shows a word above the bars at a place along them, or over the bars for what stands above; null hides it. */
export type Tell = (text: string | null, x: number, over?: boolean) => void

/** A word at a place along the bar, for eyes alone: what has the focus is named already. `top` is where the bars begin. */
export function timeTip(tip: HTMLElement, bar: HTMLElement, top: () => number): Tell {
  return (text, x, over = false) => {
    tip.hidden = text === null
    if (text === null) return
    tip.textContent = text
    const half = tip.offsetWidth / 2
    const middle = Math.min(Math.max(x, half), Math.max(bar.clientWidth - half, half))
    const [y, up] = over ? [top() + 4, 0] : [top() - 2, 100]
    tip.style.transform = `translate(calc(${middle.toFixed(0)}px - 50%), calc(${y}px - ${up}%))`
  }
}
