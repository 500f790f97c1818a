/** Pixels along the time bar for days since 1970; mirrored where text runs right to left. */
export class TimeScale {
  /** Shown are the days from `first` to the one before `end`. */
  constructor(
    readonly first: number,
    readonly end: number,
    readonly width: number,
    readonly rtl: boolean,
    /** Kept free at both ends, so that a hand there can be taken. */
    readonly inset = 12,
  ) {}

  get from(): number {
    return this.inset
  }

  get to(): number {
    return this.width - this.inset
  }

  get perDay(): number {
    return (this.width - 2 * this.inset) / (this.end - this.first)
  }

  /** Where a day begins; beyond the ends, the nearer end. */
  x(day: number): number {
    const along = this.inset + (Math.min(Math.max(day, this.first), this.end) - this.first) * this.perDay
    return this.rtl ? this.width - along : along
  }

  /** From the first day to the end of the last, as left edge and width. */
  stretch(first: number, last: number): { x: number; width: number } {
    const [a, b] = [this.x(first), this.x(last + 1)]
    return { x: Math.min(a, b), width: Math.abs(b - a) }
  }

  /** The day whose end is nearest to a pixel: the one that the clock takes when its hand is put there. */
  day(x: number): number {
    return this.within(Math.round(this.along(x)) - 1)
  }

  /** The day that a pixel lies in. */
  over(x: number): number {
    return this.within(Math.floor(this.along(x)))
  }

  /** Days from the first one to a pixel. */
  private along(x: number): number {
    return ((this.rtl ? this.width - x : x) - this.inset) / this.perDay
  }

  private within(place: number): number {
    return Math.min(Math.max(this.first + place, this.first), this.end - 1)
  }

  shows(day: number): boolean {
    return day >= this.first && day < this.end
  }
}
