import { days } from "./days"
import type { View } from "./view"

const MONTHS: Record<string, number | null> = { "3": 3, "12": 12, all: null }

/** The view as it stands in the page's address, and back. What is the default is left out. */
export const viewAddress = {
  read(search: string, today: string): View {
    const query = new URLSearchParams(search)
    const on = query.get("on") ?? ""
    const months = MONTHS[query.get("attacks") ?? "12"]
    return {
      day: days.valid(on) ? on : today,
      site: query.get("site"),
      base: query.get("base"),
      attack: query.get("attack"),
      months: months === undefined ? 12 : months,
    }
  },

  write(search: string, view: View, today: string): string {
    const query = new URLSearchParams(search)
    const set = (name: string, value: string | null): void => {
      if (value === null) query.delete(name)
      else query.set(name, value)
    }
    set("on", view.day === today ? null : view.day)
    set("site", view.site)
    set("base", view.base)
    set("attack", view.attack)
    set("attacks", view.months === 12 ? null : String(view.months ?? "all"))
    const text = query.toString()
    return text === "" ? "" : `?${text}`
  },
}
