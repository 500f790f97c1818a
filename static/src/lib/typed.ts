/** One field of a form as it stands: its name, its value and, of a choice, how the chosen one is called. */
export interface TypedField {
  name: string
  value: string
  label?: string
}

/** What was typed into a form and is not known to be saved. */
export interface Typed {
  at: number
  user: string
  revision: string
  sent: boolean
  fields: TypedField[]
}

const PREFIX = "typed:"
const KEPT_DAYS = 14
const LEFT_OUT = new Set(["csrfmiddlewaretoken", "started_from"])

/** What was typed, in this browser's own storage: outlives the tab, the session and the server; is sent nowhere. */
export class TypedStore {
  private isForgetting = false

  constructor(private readonly storage: Storage) {}

  read(user: string, page: string): Typed | null {
    try {
      return JSON.parse(this.storage.getItem(this.key(user, page)) ?? "null") as Typed | null
    } catch {
      return null
    }
  }

  /** Keeps it; without room for it, nothing is kept and nothing is said: the form itself still has it. */
  write(page: string, typed: Typed): void {
    if (this.isForgetting) return
    try {
      this.storage.setItem(this.key(typed.user, page), JSON.stringify(typed))
    } catch {
      this.storage.removeItem(this.key(typed.user, page))
    }
  }

  remove(user: string, page: string): void {
    this.storage.removeItem(this.key(user, page))
  }

  /** Nothing of anybody else's stays, nor what is old; with `saved`, nothing that was sent. */
  tidy(user: string, now: number, saved = false): void {
    for (const key of this.keys()) {
      const typed = this.parsed(key)
      const isOld = typed === null || now - typed.at > KEPT_DAYS * 86_400_000
      if (isOld || typed.user !== user || (saved && typed.sent)) this.storage.removeItem(key)
    }
  }

  /** Forgets all of it; nothing is kept any more, since a pause in typing may end while the page is on its way out. */
  forget(): void {
    this.isForgetting = true
    this.keys().forEach((key) => this.storage.removeItem(key))
  }

  /** Keeps again, on a page that came back although it was left by signing out. */
  keepAgain(): void {
    this.isForgetting = false
  }

  private key(user: string, page: string): string {
    return `${PREFIX}${user}:${page}`
  }

  private keys(): string[] {
    return Object.keys(this.storage).filter((key) => key.startsWith(PREFIX))
  }

  private parsed(key: string): Typed | null {
    try {
      return JSON.parse(this.storage.getItem(key) ?? "null") as Typed | null
    } catch {
      return null
    }
  }
}

/** Whether two states of a form are the same, whatever order they were read in. */
export function sameTyping(one: TypedField[], other: TypedField[]): boolean {
  const told = (fields: TypedField[]): string => fields.map(({ name, value }) => `${name}\u0000${value}`).join("\u0001")
  return told(one) === told(other)
}

/** Whether a field of a form is kept at all: no secret, no file, nothing that only this page may send. */
export function isKept(name: string, type: string): boolean {
  return name !== "" && !LEFT_OUT.has(name) && !name.startsWith("_") && !["password", "file", "submit", "button"].includes(type)
}

/** Names whose values differ, each with what stands there and what was typed. */
export function differing(now: TypedField[], typed: TypedField[]): Array<{ name: string; now: string; typed: string }> {
  const shown = (fields: TypedField[]): Map<string, string> => {
    const all = new Map<string, string>()
    for (const { name, value, label } of fields) {
      const text = label ?? value
      all.set(name, all.has(name) ? `${all.get(name)}, ${text}` : text)
    }
    return all
  }
  const [here, there] = [shown(now), shown(typed)]
  return [...new Set([...here.keys(), ...there.keys()])]
    .filter((name) => (here.get(name) ?? "") !== (there.get(name) ?? "") && !/-(TOTAL|INITIAL)_FORMS$/.test(name))
    .map((name) => ({ name, now: here.get(name) ?? "", typed: there.get(name) ?? "" }))
}
