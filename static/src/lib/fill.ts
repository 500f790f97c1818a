/** Puts values into a text of the catalogue: `%(day)s` becomes the day. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/%\((\w+)\)s/g, (whole, name: string) => String(values[name] ?? whole))
}
