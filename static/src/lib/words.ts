import { days } from "./days"
import { fill } from "./fill"

type Texts = Record<string, string | Record<string, string>>

/** The page's catalogue, and how its language writes days, numbers and lists. */
export class Words {
  private readonly plurals: Intl.PluralRules
  private readonly dayFormat: Intl.DateTimeFormat
  private readonly monthFormat: Intl.DateTimeFormat
  private readonly tickFormats: Record<"month" | "monthYear" | "letter" | "day", Intl.DateTimeFormat>

  constructor(
    private readonly texts: Texts,
    language: string,
  ) {
    const locale = language === "ar" ? "ar-u-nu-latn" : "en-GB"
    this.plurals = new Intl.PluralRules(language)
    this.dayFormat = new Intl.DateTimeFormat(locale, {
      day: "numeric",
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    })
    const format = (parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
      new Intl.DateTimeFormat(locale, { ...parts, timeZone: "UTC" })
    this.monthFormat = format({ month: "long", year: "numeric" })
    this.tickFormats = {
      month: format({ month: "short" }),
      monthYear: format({ month: "short", year: "numeric" }),
      letter: format({ month: "narrow" }),
      day: format({ day: "numeric" }),
    }
  }

  /** A text of the catalogue with its values filled in. */
  say(key: string, values: Record<string, string | number> = {}): string {
    const text = this.texts[key]
    return typeof text === "string" ? fill(text, values) : key
  }

  /** A counted text in the plural form that the count takes. */
  count(key: string, count: number, values: Record<string, string | number> = {}): string {
    const forms = this.texts[key]
    if (typeof forms !== "object") return key
    return fill(forms[this.plurals.select(count)] ?? forms.other ?? key, { count, ...values })
  }

  /** The name of a code: a status, a weapon. */
  name(list: string, code: string): string {
    const names = this.texts[list]
    return typeof names === "object" ? (names[code] ?? code) : code
  }

  day(iso: string): string {
    return this.dayFormat.format(new Date(`${iso}T00:00:00Z`))
  }

  /** From one day to another, as far as they are known; a whole month or year goes by its name. */
  window(first: string | null, last: string | null): string {
    const [from, to] = [first ?? last, last ?? first]
    if (from === null || to === null) return ""
    if (from === to) return this.day(from)
    const [year, month] = from.split("-")
    if (from === `${year}-01-01` && to === `${year}-12-31`) return year!
    if (from.endsWith("-01") && to === days.addMonths(`${year}-${month}-31`, 0)) return this.month(`${year}-${month}`)
    return this.dayFormat.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`))
  }

  /** A day as it is written beside a tick of an axis. */
  tick(iso: string, as: "year" | "month" | "monthYear" | "letter" | "day"): string {
    return as === "year" ? iso.slice(0, 4) : this.tickFormats[as].format(new Date(`${iso}T00:00:00Z`))
  }

  month(month: string): string {
    return this.monthFormat.format(new Date(`${month}-01T00:00:00Z`))
  }
}
