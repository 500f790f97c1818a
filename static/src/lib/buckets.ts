import { days } from "./days"

/** How wide a bar is. */
export type Width = "month" | "week" | "day"

/** Days cut into whole months, weeks from Monday, or days; all days as numbers since 1970. */
export class Buckets {
  /** The first day of each bar, and at the end the day after the last bar. */
  readonly starts: number[]
  private readonly places: Int32Array

  /** From the bar that holds `first` to the one that holds `last`. */
  constructor(
    readonly by: Width,
    first: number,
    last: number,
  ) {
    this.starts = [startOf(first, by)]
    while (this.starts.at(-1)! <= last) this.starts.push(after(this.starts.at(-1)!, by))
    this.places = new Int32Array(this.end - this.start)
    for (let place = 0; place < this.length; place++)
      this.places.fill(place, this.starts[place]! - this.start, this.starts[place + 1]! - this.start)
  }

  get length(): number {
    return this.starts.length - 1
  }

  get start(): number {
    return this.starts[0]!
  }

  get end(): number {
    return this.starts[this.length]!
  }

  /** The place of the bar that holds a day; of the nearest for a day beyond the ends. */
  at(day: number): number {
    if (day < this.start) return 0
    return day >= this.end ? this.length - 1 : this.places[day - this.start]!
  }

  holds(day: number): boolean {
    return day >= this.start && day < this.end
  }
}

function startOf(day: number, by: Width): number {
  if (by === "day") return day
  // The first day of 1970 was a Thursday.
  if (by === "week") return day - ((((day + 3) % 7) + 7) % 7)
  return days.number(`${days.iso(day).slice(0, 7)}-01`)
}

function after(start: number, by: Width): number {
  if (by === "month") return days.number(days.addMonths(days.iso(start), 1))
  return start + (by === "week" ? 7 : 1)
}
