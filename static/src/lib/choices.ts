import { FILTERS } from "./viewAddress"

/** By filter, what may be chosen and how many attacks it would leave. */
export type Choices = Record<string, Array<{ value: string; label: string; count: number }>>

/** The filters that a form's fields say; those without a value are left out. */
export function filtersIn(data: FormData): Record<string, string[]> {
  const given = FILTERS.map((name): [string, string[]] => [name, data.getAll(name).map(String).filter(Boolean)])
  return Object.fromEntries(given.filter(([, values]) => values.length > 0))
}

/** Each value that is set, filter by filter. */
export function setValues(filters: Record<string, string[]>): Array<{ name: string; value: string }> {
  return FILTERS.flatMap((name) => (filters[name] ?? []).map((value) => ({ name, value })))
}

/** The filters without one value. */
export function withoutValue(
  filters: Record<string, string[]>,
  name: string,
  value: string,
): Record<string, string[]> {
  const left = (filters[name] ?? []).filter((one) => one !== value)
  const { [name]: _gone, ...others } = filters
  return left.length > 0 ? { ...others, [name]: left } : others
}
