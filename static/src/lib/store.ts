/** One value that several widgets watch; `set` merges a change and tells them when it is one, and of which parts. */
export class Store<State extends object> {
  private readonly watchers: Array<Watcher<State>> = []

  constructor(private state: State) {}

  get(): State {
    return this.state
  }

  set(change: Partial<State>): void {
    const names = Object.keys(change) as Array<keyof State>
    const changed = names.filter((name) => this.state[name] !== change[name])
    if (changed.length === 0) return
    this.state = { ...this.state, ...change }
    const told: ReadonlySet<keyof State> = new Set(changed)
    this.watchers.forEach((watch) => watch(this.state, told))
  }

  /** Calls at once, as if every part had changed, and then on every change. */
  watch(watch: Watcher<State>): void {
    this.watchers.push(watch)
    watch(this.state, new Set(Object.keys(this.state) as Array<keyof State>))
  }
}

type Watcher<State> = (state: State, changed: ReadonlySet<keyof State>) => void
