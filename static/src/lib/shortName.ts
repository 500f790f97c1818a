// What kind of place it is goes without saying beside a mark of a base.
const KIND = /\s+(air base|airfield|base|range complex|headquarters)$/i

/** A base's name as a map label: without what stands in brackets, after a comma or a slash, and without its kind. */
export function shortName(name: string): string {
  const head = name.split(/\s*[(（،,]|\s\/\s/)[0]!.trim()
  return head.replace(KIND, "") || head || name
}
