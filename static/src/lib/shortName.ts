/** A base's name as a map label: without what stands in brackets or after a slash. */
export function shortName(name: string): string {
  return (
    name
      .split(" / ")[0]!
      .replace(/\s*[(（].*$/, "")
      .trim() || name
  )
}
