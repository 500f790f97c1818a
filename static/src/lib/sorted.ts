import type { Attack } from "./attack"

/** The orders of the API's lists that a table's columns have; a minus before one turns it round. */
export const ORDERS = ["date", "munitions", "killed", "wounded"] as const
export type OrderName = (typeof ORDERS)[number]

const VALUE: Record<OrderName, (attack: Attack) => number | null> = {
  date: ({ last, first }) => last ?? first,
  munitions: ({ munitions_max: most, munitions_min: least }) => most ?? least,
  killed: ({ killed_max: most, killed_min: least }) => most ?? least,
  wounded: ({ wounded_max: most, wounded_min: least }) => most ?? least,
}

/** Which order `sort=` of an address names, and whether it runs downward; the newest first where it names none. */
export function orderOf(sort: string | null): { name: OrderName; down: boolean } {
  const name = ORDERS.find((order) => order === (sort ?? "").replace(/^-/, ""))
  return name === undefined ? { name: "date", down: true } : { name, down: sort!.startsWith("-") }
}

/** The attacks as the API sorts them: what is not reported last either way, and the same values by their slugs. */
export function sorted(attacks: Attack[], sort: string | null): Attack[] {
  const { name, down } = orderOf(sort)
  const end = down ? -Infinity : Infinity
  const sign = down ? -1 : 1
  const value = (attack: Attack): number => VALUE[name](attack) ?? end
  return [...attacks].sort((a, b) => {
    const [one, other] = [value(a), value(b)]
    if (one !== other) return one < other ? -sign : sign
    return a.slug < b.slug ? -sign : sign
  })
}
