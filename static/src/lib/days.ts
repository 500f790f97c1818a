const DAY = 86_400_000

/** Days as whole numbers since 1970, so that a slider can count them, and back to ISO. */
export const days = {
  number: (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY),

  iso: (day: number): string => new Date(day * DAY).toISOString().slice(0, 10),

  /** The day so many days later. */
  add: (iso: string, count: number): string => days.iso(days.number(iso) + count),

  /** True for a day that exists, in the form that the address uses. */
  valid(text: string): boolean {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
    const time = Date.parse(`${text}T00:00:00Z`)
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
  },

  /** The same day of another month; a day that this month lacks becomes its last. */
  addMonths(iso: string, months: number): string {
    const [year, month, day] = iso.split("-").map(Number) as [number, number, number]
    const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
    return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10)
  },
}
