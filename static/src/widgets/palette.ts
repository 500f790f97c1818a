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

const known = new Map<boolean, Palette>()

/** The stylesheet's colours for what is drawn on canvas, read once for light and once for dark. */
export function palette(root: Element): Palette {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches
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
