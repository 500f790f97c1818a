/** The stylesheet's colours for what is drawn on canvas; read anew at each drawing, so that dark and print follow. */
export function palette(root: Element): Record<string, string> {
  const style = getComputedStyle(root)
  return new Proxy({} as Record<string, string>, {
    get: (_, name) => style.getPropertyValue(`--${String(name)}`).trim(),
  })
}
