/** One tab stop for many marks: arrow keys move among them, Home and End to the first and last. Returns how to name the marks anew. */
export function roving(
  root: HTMLElement,
  onFocus: (item: HTMLElement) => void,
): (items: HTMLElement[]) => void {
  let items: HTMLElement[] = []
  const settle = (chosen: HTMLElement | undefined): void => {
    items.forEach((item) => (item.tabIndex = item === chosen ? 0 : -1))
  }
  root.addEventListener("focusin", (event) => {
    const item = items.find((one) => one === event.target)
    if (!item) return
    settle(item)
    onFocus(item)
  })
  root.addEventListener("keydown", (event) => {
    const index = items.findIndex((one) => one === event.target)
    const next = index < 0 ? undefined : items[nextIndex(event.key, index, items.length)]
    if (!next) return
    event.preventDefault()
    event.stopPropagation()
    next.focus()
  })
  return (changed) => {
    items = changed
    settle(items.find((item) => item.tabIndex === 0) ?? items[0])
  }
}

function nextIndex(key: string, index: number, count: number): number {
  switch (key) {
    case "ArrowRight":
    case "ArrowDown":
      return (index + 1) % count
    case "ArrowLeft":
    case "ArrowUp":
      return (index + count - 1) % count
    case "Home":
      return 0
    case "End":
      return count - 1
    default:
      return -1
  }
}
