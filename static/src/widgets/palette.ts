const TOKENS = [
  "sea",
  "land",
  "land-beyond",
  "water-line",
  "border",
  "border-inner",
  "border-beyond",
  "place",
  "place-quiet",
  "place-water",
  "teal",
  "rust",
  "weapon-rocket",
  "weapon-mortar",
  "weapon-drone",
  "weapon-missile",
  "weapon-other",
  "density-1",
  "density-2",
  "density-3",
  "density-4",
  "density-5",
  "density-line",
  "ink",
  "paper",
] as const

type Palette = Record<(typeof TOKENS)[number], string>

const DARK = matchMedia("screen and (prefers-color-scheme: dark)")
const known = new Map<boolean, Palette>()

/** The stylesheet's colours for what is drawn on canvas, read once for light and once for dark. */
export function palette(root: Element): Palette {
  const dark = DARK.matches
  let colours = known.get(dark)
  if (!colours) {
    const style = getComputedStyle(root)
    colours = Object.fromEntries(
      TOKENS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
    ) as Palette
    known.set(dark, colours)
  }
  return colours
}

/** Draws anew when the colours change: at once, for a page that is printed waits for no frame. */
export function whenRecoloured(draw: () => void): void {
  DARK.addEventListener("change", draw)
}
